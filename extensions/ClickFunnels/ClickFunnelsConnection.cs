using System;
using System.Threading;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels;

/// <summary>
/// A connection to ClickFunnels with one set of credentials: hosts, token, User-Agent, retries and HTTP connections. Immutable and
/// thread-safe. Several clients can share a connection, and a program can have several connections.
/// </summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ClickFunnelsConnection : ApiConnection
{
    private readonly TimeProvider _clock;
    private WorkspaceScopes? _workspaces;

    /// <summary>Creates a connection; nothing is sent yet.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    public ClickFunnelsConnection(ClickFunnelsClientOptions options)
        : base(ClickFunnelsApi.Service, options)
    {
        Workspace = new WorkspaceScope(options.WorkspaceId, options.Subdomain);
        _clock = options.TimeProvider ?? TimeProvider.System;
    }

    internal WorkspaceScope Workspace { get; }

    /// <summary>The scopes that were chosen by id, created with the first one, because most programs choose none.</summary>
    internal WorkspaceScopes Workspaces =>
        _workspaces ?? Interlocked.CompareExchange(ref _workspaces, new WorkspaceScopes(_clock), null) ?? _workspaces;
}
