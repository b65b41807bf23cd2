using ClickFunnels.Core.Infrastructure;
using ClickFunnels.OAuth;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore;

/// <summary>Disconnects workspaces. Thread-safe; registered as a singleton.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class ClickFunnelsConnector
{
    private readonly OAuthClient? _client;
    private readonly IOAuthTokenStore? _tokens;
    private readonly ILogger<ClickFunnelsConnector>? _logger;

    /// <summary>
    /// Creates an instance for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected ClickFunnelsConnector() { }

    internal ClickFunnelsConnector(OAuthClient client, IOAuthTokenStore tokens, ILogger<ClickFunnelsConnector> logger)
    {
        _client = client;
        _tokens = tokens;
        _logger = logger;
    }

    /// <summary>
    /// Revokes the token of a workspace and removes it from the store. If the revocation fails, the token stays in the store so
    /// that you can try again. A token that the service does not know any more is removed.
    /// </summary>
    /// <param name="workspaceId">The numeric id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if the workspace is not connected.</returns>
    /// <exception cref="OAuthException">The service rejected the revocation, or did not respond.</exception>
    public virtual async Task<bool> DisconnectAsync(long workspaceId, CancellationToken cancellationToken = default)
    {
        if (_client is null || _tokens is null || _logger is null)
        {
            throw new NotSupportedException($"This {GetType().Name} was created for mocking: override {nameof(DisconnectAsync)}.");
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
            // The service does not know the token any more.
        }

        // Keeps the new token if the customer has connected again in the meantime.
        if ((await _tokens.FindAsync(workspaceId, CancellationToken.None).ConfigureAwait(false))?.AccessToken == token.AccessToken)
        {
            await _tokens.RemoveAsync(workspaceId, CancellationToken.None).ConfigureAwait(false);
        }

        ConnectLog.Disconnected(_logger, workspaceId);
        return true;
    }
}
