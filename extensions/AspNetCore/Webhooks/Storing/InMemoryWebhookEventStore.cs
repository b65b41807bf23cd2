using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Keeps events in the memory of one process, within bounds. A restart loses those that are accepted and not yet handled: use it
/// for development, or where a lost event does not matter.
/// </summary>
public sealed class InMemoryWebhookEventStore : IWebhookEventStore
{
    private readonly object _lock = new();
    private readonly InMemoryWebhookStoreOptions _bounds;
    private readonly TimeProvider _clock;
    private readonly WebhookSignal _signal;

    private readonly Dictionary<WebhookKey, InMemoryWebhookEntry> _open = [];
    private readonly Dictionary<WebhookKey, InMemoryWebhookEntry> _dead = [];
    private readonly PriorityQueue<(InMemoryWebhookEntry Entry, long Version), (DateTimeOffset DueAt, long Order)> _due = new();
    private readonly HashSet<WebhookKey> _handled = [];
    private readonly Queue<(WebhookKey Key, DateTimeOffset At)> _handledInOrder = new();
    private long _order;
    private long _bytes;

    /// <summary>Makes an empty store.</summary>
    /// <param name="options">Settings of the receiver, of which the bounds are taken.</param>
    /// <param name="clock">The clock; the system's when left out.</param>
    public InMemoryWebhookEventStore(IOptions<ClickFunnelsWebhooksOptions> options, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _bounds = options.Value.InMemory;
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

            if (_open.Count >= _bounds.MaxOpenEvents || _bytes + webhook.Body.Length > _bounds.MaxBytes)
            {
                return Task.FromException<WebhookAcceptance>(new WebhookStoreFullException());
            }

            var entry = new InMemoryWebhookEntry(webhook);
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
        WithClaim(claim, entry => Schedule(entry, _clock.GetUtcNow() + lease));

    /// <inheritdoc />
    public Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default) =>
        WithClaim(
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
        WithClaim(
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
                if (_dead.Count > _bounds.MaxDeadLetters)
                {
                    Drop(_dead.Values.MinBy(static dead => dead.DiedAt)!);
                }
            }
        );

    /// <inheritdoc />
    public async Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default)
    {
        var released = await WithClaim(
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

            Drop(entry);
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

    private static bool IsStale((InMemoryWebhookEntry Entry, long Version) place) => place.Version != place.Entry.Version;

    private Task<bool> WithClaim(WebhookClaim claim, Action<InMemoryWebhookEntry> change)
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

    private void Schedule(InMemoryWebhookEntry entry, DateTimeOffset dueAt)
    {
        entry.DueAt = dueAt;
        entry.Version++;
        if (_due.Count > 64 + (2 * _open.Count))
        {
            DropStalePlaces();
        }

        _due.Enqueue((entry, entry.Version), (dueAt, _order++));
    }

    // Each would otherwise keep a body in memory until its old lease is over.
    private void DropStalePlaces()
    {
        var current = _due.UnorderedItems.Where(static place => !IsStale(place.Element)).ToList();
        _due.Clear();
        _due.EnqueueRange(current);
    }

    private void Close(InMemoryWebhookEntry entry)
    {
        entry.Version++;
        entry.Token = Guid.Empty;
        _open.Remove(entry.Webhook.Key);
    }

    private void Drop(InMemoryWebhookEntry dead)
    {
        _dead.Remove(dead.Webhook.Key);
        _bytes -= dead.Webhook.Body.Length;
        Remember(dead.Webhook.Key);
    }

    private void Remember(WebhookKey key)
    {
        _handled.Add(key);
        _handledInOrder.Enqueue((key, _clock.GetUtcNow()));
        if (_handledInOrder.Count > _bounds.MaxRememberedEvents)
        {
            _handled.Remove(_handledInOrder.Dequeue().Key);
        }
    }
}
