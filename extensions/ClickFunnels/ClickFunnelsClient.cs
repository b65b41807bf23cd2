using System;
using System.Diagnostics;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels;

/// <summary>
/// The client of the ClickFunnels 2.0 API: each property is a group of operations, such as <c>client.Contacts</c> and
/// <c>client.Contacts.Tags</c>. Thread-safe; create one per account and keep it.
/// </summary>
/// <remarks>
/// A client may be bound to a workspace, by its options or with <see cref="ForWorkspace(ResourceId, string)" />; operations on the
/// records of a workspace need that. Teams and workspaces are served by another host; the client chooses the host of each call.
/// </remarks>
[DebuggerDisplay("ClickFunnelsClient, workspace {WorkspaceId}")]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public partial class ClickFunnelsClient : ApiClient
{
    /// <summary>Creates a client with a connection of its own, which is closed with the client.</summary>
    /// <param name="options">Access token, User-Agent and further settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    public ClickFunnelsClient(ClickFunnelsClientOptions options)
        : this(new ClickFunnelsConnection(options), ownsConnection: true) { }

    /// <summary>
    /// Creates a client on a connection that other clients can share. The connection stays open when the client is disposed.
    /// </summary>
    /// <param name="connection">The connection.</param>
    public ClickFunnelsClient(ClickFunnelsConnection connection)
        : this(connection ?? throw new ArgumentNullException(nameof(connection)), ownsConnection: false) { }

    /// <summary>
    /// Creates a client without a connection, for mocking: the groups of operations are properties that can be overridden.
    /// </summary>
    protected ClickFunnelsClient() { }

    private ClickFunnelsClient(ClickFunnelsConnection connection, bool ownsConnection)
        : base(new ApiSender(connection, connection.Workspace), ownsConnection) { }

    private ClickFunnelsClient(ApiSender sender)
        : base(sender, ownsConnection: false) { }

    /// <summary>Id of the workspace that the client is bound to; empty when it is bound to none.</summary>
    public virtual ResourceId WorkspaceId => HasSender ? ((WorkspaceScope)Sender.Scope).Id : default;

    /// <summary>Returns a client for a workspace, on the same connection.</summary>
    /// <param name="workspaceId">Id of the workspace. Prefer the numeric id: one published client requires it.</param>
    /// <param name="subdomain">
    /// The subdomain that serves the workspace. Null to look it up with the first call that needs it (one
    /// <c>GET /workspaces/{id}</c>); all clients of the connection for this id share it for an hour.
    /// </param>
    /// <exception cref="ArgumentException">The id is empty, or the subdomain is not a host name label.</exception>
    public virtual ClickFunnelsClient ForWorkspace(ResourceId workspaceId, string? subdomain = null)
    {
        if (workspaceId.IsEmpty)
        {
            throw new ArgumentException("The workspace id is empty.", nameof(workspaceId));
        }

        if (subdomain is not null && !Subdomains.IsValid(subdomain))
        {
            throw new ArgumentException(
                "A subdomain consists of letters, digits and hyphens, such as the first part of acme.myclickfunnels.com.",
                nameof(subdomain)
            );
        }

        var scope = subdomain is null
            ? ((ClickFunnelsConnection)Sender.Connection).Workspaces.Get(workspaceId)
            : new WorkspaceScope(workspaceId, subdomain);
        return new ClickFunnelsClient(new ApiSender(Sender.Connection, scope));
    }

    /// <summary>Returns a client for a workspace that was fetched or listed, on the same connection.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="ArgumentException">The workspace has no id, or its subdomain is not a host name label.</exception>
    public virtual ClickFunnelsClient ForWorkspace(Workspace workspace)
    {
        if (workspace is null)
        {
            throw new ArgumentNullException(nameof(workspace));
        }

        return ForWorkspace(workspace.Id, string.IsNullOrEmpty(workspace.Subdomain) ? null : workspace.Subdomain);
    }
}
