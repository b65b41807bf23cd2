using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels;

/// <summary>
/// The workspace that a client is bound to. When only its id is known, the first call that needs the subdomain looks it up on the
/// accounts host and keeps it.
/// </summary>
#pragma warning disable CA1001 // A SemaphoreSlim whose wait handle is never used has nothing to dispose.
internal sealed class WorkspaceScope(ResourceId id, string? subdomain) : ApiScope
{
    private readonly SemaphoreSlim _resolving = new(1, 1);
    private volatile Resolved _known = new(id, subdomain);

    public ResourceId Id => _known.Id;

    /// <inheritdoc />
    public override string Key => _known.Id.ToString();

    public override bool Provides(string parameter) => parameter == ClickFunnelsApi.WorkspaceParameter;

    public override ResourceId GetId(Operation operation, string parameter) =>
        _known.Id.IsEmpty
            ? throw new InvalidOperationException(
                $"{operation.Method} {operation.Route} needs a workspace, but this client is not bound to one. Set "
                    + "WorkspaceId in the options, or call client.ForWorkspace(id) first."
            )
            : _known.Id;

    public override ValueTask<string> GetBaseAddressAsync(Operation operation, ApiSender sender, CancellationToken cancellationToken)
    {
        if (operation.Host == ClickFunnelsApi.AccountsHost)
        {
            return new ValueTask<string>(ClickFunnelsApi.AccountsBaseAddress);
        }

        var known = _known;
        return known.BaseAddress is { } workspace
            ? new ValueTask<string>(workspace)
            : new ValueTask<string>(LookUpAsync(operation, sender, cancellationToken));
    }

    /// <summary>Looks up the subdomain. If the lookup fails, the next call tries again.</summary>
    private async Task<string> LookUpAsync(Operation operation, ApiSender sender, CancellationToken cancellationToken)
    {
        if (_known.Id.IsEmpty)
        {
            throw new InvalidOperationException(
                $"{operation.Method} {operation.Route} is served by the workspace's own host, but this client is not bound to "
                    + "a workspace. Set Subdomain or WorkspaceId in the options, or call client.ForWorkspace(id) first."
            );
        }

        await _resolving.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_known.BaseAddress is null)
            {
                var workspace = await sender
                    .SendAsync<Workspace>(new ApiRequest(WorkspacesClient.GetOperation, _known.Id), cancellationToken)
                    .ConfigureAwait(false);
                if (!Subdomains.IsValid(workspace.Subdomain))
                {
                    throw new ApiResponseException(
                        "The workspace was found, but its subdomain is missing or not a valid host name. Set Subdomain in "
                            + "the options, or pass it to ForWorkspace."
                    );
                }

                // The numeric id is the one that every documented client agrees on for nested routes.
                _known = new Resolved(workspace.Id > 0 ? workspace.Id : _known.Id, workspace.Subdomain);
            }

            return _known.BaseAddress!;
        }
        finally
        {
            _resolving.Release();
        }
    }

    private sealed class Resolved(ResourceId id, string? subdomain)
    {
        public ResourceId Id { get; } = id;

        public string? BaseAddress { get; } =
            subdomain is null ? null : "https://" + subdomain + ".myclickfunnels.com" + ClickFunnelsApi.Path;
    }
}
