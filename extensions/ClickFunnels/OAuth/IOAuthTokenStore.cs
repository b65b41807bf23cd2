using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.OAuth;

/// <summary>Stores tokens by workspace. Implement it with your database, and encrypt the tokens there.</summary>
public interface IOAuthTokenStore
{
    /// <summary>Returns the token of a workspace; null when it is not connected.</summary>
    /// <param name="workspaceId">Numeric id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<OAuthToken?> FindAsync(long workspaceId, CancellationToken cancellationToken = default);

    /// <summary>Stores the token of a workspace and replaces an older one.</summary>
    /// <param name="workspaceId">Numeric id of the workspace.</param>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask SaveAsync(long workspaceId, OAuthToken token, CancellationToken cancellationToken = default);

    /// <summary>Lists the workspaces that are connected, in any order.</summary>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The numeric ids of the workspaces.</returns>
    IAsyncEnumerable<long> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Removes the token of a workspace, if there is one.</summary>
    /// <param name="workspaceId">Numeric id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask RemoveAsync(long workspaceId, CancellationToken cancellationToken = default);
}
