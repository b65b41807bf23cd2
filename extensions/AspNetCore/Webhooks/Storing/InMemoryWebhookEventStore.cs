using ClickFunnels.Core.Infrastructure;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Stores events in the memory of one process, within limits. Accepted events that are not handled yet are lost when the process
/// restarts: use it for development, or if you can afford to lose events.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class InMemoryWebhookEventStore : IWebhookEventStore
{
    private readonly object _lock = new();
    private readonly InMemoryWebhookStoreOptions _limits;
    private readonly TimeProvider _clock;
    private readonly WebhookSignal _signal;

    private readonly Dictionary<WebhookKey, Entry> _open = [];
    private readonly Dictionary<WebhookKey, Entry> _dead = [];
    private readonly PriorityQueue<(Entry Entry, long Version), (DateTimeOffset DueAt, long Order)> _due = new();
    private readonly HashSet<WebhookKey> _handled = [];
    private readonly Queue<(WebhookKey Key, DateTimeOffset At)> _handledInOrder = new();
    private long _order;
    private long _bytes;

    /// <summary>Creates an empty store.</summary>
    /// <param name="options">The options of the receiver, which contain the limits.</param>
    /// <param name="clock">The clock; the system clock by default.</param>
    public InMemoryWebhookEventStore(IOptions<ClickFunnelsWebhooksOptions> options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _limits = options.Value.InMemory;
        _clock = clock ?? TimeProvider.System;
        _signal = new WebhookSignal(_clock);
    }

    /// <inheritdoc />
    public Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        lock (_lock)
        {
            if (_open.ContainsKey(webhook.Key) || _handled.Contains(webhook.Key) || _dead.ContainsKey(webhook.Key))
            {
                return Task.FromResult(WebhookAcceptance.Duplicate);
            }

            if (_open.Count >= _limits.MaxOpenEvents || _bytes + webhook.Body.Length > _limits.MaxBytes)
            {
                return Task.FromException<WebhookAcceptance>(new WebhookStoreFullException());
            }

            var entry = new Entry(webhook);
            _open.Add(webhook.Key, entry);
            _bytes += webhook.Body.Length;
            Schedule(entry, _clock.GetUtcNow());
        }

        _signal.Set();
        return Task.FromResult(WebhookAcceptance.Accepted);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(int maximum, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var claimed = new List<ClaimedWebhook>();
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            while (claimed.Count < maximum && _due.TryPeek(out var next, out var priority) && (priority.DueAt <= now || IsStale(next)))
            {
                _due.Dequeue();
                if (IsStale(next))
                {
                    continue;
                }

                var entry = next.Entry;
                entry.Token = Guid.NewGuid();
                entry.Attempts++;
                Schedule(entry, now + lease);
                claimed.Add(new ClaimedWebhook(new WebhookClaim(entry.Webhook.Key, entry.Token), entry.Webhook, entry.Attempts));
            }
        }

        return Task.FromResult<IReadOnlyList<ClaimedWebhook>>(claimed);
    }

    /// <inheritdoc />
    public Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default) =>
        ChangeAsync(claim, entry => Schedule(entry, _clock.GetUtcNow() + lease));

    /// <inheritdoc />
    public Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            claim,
            entry =>
            {
                Close(entry);
                _bytes -= entry.Webhook.Body.Length;
                Remember(entry.Webhook.Key);
            }
        );

    /// <inheritdoc />
    public Task<bool> FailAsync(WebhookClaim claim, TimeSpan? retryAfter, string failure, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            claim,
            entry =>
            {
                var now = _clock.GetUtcNow();
                entry.Token = Guid.Empty;
                entry.Failure = failure;
                if (retryAfter is { } wait)
                {
                    Schedule(entry, now + wait);
                    return;
                }

                Close(entry);
                entry.DiedAt = now;
                _dead.Add(entry.Webhook.Key, entry);
                if (_dead.Count > _limits.MaxDeadLetters)
                {
                    RemoveDeadLetter(_dead.Values.MinBy(static dead => dead.DiedAt)!);
                }
            }
        );

    /// <inheritdoc />
    public async Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default)
    {
        var released = await ChangeAsync(
                claim,
                entry =>
                {
                    entry.Token = Guid.Empty;
                    entry.Attempts--;
                    Schedule(entry, _clock.GetUtcNow());
                }
            )
            .ConfigureAwait(false);
        _signal.Set();
        return released;
    }

    /// <inheritdoc />
    public Task WaitForWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_due.TryPeek(out _, out var next) && next.DueAt - _clock.GetUtcNow() is var wait && wait < timeout)
            {
                timeout = wait;
            }
        }

        return _signal.WaitAsync(timeout, cancellationToken);
    }

    /// <inheritdoc />
    public Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            var age = _open.Count == 0 ? TimeSpan.Zero : now - _open.Values.Min(static entry => entry.DueAt);
            return Task.FromResult(new WebhookStoreCounts(_open.Count, _dead.Count, age < TimeSpan.Zero ? TimeSpan.Zero : age));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<DeadWebhook>> ListDeadLettersAsync(int maximum, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<DeadWebhook>>([
                .. _dead
                    .Values.OrderBy(static entry => entry.DiedAt)
                    .Take(maximum)
                    .Select(static entry => new DeadWebhook(entry.Webhook, entry.Attempts, entry.Failure, entry.DiedAt)),
            ]);
        }
    }

    /// <inheritdoc />
    public Task<bool> RequeueAsync(WebhookKey key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!_dead.Remove(key, out var entry))
            {
                return Task.FromResult(false);
            }

            entry.Attempts = 0;
            _open.Add(key, entry);
            Schedule(entry, _clock.GetUtcNow());
        }

        _signal.Set();
        return Task.FromResult(true);
    }

    /// <inheritdoc />
    public Task<bool> DiscardAsync(WebhookKey key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!_dead.TryGetValue(key, out var entry))
            {
                return Task.FromResult(false);
            }

            RemoveDeadLetter(entry);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc />
    public Task<int> CleanUpAsync(TimeSpan retention, TimeSpan deadLetterRetention, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var (now, count) = (_clock.GetUtcNow(), 0);
            while (_handledInOrder.TryPeek(out var oldest) && oldest.At <= now - retention)
            {
                _handledInOrder.Dequeue();
                _handled.Remove(oldest.Key);
                count++;
            }

            foreach (var dead in _dead.Values.Where(dead => dead.DiedAt <= now - deadLetterRetention).ToList())
            {
                _dead.Remove(dead.Webhook.Key);
                _bytes -= dead.Webhook.Body.Length;
                count++;
            }

            return Task.FromResult(count);
        }
    }

    private static bool IsStale((Entry Entry, long Version) item) => item.Version != item.Entry.Version;

    private Task<bool> ChangeAsync(WebhookClaim claim, Action<Entry> change)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(claim.Key, out var entry) || entry.Token != claim.Token || claim.Token == Guid.Empty)
            {
                return Task.FromResult(false);
            }

            change(entry);
            return Task.FromResult(true);
        }
    }

    private void Schedule(Entry entry, DateTimeOffset dueAt)
    {
        entry.DueAt = dueAt;
        entry.Version++;
        if (_due.Count > 64 + (2 * _open.Count))
        {
            RemoveStaleItems();
        }

        _due.Enqueue((entry, entry.Version), (dueAt, _order++));
    }

    // A stale item would keep a body in memory until its old lease expires.
    private void RemoveStaleItems()
    {
        var current = _due.UnorderedItems.Where(static item => !IsStale(item.Element)).ToList();
        _due.Clear();
        _due.EnqueueRange(current);
    }

    private void Close(Entry entry)
    {
        entry.Version++;
        entry.Token = Guid.Empty;
        _open.Remove(entry.Webhook.Key);
    }

    private void RemoveDeadLetter(Entry dead)
    {
        _dead.Remove(dead.Webhook.Key);
        _bytes -= dead.Webhook.Body.Length;
        Remember(dead.Webhook.Key);
    }

    private void Remember(WebhookKey key)
    {
        _handled.Add(key);
        _handledInOrder.Enqueue((key, _clock.GetUtcNow()));
        if (_handledInOrder.Count > _limits.MaxRememberedEvents)
        {
            _handled.Remove(_handledInOrder.Dequeue().Key);
        }
    }

    /// <summary>An event and its state.</summary>
    private sealed class Entry(ReceivedWebhook webhook)
    {
        public ReceivedWebhook Webhook { get; } = webhook;

        public int Attempts { get; set; }

        public string Failure { get; set; } = "";

        public DateTimeOffset DiedAt { get; set; }

        /// <summary>The token of the current claim; empty if the event is not claimed.</summary>
        public Guid Token { get; set; }

        /// <summary>The time at which the event can be claimed.</summary>
        public DateTimeOffset DueAt { get; set; }

        /// <summary>Increases each time <see cref="DueAt" /> changes, so that older items in the queue are recognized as stale.</summary>
        public long Version { get; set; }
    }
}
