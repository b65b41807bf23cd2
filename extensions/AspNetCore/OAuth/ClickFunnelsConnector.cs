using ClickFunnels.OAuth;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore;

/// <summary>Disconnects workspaces that were connected. Thread-safe; a singleton.</summary>
public class ClickFunnelsConnector
{
    private readonly OAuthClient? _client;
    private readonly IOAuthTokenStore? _tokens;
    private readonly ILogger<ClickFunnelsConnector>? _logger;

    /// <summary>
    /// Creates an instance without settings, for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected ClickFunnelsConnector() { }

    internal ClickFunnelsConnector(OAuthClient client, IOAuthTokenStore tokens, ILogger<ClickFunnelsConnector> logger)
    {
        _client = client;
        _tokens = tokens;
        _logger = logger;
    }

    /// <summary>
    /// Revokes the token of a workspace and removes it from the store. When the revocation fails the token stays, so that you
    /// can try again; a token that the service no longer knows is removed.
    /// </summary>
    /// <param name="workspaceId">Numeric id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when the workspace was not connected.</returns>
    /// <exception cref="OAuthException">The service refused the revocation, or did not answer.</exception>
    public virtual async Task<bool> DisconnectAsync(long workspaceId, CancellationToken cancellationToken = default)
    {
        if (_client is null || _tokens is null || _logger is null)
        {
            throw new NotSupportedException(
                $"This {GetType().Name} was created for mocking and has no settings: override the member that was called."
            );
        }

        if (await _tokens.FindAsync(workspaceId, cancellationToken).ConfigureAwait(false) is not { } token)
        {
            return false;
        }

        try
        {
            await _client.RevokeAsync(token.AccessToken, cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException exception) when (exception.Error is "invalid_token" or "invalid_grant")
        {
            // It is gone already.
        }

        // The customer may have connected again in the meantime.
        if ((await _tokens.FindAsync(workspaceId, CancellationToken.None).ConfigureAwait(false))?.AccessToken == token.AccessToken)
        {
            await _tokens.RemoveAsync(workspaceId, CancellationToken.None).ConfigureAwait(false);
        }

        ConnectLog.Disconnected(_logger, workspaceId);
        return true;
    }
}
