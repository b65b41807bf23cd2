using System.Collections.Concurrent;
using ClickFunnels.OAuth;

namespace OAuthConnect;

/// <summary>The application's list of connected workspaces. In your application this is a database table.</summary>
public sealed class Customers
{
    private readonly ConcurrentDictionary<long, string> _names = new();

    /// <summary>The ids and names of the workspaces, ordered by id.</summary>
    public IEnumerable<KeyValuePair<long, string>> All => _names.OrderBy(static customer => customer.Key);

    /// <summary>Adds the workspace of a token.</summary>
    /// <param name="token">The token.</param>
    public void Add(OAuthToken token)
    {
        if (token.WorkspaceId is { } id)
        {
            _names[id] = token.WorkspaceName ?? "(no name)";
        }
    }

    /// <summary>Removes a workspace.</summary>
    /// <param name="workspaceId">The id of the workspace.</param>
    public void Remove(long workspaceId) => _names.TryRemove(workspaceId, out _);
}
