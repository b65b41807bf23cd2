using System;
using System.Collections.Generic;
using System.Net.Http;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.OAuth;

/// <summary>
/// Settings of your application, as registered in the developer portal. They are checked and copied when the client is created.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class OAuthOptions
{
    /// <summary>Client id of the platform application. Required.</summary>
    public string? ClientId { get; set; }

    /// <summary>
    /// Client secret of the platform application. Null for a public client, which uses only PKCE. It is written only into the request.
    /// </summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The redirect URI, exactly as registered in the developer portal. The service refuses any difference, such as a slash at the end.
    /// It must be https, or http on loopback. Required.
    /// </summary>
    public string? RedirectUri { get; set; }

    /// <summary>
    /// Names your application to the service, such as <c>AcmeShop/1.0</c>. Required: the edge blocks requests without it.
    /// </summary>
    public string? UserAgent { get; set; }

    /// <summary>Address of the accounts host, or of a local emulator. Plain http is allowed on loopback only.</summary>
    public Uri AccountsAddress { get; set; } = new("https://accounts.myclickfunnels.com/");

    /// <summary>Limit for a request. The default is 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The handler that sends the requests. It is not disposed with the client. Null to let the client create its own.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Returns the problems of the settings, each with the name of the setting and the fix; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(ClientId))
        {
            problems.Add("ClientId is missing: copy it from the platform application in the developer portal.");
        }
        else
        {
            SecretChecks.Check(nameof(ClientId), ClientId, problems);
        }

        if (ClientSecret is not null && string.IsNullOrWhiteSpace(ClientSecret))
        {
            problems.Add("ClientSecret is blank: copy it from the developer portal, or set it to null for a public client.");
        }
        else
        {
            SecretChecks.Check(nameof(ClientSecret), ClientSecret, problems);
        }

        if (string.IsNullOrWhiteSpace(UserAgent))
        {
            problems.Add("UserAgent is missing: set it to the name of your application, because the service blocks requests without it.");
        }

        CheckRedirect(problems);
        if (
            AccountsAddress is null
            || !AccountsAddress.IsAbsoluteUri
            || !IsSafe(AccountsAddress)
            || AccountsAddress.AbsolutePath != "/"
            || AccountsAddress.Query.Length > 0
        )
        {
            problems.Add(
                "AccountsAddress is not a plain https address of a host: keep the default, or use http on loopback for an emulator."
            );
        }

        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(10))
        {
            problems.Add("Timeout must be more than zero and at most ten minutes.");
        }

        return problems;
    }

    internal OAuthOptions Copy() => (OAuthOptions)MemberwiseClone();

    internal static bool IsSafe(Uri address) =>
        address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private void CheckRedirect(List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(RedirectUri))
        {
            problems.Add("RedirectUri is missing: set it as registered in the developer portal.");
        }
        else if (!Uri.TryCreate(RedirectUri, UriKind.Absolute, out var redirect) || !IsSafe(redirect) || redirect.Fragment.Length > 0)
        {
            problems.Add("RedirectUri must be an absolute https address without a fragment; http is allowed on loopback only.");
        }
        else if (RedirectUri!.EndsWith("/", StringComparison.Ordinal) || RedirectUri.Trim() != RedirectUri)
        {
            problems.Add("RedirectUri ends in a slash or a blank, which the service refuses: remove it, here and in the developer portal.");
        }
    }
}
