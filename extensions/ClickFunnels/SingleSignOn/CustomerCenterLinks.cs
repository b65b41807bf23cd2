using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core;
using ClickFunnels.OAuth;
using Newtonsoft.Json;

namespace ClickFunnels.SingleSignOn;

/// <summary>
/// Makes links that sign a contact in to the customer center: a JWT (HS256) for the e-mail address of the contact. Thread-safe.
/// </summary>
/// <remarks>
/// Who has a link is the contact, until it runs out: send it over a safe way, keep it out of logs. Source: vendor guide, SSO,
/// 2025-11.
/// </remarks>
[DebuggerDisplay("CustomerCenterLinks")]
public sealed class CustomerCenterLinks
{
    // {"alg":"HS256","typ":"JWT"}
    private const string Header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
    private const int MaximumEmailAddress = 254;

    private readonly CustomerCenterOptions _options;
    private readonly byte[] _key;

    /// <summary>Makes links with the given settings.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them, and no secret.</exception>
    public CustomerCenterLinks(CustomerCenterOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        var problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ApiConfigurationException(problems);
        }

        _options = options.Copy();
        _key = Encoding.UTF8.GetBytes(options.SecretKey!);
    }

    /// <summary>Makes a link for a contact, who has to exist in the workspace.</summary>
    /// <param name="emailAddress">E-mail address of the contact.</param>
    /// <param name="redirectTo">Where the contact goes once signed in, an absolute https address; the customer center when left out.</param>
    /// <exception cref="ArgumentException">The e-mail address or the redirect cannot be used.</exception>
    public Uri Create(string emailAddress, Uri? redirectTo = null)
    {
        if (string.IsNullOrWhiteSpace(emailAddress) || emailAddress.Length > MaximumEmailAddress || emailAddress.IndexOf('@') <= 0 || emailAddress.Trim() != emailAddress)
        {
            throw new ArgumentException("An e-mail address such as jane@example.com is wanted, without blanks around it.", nameof(emailAddress));
        }

        if (redirectTo is not null && (!redirectTo.IsAbsoluteUri || redirectTo.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("An absolute https address is wanted.", nameof(redirectTo));
        }

        var token = Sign(Payload(emailAddress, redirectTo));
        return new Uri($"https://{_options.Domain}/sso?identifier={Uri.EscapeDataString(emailAddress)}&strategy=email&token={token}");
    }

    private string Payload(string emailAddress, Uri? redirectTo)
    {
        var now = (_options.TimeProvider ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var json = new JsonTextWriter(text))
        {
            json.WriteStartObject();
            json.WritePropertyName("sub");
            json.WriteValue($"{emailAddress}:{_options.Domain}");
            json.WritePropertyName("nbf");
            json.WriteValue(now);
            json.WritePropertyName("exp");
            json.WriteValue(now + (long)_options.Lifetime.TotalSeconds);
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
        var signed = $"{Header}.{OAuthClient.Base64(Encoding.UTF8.GetBytes(payload))}";
        using var hmac = new HMACSHA256(_key);
        return $"{signed}.{OAuthClient.Base64(hmac.ComputeHash(Encoding.ASCII.GetBytes(signed)))}";
    }
}
