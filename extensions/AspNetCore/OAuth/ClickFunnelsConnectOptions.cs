using ClickFunnels.OAuth;

namespace ClickFunnels.AspNetCore;

/// <summary>Settings of the pages that connect accounts. All problems are reported at once, when the application starts.</summary>
public sealed class ClickFunnelsConnectOptions
{
    /// <summary>Your application as it is registered in the developer portal. The redirect URI is the address of the callback.</summary>
    public OAuthOptions OAuth { get; set; } = new();

    /// <summary>
    /// Settings of the clients that <see cref="ClickFunnelsClientFactory" /> makes. Token, workspace and subdomain are filled in;
    /// the User-Agent is that of <see cref="OAuth" /> when left out.
    /// </summary>
    public ClickFunnelsClientOptions Client { get; set; } = new();

    /// <summary>What a customer connects: one workspace when not set.</summary>
    public OAuthFlow Flow { get; set; } = OAuthFlow.Installation;

    /// <summary>Scopes to ask for; none are needed.</summary>
    public IList<string> Scopes { get; set; } = [];

    /// <summary>How long a customer may take to consent. Ten minutes when not set.</summary>
    public TimeSpan AttemptLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Where the browser goes once connected when the start named no <c>returnUrl</c>: a path of this application. <c>/</c> when not set.
    /// </summary>
    public string ReturnUrl { get; set; } = "/";

    /// <summary>
    /// Runs when an account is connected, before the browser is redirected. The token of a workspace is stored by then; that of
    /// a user names no workspace and is yours to keep, so <see cref="OAuthFlow.User" /> needs this.
    /// </summary>
    public Func<ClickFunnelsConnectedContext, Task>? OnConnected { get; set; }

    /// <summary>
    /// Answers when an account was not connected. When left out: 400, or 503 when the service did not answer, with a neutral text.
    /// </summary>
    public Func<ClickFunnelsConnectFailedContext, Task>? OnFailed { get; set; }

    /// <summary>Returns each problem of the settings, with the setting's name and the mend; none when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (OAuth is null || Client is null || Scopes is null)
        {
            problems.Add("OAuth, Client and Scopes must not be null: leave them as they are made.");
            return problems;
        }

        problems.AddRange(OAuth.Validate().Select(static problem => "OAuth." + problem));
        problems.AddRange(ProblemsOf(Client));
        if (!Enum.IsDefined(Flow))
        {
            problems.Add("Flow is none of the flows: use Installation or User.");
        }
        else if (Flow == OAuthFlow.User && OnConnected is null)
        {
            problems.Add("OnConnected is missing: the token of a user names no workspace, so keep it there.");
        }

        if (Scopes.Any(static scope => string.IsNullOrWhiteSpace(scope) || scope.Contains(' ')))
        {
            problems.Add("Scopes holds a blank one: name one scope an entry.");
        }

        if (AttemptLifetime < TimeSpan.FromMinutes(1) || AttemptLifetime > TimeSpan.FromHours(1))
        {
            problems.Add("AttemptLifetime must be from one minute to one hour.");
        }

        if (!LocalUrl.IsLocal(ReturnUrl))
        {
            problems.Add("ReturnUrl must be a path of this application, such as /settings.");
        }

        return problems;
    }

    // The factory knows which settings it fills in itself.
    private static IReadOnlyList<string> ProblemsOf(ClickFunnelsClientOptions client)
    {
        try
        {
            new ClickFunnelsClientFactory(new InMemoryOAuthTokenStore(), client).Dispose();
            return [];
        }
        catch (ApiConfigurationException exception)
        {
            return [.. exception.Problems.Select(static problem => "Client." + problem)];
        }
    }
}
