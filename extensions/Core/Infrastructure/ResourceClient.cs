using System;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>
/// Base of the generated clients, one for each group of operations. An instance that is created with its public constructor is for
/// mocking: its members throw unless they are overridden.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public abstract class ResourceClient
{
    private ApiSender? _sender;

    /// <summary>Creates a client without a connection.</summary>
    protected ResourceClient() { }

    /// <summary>Sends the requests of the group.</summary>
    /// <exception cref="NotSupportedException">The client was created for mocking.</exception>
    protected ApiSender Sender =>
        _sender
        ?? throw new NotSupportedException(
            $"This {GetType().Name} was created for mocking and has no connection: override the member that was called."
        );

    /// <summary>Sends a request and ignores the body of the response.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    protected Task SendAsync(ApiRequest request, CancellationToken cancellationToken) => Sender.SendAsync(request, cancellationToken);

    /// <summary>Sends a request and reads a record.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <typeparam name="T">The type of the record.</typeparam>
    protected Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new() => Sender.SendAsync<T>(request, cancellationToken);

    /// <summary>Returns a list that is fetched page by page while it is enumerated.</summary>
    /// <param name="request">The request of the first page.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <typeparam name="T">The type of a record.</typeparam>
    protected AsyncPageable<T> List<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new() => Sender.List<T>(request, cancellationToken);

    /// <summary>Fetches a record again and again until it is done.</summary>
    /// <param name="fetch">Fetches the record.</param>
    /// <param name="isDone">Returns true when the record is done.</param>
    /// <param name="operation">The operation that fetches it, for messages.</param>
    /// <param name="options">How often and how long to fetch; null for the defaults.</param>
    /// <param name="progress">Receives each state of the record.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <typeparam name="T">The type of the record.</typeparam>
    protected Task<T> PollAsync<T>(
        Func<CancellationToken, Task<T>> fetch,
        Func<T, bool> isDone,
        Operation operation,
        PollingOptions? options,
        IProgress<T>? progress,
        CancellationToken cancellationToken
    ) => Poll.UntilAsync(fetch, isDone, operation, options ?? new PollingOptions(), progress, Sender.Connection.Clock, cancellationToken);

    /// <summary>
    /// Waits before a request is sent in another form after a failure: <see cref="ApiClientOptions.RetryDelay" />, doubled for each failure
    /// before, up to <see cref="ApiClientOptions.MaxRetryDelay" />. A client that was created for mocking does not wait.
    /// </summary>
    /// <param name="failures">The number of failures in a row.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    protected Task BackOffAsync(int failures, CancellationToken cancellationToken)
    {
        if (_sender?.Connection is not { } connection)
        {
            return Task.CompletedTask;
        }

        var delay = connection.Options.RetryDelay.Ticks * Math.Pow(2, failures - 1);
        return connection.Clock.WaitAsync(
            TimeSpan.FromTicks((long)Math.Min(delay, connection.Options.MaxRetryDelay.Ticks)),
            cancellationToken
        );
    }

    /// <summary>Gives a group of operations the connection of this one.</summary>
    /// <param name="client">The new group.</param>
    /// <typeparam name="TClient">The type of the group.</typeparam>
    protected TClient Attach<TClient>(TClient client)
        where TClient : ResourceClient
    {
        client.SetSender(_sender);
        return client;
    }

    internal void SetSender(ApiSender? sender) => _sender = sender;
}
