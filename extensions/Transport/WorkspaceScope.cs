using System;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels;

/// <summary>
/// The workspace that a client is bound to. When only its id is known, the subdomain that serves it is looked up on the
/// accounts host with the first call that needs it, and kept.
/// </summary>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle is never asked for holds nothing to dispose.
internal sealed class WorkspaceScope
{
    private readonly SemaphoreSlim _resolving = new(1, 1);
    private volatile Resolved _known;

    public WorkspaceScope(ResourceId id, string? subdomain)
    {
        _known = new Resolved(id, subdomain);
    }

    public ResourceId Id => _known.Id;

    public string? Subdomain => _known.Subdomain;

    /// <summary>Returns the subdomain, looked up if need be. A lookup that fails is tried again by the next call.</summary>
    public async ValueTask<string> GetSubdomainAsync(Operation operation, Func<ResourceId, CancellationToken, Task<Workspace>> lookUp, CancellationToken cancellationToken)
    {
        if (_known.Subdomain is { } known)
        {
            return known;
        }

        if (_known.Id.IsEmpty)
        {
            throw new InvalidOperationException(
                $"{operation.Method} {operation.Route} is served by the workspace's own host, but this client is bound to no workspace. Set Subdomain or WorkspaceId in the options, or call client.ForWorkspace(id) first.");
        }

        await _resolving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_known.Subdomain is null)
            {
                var workspace = await lookUp(_known.Id, cancellationToken).ConfigureAwait(false);
                if (!Subdomains.IsValid(workspace.Subdomain))
                {
                    throw new ClickFunnelsResponseException("The workspace was found, but its subdomain is missing or no valid host name. Set Subdomain in the options, or pass it to ForWorkspace.");
                }

                // The numeric id is the one that every documented client agrees on for nested routes.
                _known = new Resolved(workspace.Id > 0 ? workspace.Id : _known.Id, workspace.Subdomain);
            }

            return _known.Subdomain!;
        }
        finally
        {
            _resolving.Release();
        }
    }

    private sealed class Resolved(ResourceId id, string? subdomain)
    {
        public ResourceId Id { get; } = id;

        public string? Subdomain { get; } = subdomain;
    }
}
