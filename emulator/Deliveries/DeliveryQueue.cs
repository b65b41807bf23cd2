using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Deliveries;

/// <summary>
/// Delivers events to endpoints, several at a time, and retries those that fail. Thread-safe. Dispose it to end all deliveries.
/// </summary>
internal sealed class DeliveryQueue : IAsyncDisposable
{
    private const int MaximumPending = 100_000;

    // In real time: receivers do not go by the clock of the emulator.
    private static readonly TimeSpan EndOfAttempts = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<WebhookDelivery> _log = new();
    private readonly WebhookStyle _webhooks;
    private readonly ApiEmulatorOptions _options;
    private readonly EmulatorClock _clock;
    private readonly DeliverySender _sender;
    private readonly ChangeLog? _changes;
    private readonly SemaphoreSlim _slots;
    private TaskCompletionSource _changed = NewSignal();
    private DeliverySession _session;
    private bool _isDisposed;
    private long _count;

    public DeliveryQueue(RecordStore store, WebhookStyle webhooks, ApiEmulatorOptions options, EmulatorClock clock, ChangeLog? changes)
    {
        _changes = changes;
        _clock = clock;
        _session = new DeliverySession(store.Epoch);
        Faults = new FaultLedger<WebhookFault>(type =>
            webhooks.ByType.ContainsKey(type) ? null : $"The service has no event type '{type}'."
        );
        _webhooks = webhooks;
        _options = options;
        _sender = new DeliverySender(store, webhooks, options, clock);
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
        if (!IsCurrent(recorded))
        {
            return;
        }

        var body = _webhooks.Body(recorded.Event);
        foreach (var endpoint in recorded.Endpoints)
        {
            var type = recorded.Event.Text("event_type_id");
            WebhookFault? fault = Faults.TryTake(target => target == type, out var planned) ? planned : null;
            Start(New(recorded.Event, endpoint, body, fault), recorded.Epoch);
            if (fault == WebhookFault.Duplicate)
            {
                Start(New(recorded.Event, endpoint, body, null), recorded.Epoch);
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
                Start(New(one.Event, endpoint, body, null), one.Epoch);
            }
        }
    }

    /// <summary>
    /// Delivers an event once more; the task ends with the first attempts, or is canceled when the state is replaced before them.
    /// </summary>
    public async Task<IReadOnlyList<WebhookDelivery>> RedeliverAsync(RecordedEvent recorded, CancellationToken cancellationToken)
    {
        var body = _webhooks.Body(recorded.Event);
        var deliveries = recorded.Endpoints.Select(endpoint => New(recorded.Event, endpoint, body, null)).ToList();
        deliveries.ForEach(delivery => Start(delivery, recorded.Epoch));
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
                var now = _clock.GetUtcNow();
                if (_session.Pending.All(delivery => delivery.IsIdle(now)))
                {
                    return;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Begins a new epoch: no attempt for an earlier one begins from now on, and none is recorded. The caller holds the gate of the store,
    /// which has the new state. The result waits for the attempts that are being sent.
    /// </summary>
    public Func<Task> Begin(long epoch, bool clearsLog)
    {
        DeliverySession ended;
        Task ending;
        lock (_gate)
        {
            ended = _session;
            ending = ended.EndAsync();
            _session = new DeliverySession(epoch);
            if (clearsLog)
            {
                _log.Clear();
                _count = 0;
            }

            Signal();
        }

        return async () =>
        {
            await ending;
            await FinishAsync(ended, EndOfAttempts);
        };
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        await _session.EndAsync();
        await FinishAsync(_session, TimeSpan.Zero);
        _sender.Dispose();
        _slots.Dispose();
    }

    // A receiver that has a delivery may respond first. One that does not is cut off.
    private async Task FinishAsync(DeliverySession session, TimeSpan patience)
    {
        Task running;
        lock (_gate)
        {
            running = Task.WhenAll(session.Pending.Select(delivery => delivery.Running));
        }

        if (patience > TimeSpan.Zero)
        {
            await Task.WhenAny(running, Task.Delay(patience));
        }

        await session.StopAsync();
        await running;
        session.Dispose();
    }

    private bool IsCurrent(RecordedEvent recorded)
    {
        lock (_gate)
        {
            return recorded.Epoch == _session.Epoch;
        }
    }

    private static PendingDelivery New(Record recorded, long endpoint, byte[] body, WebhookFault? fault) =>
        new(new WaitingDelivery(recorded.Id, endpoint), recorded.Text("uuid")!, recorded.Text("event_type_id")!, body, fault);

    private void Start(PendingDelivery delivery, long epoch)
    {
        lock (_gate)
        {
            var session = _session;
            if (epoch != session.Epoch || _isDisposed)
            {
                delivery.FirstAttempt.TrySetCanceled();
                return;
            }

            delivery.Begun = _clock.Read();
            if (session.Pending.Count >= MaximumPending)
            {
                Finish(session, delivery, new AttemptResult("", null, "too many deliveries", CanRetry: false), 0);
                return;
            }

            session.Pending.Add(delivery);
            if (delivery.Fault == WebhookFault.HoldUntilNext)
            {
                delivery.Hold = NewSignal();
                session.Held++;
            }

            var hold = delivery.Hold?.Task;
            delivery.Running = Task.Run(() => RunAsync(session, delivery, hold));
        }
    }

    private async Task RunAsync(DeliverySession session, PendingDelivery delivery, Task? hold)
    {
        var ending = session.Ending;
        try
        {
            if (hold is not null)
            {
                await hold.WaitAsync(ending);
                lock (_gate)
                {
                    delivery.Begun = _clock.Read();
                }
            }

            for (var attempt = 0; ; attempt++)
            {
                AttemptResult result;
                await _slots.WaitAsync(ending);
                try
                {
                    result = await _sender.SendAsync(
                        delivery.EndpointId,
                        delivery.EventType,
                        delivery.Body,
                        attempt == 0 ? delivery.Fault : null,
                        ending,
                        session.Stopping
                    );
                }
                finally
                {
                    _slots.Release();
                }

                Task? wait;
                lock (_gate)
                {
                    ending.ThrowIfCancellationRequested();
                    wait = Finish(session, delivery, result, attempt);
                }

                if (wait is null)
                {
                    return;
                }

                await wait;
                lock (_gate)
                {
                    // An attempt that is late because the clock was advanced counts as made at its time: the next one is due as early.
                    var (now, passed) = _clock.Read();
                    delivery.Begun = (delivery.NextAttemptAt < now ? delivery.NextAttemptAt.Value : now, passed);
                    delivery.NextAttemptAt = null;
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            delivery.FirstAttempt.TrySetCanceled();
            lock (_gate)
            {
                session.Pending.Remove(delivery);
                Signal();
            }
        }
    }

    // Records the result of an attempt and returns the wait for the next one, which starts before the result is visible.
    private Task? Finish(DeliverySession session, PendingDelivery delivery, AttemptResult result, int attempt)
    {
        var (now, passed) = _clock.Read();
        var retries = result is { CanRetry: true, IsTaken: false } && attempt < _webhooks.Waits.Count;
        Task? wait = null;
        delivery.NextAttemptAt = null;
        if (retries)
        {
            // The time that the attempt took counts, but not a jump of the clock meanwhile.
            var next = delivery.Begun.Due + (passed - delivery.Begun.Passed) + _webhooks.Waits[attempt];
            delivery.NextAttemptAt = next < now + _webhooks.Waits[attempt] ? next : now + _webhooks.Waits[attempt];
            var remaining = delivery.NextAttemptAt.Value - now;
            delivery.Wait = wait = Task.Delay(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, _clock, session.Ending);
        }
        else
        {
            session.Pending.Remove(delivery);
            _changes?.Finish(delivery.Waiting);
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
            var held in session.Held == 0
                ? []
                : session
                    .Pending.Where(other => other.Hold is not null && other.EndpointId == delivery.EndpointId && other != delivery)
                    .ToList()
        )
        {
            session.Held--;
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
}
