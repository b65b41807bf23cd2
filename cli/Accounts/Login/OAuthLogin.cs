using ClickFunnels.Cli.Accounts.Profiles;
using ClickFunnels.Cli.Running;
using ClickFunnels.OAuth;

namespace ClickFunnels.Cli.Accounts.Login;

/// <summary>Gets a token with the browser: OAuth with PKCE and a redirect to this machine (RFC 8252).</summary>
internal sealed class OAuthLogin(LoginSettings settings)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public async Task<(Credential Credential, KnownWorkspace? Connected)> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var parsed = run.Parsed;
        var server = parsed.GetValue(settings.AuthorizationServer) is { } text
            ? AccountResolver.ReadAddress(text, settings.AuthorizationServer.Name)
            : null;
        var secret = parsed.GetValue(settings.ClientSecretStdin)
            ? await SecretInput.ReadAsync(run, true, "Client secret", settings.ClientSecretStdin.Name, cancellationToken)
            : null;
        await using var callback = LoopbackCallback.Start(parsed.GetValue(settings.Port));
        using var client = CreateClient(parsed.GetValue(settings.ClientId), secret, server, callback.Address);
        var flow = parsed.GetValue(settings.Installation) ? OAuthFlow.Installation : OAuthFlow.User;
        var authorization = client.Authorize(flow, parsed.GetValue(settings.Scope) ?? []);

        // The address is needed in each case, also with --quiet: the browser may be on another desktop.
        await run.Host.Error.WriteLineAsync($"Log in with the browser: {authorization.Url.AbsoluteUri}");
        run.Host.OpenBrowser(authorization.Url);
        var query = await WaitAsync(run, callback, authorization.State, cancellationToken);
        var token = await client.CompleteAsync(query, authorization.State, authorization.CodeVerifier, cancellationToken);
        var credential = new Credential
        {
            Token = token.AccessToken,
            ClientId = parsed.GetValue(settings.ClientId),
            ClientSecret = secret,
            AuthorizationServer = server,
        };
        var connected = token.WorkspaceId is { } id ? new KnownWorkspace(id, null, token.Subdomain, token.WorkspaceName) : null;
        return (credential, connected);
    }

    /// <summary>Creates a client that revokes the token of a profile; null if the token is not one of OAuth.</summary>
    public static OAuthClient? CreateFor(Credential credential) =>
        credential.ClientId is { } id
            ? CreateClient(id, credential.ClientSecret, credential.AuthorizationServer, "http://127.0.0.1/callback")
            : null;

    private static OAuthClient CreateClient(string? clientId, string? clientSecret, Uri? server, string redirect)
    {
        var options = new OAuthOptions
        {
            ClientId = clientId,
            ClientSecret = clientSecret,
            RedirectUri = redirect,
            UserAgent = ProgramVersion.UserAgent,
        };
        if (server is not null)
        {
            options.AccountsAddress = server;
        }

        return new OAuthClient(options);
    }

    private static async Task<string> WaitAsync(
        CommandRun run,
        LoopbackCallback callback,
        string state,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(LongestWait, run.Host.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await callback.WaitAsync(state, both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CliException(
                ExitCodes.Timeout,
                "timeout",
                $"The browser did not return within {LongestWait.TotalMinutes:0} minutes: run the command again."
            );
        }
    }
}
