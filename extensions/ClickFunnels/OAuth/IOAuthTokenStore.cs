using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.OAuth;

/// <summary>Where tokens are kept, by the workspace that they reach. Implement it on your database, and encrypt the tokens there.</summary>
public interface IOAuthTokenStore
{
    /// <summary>Returns the token of a workspace; null when it is not connected.</summary>
    /// <param name="workspaceId">Numeric id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<OAuthToken?> FindAsync(long workspaceId, CancellationToken cancellationToken = default);

    /// <summary>Keeps the token of a workspace; an older one of it is replaced.</summary>
    /// <param name="workspaceId">Numeric id of the workspace.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask SaveAsync(long workspaceId, OAuthToken token, CancellationToken cancellationToken = default);

    /// <summary>Forgets the token of a workspace, if there is one.</summary>
    /// <param name="workspaceId">Numeric id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask RemoveAsync(long workspaceId, CancellationToken cancellationToken = default);
}
