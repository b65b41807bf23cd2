using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Answers the two requests of an attempt: its start and its callback.</summary>
internal sealed class ConnectEndpoint(
    OAuthClient client,
    IOAuthTokenStore tokens,
    ConnectCookie cookie,
    IOptions<ClickFunnelsConnectOptions> options,
    ILogger<ClickFunnelsConnector> logger
)
{
    public Task StartAsync(HttpContext context)
    {
        KeepPrivate(context);
        var returnUrl = context.Request.Query["returnUrl"] is [{ } asked, ..] ? asked : options.Value.ReturnUrl;
        if (!LocalUrl.IsLocal(returnUrl))
        {
            return FailAsync(context, ClickFunnelsConnectFailure.ReturnUrlRefused);
        }

        var authorization = client.Authorize(options.Value.Flow, [.. options.Value.Scopes]);
        cookie.Keep(context, authorization.State, authorization.CodeVerifier, returnUrl);
        context.Response.Redirect(authorization.Url.AbsoluteUri);
        return Task.CompletedTask;
    }

    public async Task CompleteAsync(HttpContext context)
    {
        KeepPrivate(context);
        if (cookie.Take(context) is not { } attempt || context.Request.Query["state"] is not [{ } state] || state != attempt.State)
        {
            await FailAsync(context, ClickFunnelsConnectFailure.UnknownAttempt).ConfigureAwait(false);
            return;
        }

        OAuthToken token;
        try
        {
            // Not canceled with the request: a token that was granted would be lost, and works on.
            token = await client
                .CompleteAsync(context.Request.QueryString.Value ?? "", attempt.State, attempt.CodeVerifier, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (OAuthException exception)
        {
            await FailAsync(context, ReasonOf(exception), exception).ConfigureAwait(false);
            return;
        }

        if (token.WorkspaceId is { } workspaceId)
        {
            await StoreAsync(workspaceId, token).ConfigureAwait(false);
        }
        else if (options.Value.OnConnected is null)
        {
            // An installation without a workspace: nobody could use its token.
            await RevokeAsync(token).ConfigureAwait(false);
            await FailAsync(context, ClickFunnelsConnectFailure.Refused).ConfigureAwait(false);
            return;
        }
        else
        {
            ConnectLog.UserConnected(logger);
        }

        var connected = new ClickFunnelsConnectedContext(context, token, attempt.ReturnUrl);
        if (options.Value.OnConnected is { } handler)
        {
            await handler(connected).ConfigureAwait(false);
        }

        if (!connected.IsHandled)
        {
            context.Response.Redirect(connected.ReturnUrl);
        }
    }

    private async Task StoreAsync(long workspaceId, OAuthToken token)
    {
        try
        {
            await tokens.SaveAsync(workspaceId, token, CancellationToken.None).ConfigureAwait(false);
            ConnectLog.Connected(logger, workspaceId);
        }
        catch (Exception failure)
        {
            ConnectLog.NotStored(logger, failure, workspaceId);
            await RevokeAsync(token).ConfigureAwait(false);
            throw;
        }
    }

    // Of a token that nobody keeps.
    private async Task RevokeAsync(OAuthToken token)
    {
        try
        {
            await client.RevokeAsync(token.AccessToken, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OAuthException exception)
        {
            ConnectLog.NotRevoked(logger, exception, token.WorkspaceId);
        }
    }

    private async Task FailAsync(HttpContext context, ClickFunnelsConnectFailure reason, OAuthException? exception = null)
    {
        if (reason == ClickFunnelsConnectFailure.UnknownAttempt)
        {
            ConnectLog.UnknownAttempt(logger);
        }
        else
        {
            ConnectLog.Failed(logger, exception, reason);
        }

        if (options.Value.OnFailed is { } handler)
        {
            await handler(new ClickFunnelsConnectFailedContext(context, reason, exception)).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode =
            reason == ClickFunnelsConnectFailure.Unavailable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(TextOf(reason), context.RequestAborted).ConfigureAwait(false);
    }

    private static ClickFunnelsConnectFailure ReasonOf(OAuthException exception) =>
        exception switch
        {
            { Error: "access_denied", StatusCode: null } => ClickFunnelsConnectFailure.AccessDenied,
            { IsTransient: true } => ClickFunnelsConnectFailure.Unavailable,
            _ => ClickFunnelsConnectFailure.Refused,
        };

    private static string TextOf(ClickFunnelsConnectFailure reason) =>
        reason switch
        {
            ClickFunnelsConnectFailure.AccessDenied => "The account was not connected, because access was denied.",
            ClickFunnelsConnectFailure.Unavailable =>
                "The account was not connected, because ClickFunnels did not answer. Try again later.",
            ClickFunnelsConnectFailure.ReturnUrlRefused => "The returnUrl must be a path of this application.",
            _ => "The account was not connected. Begin again.",
        };

    // The address of a callback holds a code.
    private static void KeepPrivate(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
