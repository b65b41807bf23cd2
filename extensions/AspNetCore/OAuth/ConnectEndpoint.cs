using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Handles the two requests of an attempt to connect an account: the start and the callback.</summary>
internal sealed class ConnectEndpoint(
    OAuthClient client,
    IOAuthTokenStore tokens,
    ConnectCookie cookie,
    IOptions<ClickFunnelsConnectOptions> options,
    ILogger<ClickFunnelsConnector> logger
)
{
    /// <summary>Redirects the browser to ClickFunnels for consent.</summary>
    public Task StartAsync(HttpContext context)
    {
        PreventLeaks(context);
        var returnUrl = context.Request.Query["returnUrl"] is [{ } requested, ..] ? requested : options.Value.ReturnUrl;
        if (!LocalUrl.IsLocal(returnUrl))
        {
            return FailAsync(context, ClickFunnelsConnectFailure.ReturnUrlRefused);
        }

        var authorization = client.Authorize(options.Value.Flow, [.. options.Value.Scopes]);
        cookie.Save(context, authorization.State, authorization.CodeVerifier, returnUrl);
        context.Response.Redirect(authorization.Url.AbsoluteUri);
        return Task.CompletedTask;
    }

    /// <summary>Exchanges the code of the callback for a token, stores the token and redirects the browser.</summary>
    public async Task CompleteAsync(HttpContext context)
    {
        PreventLeaks(context);
        if (cookie.Take(context) is not { } attempt || context.Request.Query["state"] is not [{ } state] || state != attempt.State)
        {
            await FailAsync(context, ClickFunnelsConnectFailure.UnknownAttempt).ConfigureAwait(false);
            return;
        }

        OAuthToken token;
        try
        {
            // Not canceled with the request: a granted token would be lost and would stay valid.
            token = await client
                .CompleteAsync(context.Request.QueryString.Value ?? "", attempt.State, attempt.CodeVerifier, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (OAuthException exception)
        {
            await FailAsync(context, GetReason(exception), exception).ConfigureAwait(false);
            return;
        }

        if (token.WorkspaceId is { } workspaceId)
        {
            await StoreAsync(workspaceId, token).ConfigureAwait(false);
        }
        else if (options.Value.OnConnected is null)
        {
            // A token without a workspace and without a handler: nothing could use it.
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
            // Revoked, because nothing else knows the token.
            ConnectLog.NotStored(logger, failure, workspaceId);
            await RevokeAsync(token).ConfigureAwait(false);
            throw;
        }
    }

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
        await context.Response.WriteAsync(GetMessage(reason), context.RequestAborted).ConfigureAwait(false);
    }

    private static ClickFunnelsConnectFailure GetReason(OAuthException exception) =>
        exception switch
        {
            { Error: "access_denied", StatusCode: null } => ClickFunnelsConnectFailure.AccessDenied,
            { IsTransient: true } => ClickFunnelsConnectFailure.Unavailable,
            _ => ClickFunnelsConnectFailure.Refused,
        };

    private static string GetMessage(ClickFunnelsConnectFailure reason) =>
        reason switch
        {
            ClickFunnelsConnectFailure.AccessDenied => "The account was not connected because access was denied.",
            ClickFunnelsConnectFailure.Unavailable =>
                "The account was not connected because ClickFunnels did not respond. Try again later.",
            ClickFunnelsConnectFailure.ReturnUrlRefused => "The returnUrl must be a path of this application.",
            _ => "The account was not connected. Start again.",
        };

    // The URL of the callback contains a code.
    private static void PreventLeaks(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
