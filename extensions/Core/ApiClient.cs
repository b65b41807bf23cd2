using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Base of the client of a service. Thread-safe; create one per account and keep it.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public abstract class ApiClient : IDisposable
{
    private readonly ApiSender? _sender;
    private readonly bool _ownsConnection;

    /// <summary>
    /// Creates a client without a connection, for mocking: the groups of operations are properties that can be overridden.
    /// </summary>
    protected ApiClient() { }

    /// <summary>Creates a client.</summary>
    /// <param name="sender">Sends the requests of the client.</param>
    /// <param name="ownsConnection">True to close the connection with the client.</param>
    protected ApiClient(ApiSender sender, bool ownsConnection)
    {
        _sender = sender ?? throw new ArgumentNullException(nameof(sender));
        _ownsConnection = ownsConnection;
    }

    /// <summary>Creates a client with a connection of its own, which is closed with the client.</summary>
    /// <param name="service">The service.</param>
    /// <param name="options">The settings; they are copied.</param>
    /// <param name="scope">What the client is bound to.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them.</exception>
    protected ApiClient(ApiService service, ApiClientOptions options, ApiScope scope)
        : this(new ApiSender(new ApiConnection(service, options), scope), ownsConnection: true) { }

    /// <summary>Sends the requests of the client.</summary>
    /// <exception cref="NotSupportedException">The client was created for mocking.</exception>
    protected ApiSender Sender =>
        _sender
        ?? throw new NotSupportedException(
            $"This {GetType().Name} was created for mocking and has no connection: override the member that was called."
        );

    /// <summary>True when the client has a connection, that is, when it was not created for mocking.</summary>
    protected bool HasSender => _sender is not null;

    /// <summary>
    /// Sends a request of any route and returns the response, with the same hosts, retries, limits and errors as every other call.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Status, headers and body of a successful response.</returns>
    /// <exception cref="ArgumentException">The ids do not match the route, or a header cannot be sent.</exception>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public virtual Task<RawResponse> SendAsync(RawRequest request, CancellationToken cancellationToken = default) =>
        Sender.SendRawAsync(request, cancellationToken);

    /// <summary>Closes the connection if the client created it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives a group of operations the connection of this client.</summary>
    /// <param name="client">The new group.</param>
    /// <typeparam name="TClient">The type of the group.</typeparam>
    protected TClient Attach<TClient>(TClient client)
        where TClient : ResourceClient
    {
        client.SetSender(_sender);
        return client;
    }

    /// <summary>Closes the connection if the client created it.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()" />.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsConnection)
        {
            _sender?.Connection.Dispose();
        }
    }
}
