using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using ClickFunnels.OAuth;
using Newtonsoft.Json;

namespace ClickFunnels.SingleSignOn;

/// <summary>
/// Creates links that sign a contact in to the customer center, with a JWT (HS256) for the e-mail address of the contact. Thread-safe.
/// </summary>
/// <remarks>
/// Anyone who holds the link is signed in as the contact until it expires. Treat it as a secret. Source: vendor guide, SSO, 2025-11.
/// </remarks>
[DebuggerDisplay("CustomerCenterLinks")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class CustomerCenterLinks
{
    // {"alg":"HS256","typ":"JWT"}
    private const string Header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

    private readonly CustomerCenterOptions? _options;
    private readonly byte[]? _key;

    /// <summary>Creates an instance with the given settings.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them, but no secret.</exception>
    public CustomerCenterLinks(CustomerCenterOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        SettingChecks.ThrowIfAny(options.Validate());
        _options = options.Copy();
        _key = Encoding.UTF8.GetBytes(options.SecretKey!);
    }

    /// <summary>
    /// Creates an instance without settings, for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected CustomerCenterLinks() { }

    private CustomerCenterOptions Options => Mocking.Required(_options, this);

    /// <summary>Creates a link for a contact, which must exist in the workspace.</summary>
    /// <param name="emailAddress">E-mail address of the contact.</param>
    /// <param name="redirectTo">
    /// The absolute https address to go to after signing in, on the host of <see cref="CustomerCenterOptions.Domain" />; null for the
    /// customer center.
    /// </param>
    /// <exception cref="ArgumentException">The e-mail address or the redirect cannot be used.</exception>
    public virtual Uri Create(string emailAddress, Uri? redirectTo = null)
    {
        _ = Options;
        if (!SettingChecks.IsEmailAddress(emailAddress))
        {
            throw new ArgumentException(
                "Expected one plain e-mail address such as jane@example.com, without spaces, colons, quotes or control characters.",
                nameof(emailAddress)
            );
        }

        if (redirectTo is not null && !IsOfWorkspace(redirectTo))
        {
            throw new ArgumentException(
                $"Expected an absolute https address on {Options.Domain}, without a user name or a port: a link to another host would be "
                    + "an open redirect.",
                nameof(redirectTo)
            );
        }

        var token = Sign(Payload(emailAddress, redirectTo));
        return new Uri($"https://{Options.Domain}/sso?identifier={Uri.EscapeDataString(emailAddress)}&strategy=email&token={token}");
    }

    private bool IsOfWorkspace(Uri address) =>
        address.IsAbsoluteUri
        && address.Scheme == Uri.UriSchemeHttps
        && address.UserInfo.Length == 0
        && address.IsDefaultPort
        && string.Equals(address.Host, Options.Domain, StringComparison.OrdinalIgnoreCase);

    private string Payload(string emailAddress, Uri? redirectTo)
    {
        var now = (Options.TimeProvider ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var json = new JsonTextWriter(text))
        {
            json.WriteStartObject();
            json.WritePropertyName("sub");
            json.WriteValue($"{emailAddress}:{Options.Domain}");
            json.WritePropertyName("nbf");
            json.WriteValue(now);
            json.WritePropertyName("exp");
            json.WriteValue(now + (long)Options.Lifetime.TotalSeconds);
            json.WritePropertyName("iat");
            json.WriteValue(now);
            if (redirectTo is not null)
            {
                json.WritePropertyName("redirect_to");
                json.WriteValue(redirectTo.AbsoluteUri);
            }

            json.WriteEndObject();
        }

        return text.ToString();
    }

    private string Sign(string payload)
    {
        var signed = $"{Header}.{OAuthClient.Base64Url(Encoding.UTF8.GetBytes(payload))}";
        using var hmac = new HMACSHA256(Mocking.Required(_key, this));
        return $"{signed}.{OAuthClient.Base64Url(hmac.ComputeHash(Encoding.ASCII.GetBytes(signed)))}";
    }
}
