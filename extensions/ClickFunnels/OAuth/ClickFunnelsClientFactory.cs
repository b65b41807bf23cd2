using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.OAuth;

/// <summary>
/// Creates clients per workspace from stored tokens, for applications that many customers connect. All clients share one set of HTTP
/// connections. Thread-safe; create one and keep it.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class ClickFunnelsClientFactory : IDisposable
{
    private readonly IOAuthTokenStore? _tokens;
    private readonly ClickFunnelsClientOptions? _template;
    private readonly HttpMessageHandler? _handler;
    private readonly bool _ownsHandler;
    private readonly ConcurrentDictionary<long, (string Token, ClickFunnelsClient Client)> _clients = new();
    private int _disposed;

    /// <summary>Creates a factory. Nothing is sent yet.</summary>
    /// <param name="tokens">The store of the tokens.</param>
    /// <param name="options">Settings of each client; they are copied. The factory sets token, workspace and subdomain.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    public ClickFunnelsClientFactory(IOAuthTokenStore tokens, ClickFunnelsClientOptions options)
    {
        _tokens = tokens ?? throw new ArgumentNullException(nameof(tokens));
        _template = (options ?? throw new ArgumentNullException(nameof(options))).Copy();
        _template.AccessToken = "filled-in-by-workspace";
        _template.WorkspaceId = default;
        _template.Subdomain = null;
        SettingChecks.ThrowIfAny(_template.Validate());
        _ownsHandler = _template.HttpHandler is null;
        _handler = _template.HttpHandler ??= PrimaryHandler.Create();
    }

    /// <summary>
    /// Creates an instance without settings, for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected ClickFunnelsClientFactory() { }

    /// <summary>
    /// Returns the client of a workspace. The client is kept and shared, so do not dispose it. When the stored token changes, a new
    /// client is created.
    /// </summary>
    /// <param name="workspaceId">Numeric id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the read from the store.</param>
    /// <exception cref="OAuthException">The workspace is not connected.</exception>
    public virtual async ValueTask<ClickFunnelsClient> ForWorkspaceAsync(long workspaceId, CancellationToken cancellationToken = default)
    {
        _ = Volatile.Read(ref _disposed) == 0 ? this : throw new ObjectDisposedException(nameof(ClickFunnelsClientFactory));
        var token = await Mocking.Required(_tokens, this).FindAsync(workspaceId, cancellationToken).ConfigureAwait(false);
        if (token is null || token.AccessToken.Length == 0)
        {
            _clients.TryRemove(workspaceId, out _);
            throw new OAuthException(
                $"Workspace {workspaceId.ToString(CultureInfo.InvariantCulture)} is not connected: let the customer connect it first."
            );
        }

        return _clients
            .AddOrUpdate(
                workspaceId,
                id => (token.AccessToken, Create(id, token)),
                (id, known) => known.Token == token.AccessToken ? known : (token.AccessToken, Create(id, token))
            )
            .Client;
    }

    /// <summary>Closes the HTTP connections that the clients share, unless the options name a handler.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the HTTP connections that the clients share, unless the options name a handler.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()" />.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0 && _ownsHandler)
        {
            _handler?.Dispose();
        }
    }

    private ClickFunnelsClient Create(long workspaceId, OAuthToken token)
    {
        var options = Mocking.Required(_template, this).Copy();
        options.AccessToken = token.AccessToken;
        options.WorkspaceId = workspaceId;
        options.Subdomain = token.Subdomain;
        return new ClickFunnelsClient(options);
    }
}
