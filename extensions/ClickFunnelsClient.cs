using System;
using System.Diagnostics;

namespace ClickFunnels;

/// <summary>
/// The entry to the ClickFunnels 2.0 API: each property is a group of operations, such as <c>client.Contacts</c>.
/// Thread-safe; make one per account and keep it.
/// </summary>
/// <remarks>
/// A client may be bound to a workspace, by its options or with <see cref="ForWorkspace(ResourceId, string)" />; operations
/// on the records of a workspace need that. Teams and workspaces are served by another host, which is chosen by itself.
/// </remarks>
[DebuggerDisplay("ClickFunnelsClient, workspace {Workspace}")]
public partial class ClickFunnelsClient : IDisposable
{
    private readonly Requester? _requester;
    private readonly bool _ownsConnection;

    /// <summary>Makes a client with a connection of its own, which is closed with the client.</summary>
    /// <param name="options">Access token, User-Agent and further settings; they are copied.</param>
    /// <exception cref="ClickFunnelsConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    public ClickFunnelsClient(ClickFunnelsClientOptions options)
        : this(new ClickFunnelsConnection(options), ownsConnection: true)
    {
    }

    /// <summary>Makes a client on a connection that others may use, too; it stays open when the client is disposed.</summary>
    /// <param name="connection">The connection.</param>
    public ClickFunnelsClient(ClickFunnelsConnection connection)
        : this(connection, ownsConnection: false)
    {
    }

    /// <summary>For mocking: the groups of operations are properties that can be overridden.</summary>
    protected ClickFunnelsClient() { }

    private ClickFunnelsClient(ClickFunnelsConnection connection, bool ownsConnection)
        : this(new Requester(connection ?? throw new ArgumentNullException(nameof(connection)), connection.Workspace)) => _ownsConnection = ownsConnection;

    private ClickFunnelsClient(Requester requester) => _requester = requester;

    /// <summary>The workspace that the client is bound to; empty when to none.</summary>
    public ResourceId Workspace => _requester?.Workspace.Id ?? default;

    private Requester Requester => _requester
        ?? throw new NotSupportedException("This ClickFunnelsClient was made for mocking and is connected to nothing: override the member that was called.");

    /// <summary>Returns a client for a workspace, on the same connection.</summary>
    /// <param name="workspaceId">Id of the workspace; the numeric one is the safe choice, as one published client requires it.</param>
    /// <param name="subdomain">
    /// The subdomain that serves the workspace. When left out, it is looked up with the first call that needs it (one
    /// <c>GET /workspaces/{id}</c>) and kept for the lifetime of the returned client.
    /// </param>
    /// <exception cref="ArgumentException">The id is empty, or the subdomain is no host name label.</exception>
    public virtual ClickFunnelsClient ForWorkspace(ResourceId workspaceId, string? subdomain = null)
    {
        if (workspaceId.IsEmpty)
        {
            throw new ArgumentException("The workspace id is empty.", nameof(workspaceId));
        }

        if (subdomain is not null && !Subdomains.IsValid(subdomain))
        {
            throw new ArgumentException("A subdomain consists of letters, digits and hyphens, such as the first part of acme.myclickfunnels.com.", nameof(subdomain));
        }

        return new ClickFunnelsClient(new Requester(Requester.Connection, new WorkspaceScope(workspaceId, subdomain)));
    }

    /// <summary>Returns a client for a workspace that was fetched or listed, on the same connection.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="ArgumentException">The workspace has no id, or its subdomain is no host name label.</exception>
    public virtual ClickFunnelsClient ForWorkspace(Workspace workspace)
    {
        if (workspace is null)
        {
            throw new ArgumentNullException(nameof(workspace));
        }

        return ForWorkspace(workspace.Id, string.IsNullOrEmpty(workspace.Subdomain) ? null : workspace.Subdomain);
    }

    /// <summary>Closes the connection, if the client made it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection, if the client made it.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()" />.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsConnection)
        {
            Requester.Connection.Dispose();
        }
    }
}
