using System;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels;

/// <summary>Base of the generated clients, one per group of operations.</summary>
public abstract class ResourceClient
{
    private readonly Requester? _requester;

    private protected ResourceClient() { }

    private protected ResourceClient(Requester requester) => _requester = requester;

    private Requester Requester => _requester
        ?? throw new NotSupportedException($"This {GetType().Name} was made for mocking and is connected to nothing: override the member that was called.");

    private protected Task SendAsync(ApiRequest request, CancellationToken cancellationToken) => Requester.SendAsync(request, cancellationToken);

    private protected Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new() => Requester.SendAsync<T>(request, cancellationToken);

    private protected Pageable<T> List<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : Model, new() => Requester.List<T>(request, cancellationToken);

    private protected Task<T> PollAsync<T>(
        Func<CancellationToken, Task<T>> fetch,
        Func<T, bool> isDone,
        Operation operation,
        PollingOptions? options,
        IProgress<T>? progress,
        CancellationToken cancellationToken) =>
        Poll.UntilAsync(fetch, isDone, operation, options ?? new PollingOptions(), progress, Requester.Connection.Clock, cancellationToken);
}
