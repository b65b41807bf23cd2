using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Deliveries;

/// <summary>
/// Delivers events to endpoints, several at a time, and retries those that fail. Thread-safe. Dispose it to end all deliveries.
/// </summary>
internal sealed class DeliveryQueue : IAsyncDisposable
{
    private const int MaximumPending = 100_000;

    private readonly Lock _gate = new();
    private readonly HashSet<PendingDelivery> _pending = [];
    private readonly Queue<WebhookDelivery> _log = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebhookStyle _webhooks;
    private readonly ApiEmulatorOptions _options;
    private readonly DeliverySender _sender;
    private readonly ChangeLog? _changes;
    private readonly SemaphoreSlim _slots;
    private TaskCompletionSource _changed = NewSignal();
    private long _count;
    private int _held;

    public DeliveryQueue(RecordStore store, WebhookStyle webhooks, ApiEmulatorOptions options, ChangeLog? changes)
    {
        _changes = changes;
        Faults = new FaultLedger<WebhookFault>(type =>
            webhooks.ByType.ContainsKey(type) ? null : $"The service has no event type '{type}'."
        );
        _webhooks = webhooks;
        _options = options;
        _sender = new DeliverySender(store, webhooks, options);
        _slots = new SemaphoreSlim(options.WebhookParallelism);
    }

    public FaultLedger<WebhookFault> Faults { get; }

    /// <summary>The last attempts, oldest first.</summary>
    public IReadOnlyList<WebhookDelivery> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>Begins to deliver an event.</summary>
    [Behavior("Deliveries run in parallel and can arrive out of order", Evidence.Documented, "vendor guide, webhooks, 2025-11")]
    public void Enqueue(RecordedEvent recorded)
    {
        var body = _webhooks.Body(recorded.Event);
        foreach (var endpoint in recorded.Endpoints)
        {
            var type = recorded.Event.Text("event_type_id");
            WebhookFault? fault = Faults.TryTake(target => target == type, out var planned) ? planned : null;
            Start(New(recorded.Event, endpoint, body, fault));
            if (fault == WebhookFault.Duplicate)
            {
                Start(New(recorded.Event, endpoint, body, null));
            }
        }
    }

    /// <summary>Begins again to deliver what had not been delivered when the emulator stopped.</summary>
    [Behavior(
        "Deliveries that waited when the emulator stopped start again from their first attempt, so that an event may arrive twice",
        Evidence.Assumed,
        "the service promises neither order nor single delivery"
    )]
    public void Resume(IReadOnlyList<RecordedEvent> waiting)
    {
        foreach (var one in waiting)
        {
            var body = _webhooks.Body(one.Event);
            foreach (var endpoint in one.Endpoints)
            {
                Start(New(one.Event, endpoint, body, null));
            }
        }
    }

    /// <summary>Delivers an event once more; the task ends with the first attempts.</summary>
    public async Task<IReadOnlyList<WebhookDelivery>> RedeliverAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        var body = _webhooks.Body(recorded.Event);
        var deliveries = recorded.Endpoints.Select(endpoint => New(recorded.Event, endpoint, body, null)).ToList();
        deliveries.ForEach(Start);
        return await Task.WhenAll(deliveries.Select(delivery => delivery.FirstAttempt.Task)).WaitAsync(cancellationToken);
    }

    /// <summary>Waits until nothing is being sent and no attempt is due by the emulator's clock.</summary>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                var now = _options.TimeProvider.GetUtcNow();
                if (_pending.All(delivery => delivery.Hold is not null || delivery.NextAttemptAt > now))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        await _stopping.CancelAsync();
        lock (_gate)
        {
            running = [.. _pending.Select(delivery => delivery.Running)];
        }

        await Task.WhenAll(running);
        _sender.Dispose();
        _slots.Dispose();
        _stopping.Dispose();
    }

    private static PendingDelivery New(Record recorded, long endpoint, byte[] body, WebhookFault? fault) =>
        new(new WaitingDelivery(recorded.Id, endpoint), recorded.Text("uuid")!, recorded.Text("event_type_id")!, body, fault);

    private void Start(PendingDelivery delivery)
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested || _pending.Count >= MaximumPending)
            {
                Finish(delivery, new AttemptResult("", null, "too many deliveries", CanRetry: false), 0);
                return;
            }

            _pending.Add(delivery);
            if (delivery.Fault == WebhookFault.HoldUntilNext)
            {
                delivery.Hold = NewSignal();
                _held++;
            }

            var hold = delivery.Hold?.Task;
            delivery.Running = Task.Run(() => RunAsync(delivery, hold));
        }
    }

    private async Task RunAsync(PendingDelivery delivery, Task? hold)
    {
        try
        {
            if (hold is not null)
            {
                await hold.WaitAsync(_stopping.Token);
            }

            for (var attempt = 0; ; attempt++)
            {
                AttemptResult result;
                await _slots.WaitAsync(_stopping.Token);
                try
                {
                    result = await _sender.SendAsync(
                        delivery.EndpointId,
                        delivery.EventType,
                        delivery.Body,
                        attempt == 0 ? delivery.Fault : null,
                        _stopping.Token
                    );
                }
                finally
                {
                    _slots.Release();
                }

                Task? wait;
                lock (_gate)
                {
                    wait = Finish(delivery, result, attempt);
                }

                if (wait is null)
                {
                    return;
                }

                await wait;
                lock (_gate)
                {
                    delivery.NextAttemptAt = null;
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            delivery.FirstAttempt.TrySetCanceled();
            lock (_gate)
            {
                _pending.Remove(delivery);
                Signal();
            }
        }
    }

    // Records the result of an attempt and returns the wait for the next one, which starts before the result is visible.
    private Task? Finish(PendingDelivery delivery, AttemptResult result, int attempt)
    {
        var now = _options.TimeProvider.GetUtcNow();
        var retries = result is { CanRetry: true, IsTaken: false } && attempt < _webhooks.Waits.Count;
        var wait = retries ? Task.Delay(_webhooks.Waits[attempt], _options.TimeProvider, _stopping.Token) : null;
        delivery.NextAttemptAt = retries ? now + _webhooks.Waits[attempt] : null;
        if (!retries)
        {
            _pending.Remove(delivery);
            if (!_stopping.IsCancellationRequested)
            {
                _changes?.Finish(delivery.Waiting);
            }
        }

        var outcome =
            result.IsTaken ? WebhookDeliveryOutcome.Delivered
            : retries ? WebhookDeliveryOutcome.WillRetry
            : result.CanRetry ? WebhookDeliveryOutcome.GivenUp
            : WebhookDeliveryOutcome.Dropped;
        var entry = new WebhookDelivery(
            ++_count,
            delivery.EventId,
            delivery.EventType,
            delivery.EndpointId,
            result.Url,
            attempt,
            outcome,
            result.Status,
            result.Failure,
            now,
            delivery.NextAttemptAt
        );
        _log.Enqueue(entry);
        while (_log.Count > _options.DeliveryLogCapacity)
        {
            _log.Dequeue();
        }

        delivery.FirstAttempt.TrySetResult(entry);

        foreach (
            var held in _held == 0
                ? []
                : _pending.Where(other => other.Hold is not null && other.EndpointId == delivery.EndpointId && other != delivery).ToList()
        )
        {
            _held--;
            held.Hold!.TrySetResult();
            held.Hold = null;
        }

        Signal();
        return wait;
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class PendingDelivery(WaitingDelivery waiting, string eventId, string eventType, byte[] body, WebhookFault? fault)
    {
        public WaitingDelivery Waiting { get; } = waiting;

        public string EventId { get; } = eventId;

        public string EventType { get; } = eventType;

        public long EndpointId => Waiting.EndpointId;

        public byte[] Body { get; } = body;

        public WebhookFault? Fault { get; } = fault;

        public TaskCompletionSource<WebhookDelivery> FirstAttempt { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The fault that holds the delivery back; null if none does.</summary>
        public TaskCompletionSource? Hold { get; set; }

        /// <summary>Time of the next attempt; null while it is being sent.</summary>
        public DateTimeOffset? NextAttemptAt { get; set; }

        public Task Running { get; set; } = Task.CompletedTask;
    }
}
