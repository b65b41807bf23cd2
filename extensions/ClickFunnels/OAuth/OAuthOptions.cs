using System;
using System.Collections.Generic;
using System.Net.Http;

namespace ClickFunnels.OAuth;

/// <summary>Settings of your application as it is registered in the developer portal. They are checked and copied when the client is made.</summary>
public sealed class OAuthOptions
{
    /// <summary>Client id of the platform application. Needed.</summary>
    public string? ClientId { get; set; }

    /// <summary>Client secret of the platform application; leave it out for a public client, which proves itself with PKCE alone. It is never written anywhere but into the request.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>
    /// The redirect URI, letter by letter as it stands in the developer portal; the service refuses any deviation, such as a
    /// slash at the end. https, or http on loopback. Needed.
    /// </summary>
    public string? RedirectUri { get; set; }

    /// <summary>Names your application to the service, such as <c>AcmeShop/1.0</c>. Needed: the edge blocks requests without it.</summary>
    public string? UserAgent { get; set; }

    /// <summary>The accounts host; another one for a local emulator. Plain http is allowed on loopback only.</summary>
    public Uri AccountsAddress { get; set; } = new("https://accounts.myclickfunnels.com/");

    /// <summary>Limit for a request. 30 seconds when not set.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What sends the requests; it is not disposed with the client. When left out, the client makes its own.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Returns each problem of the settings, with the setting's name and the mend; none when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(ClientId))
        {
            problems.Add("ClientId is missing: copy it from the platform application in the developer portal.");
        }

        if (ClientSecret is not null && string.IsNullOrWhiteSpace(ClientSecret))
        {
            problems.Add("ClientSecret is blank: copy it from the developer portal, or leave it out (null) for a public client.");
        }

        if (string.IsNullOrWhiteSpace(UserAgent))
        {
            problems.Add("UserAgent is missing: set it to the name of your application, as the service blocks requests without it.");
        }

        CheckRedirect(problems);
        if (AccountsAddress is null || !AccountsAddress.IsAbsoluteUri || !IsSafe(AccountsAddress) || AccountsAddress.AbsolutePath != "/" || AccountsAddress.Query.Length > 0)
        {
            problems.Add("AccountsAddress is no plain https address of a host: leave it out, or use http on loopback for an emulator.");
        }

        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(10))
        {
            problems.Add("Timeout must be more than zero and at most ten minutes.");
        }

        return problems;
    }

    internal OAuthOptions Copy() => (OAuthOptions)MemberwiseClone();

    internal static bool IsSafe(Uri address) =>
        address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private void CheckRedirect(List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(RedirectUri))
        {
            problems.Add("RedirectUri is missing: set it as it stands in the developer portal.");
        }
        else if (!Uri.TryCreate(RedirectUri, UriKind.Absolute, out var redirect) || !IsSafe(redirect) || redirect.Fragment.Length > 0)
        {
            problems.Add("RedirectUri must be an absolute https address without a fragment; http is allowed on loopback only.");
        }
        else if (RedirectUri!.EndsWith("/", StringComparison.Ordinal) || RedirectUri.Trim() != RedirectUri)
        {
            problems.Add("RedirectUri ends in a slash or a blank, which the service refuses: write it without, here and in the developer portal.");
        }
    }
}
