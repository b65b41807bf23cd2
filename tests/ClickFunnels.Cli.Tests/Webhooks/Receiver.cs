using System.Collections.Concurrent;
using ClickFunnels.Cli.Webhooks;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Tests.Webhooks;

/// <summary>The application of a user that receives webhooks. It responds with the given statuses in order, and then with 200.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<int> _statuses;
    private DeliveryListener _listener = null!;

    private Receiver(int[] statuses) => _statuses = new ConcurrentQueue<int>(statuses);

    public Uri Url => new(_listener.Address, "/hooks?key=1");

    public ConcurrentQueue<WebhookMessage> Received { get; } = new();

    public static async Task<Receiver> StartAsync(params int[] statuses)
    {
        var receiver = new Receiver(statuses);
        receiver._listener = await DeliveryListener.StartAsync(
            0,
            async (request, cancellationToken) =>
            {
                var body = await DeliveryListener.ReadBodyAsync(request, cancellationToken);
                receiver.Received.Enqueue(new(request.Headers[WebhookHeaders.Signature], request.Headers[WebhookHeaders.Timestamp], body));
                return receiver._statuses.TryDequeue(out var status) ? status : 200;
            },
            CancellationToken.None
        );
        return receiver;
    }

    public ValueTask DisposeAsync() => _listener.DisposeAsync();
}
