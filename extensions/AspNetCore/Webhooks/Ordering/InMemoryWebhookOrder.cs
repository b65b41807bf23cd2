using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Remembers the latest events in the memory of one process, for up to 100,000 records. If there are more, the record whose last
/// event is oldest is removed.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class InMemoryWebhookOrder(TimeProvider? clock = null) : IWebhookOrder
{
    internal const int MaximumSubjects = 100_000;

    private readonly object _lock = new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Dictionary<WebhookSubject, LinkedListNode<Latest>> _latest = [];

    // Least recently seen first.
    private readonly LinkedList<Latest> _seen = new();

    /// <inheritdoc />
    public Task<bool> TryAdvanceAsync(WebhookSubject subject, DateTimeOffset createdAt, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_latest.TryGetValue(subject, out var node))
            {
                if (createdAt < node.Value.CreatedAt)
                {
                    return Task.FromResult(false);
                }

                _seen.Remove(node);
            }
            else if (_latest.Count == MaximumSubjects)
            {
                Remove(_seen.First!);
            }

            _latest[subject] = _seen.AddLast(new Latest(subject, createdAt, _clock.GetUtcNow()));
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc />
    public Task CleanUpAsync(TimeSpan retention, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            while (_seen.First is { } oldest && oldest.Value.SeenAt <= _clock.GetUtcNow() - retention)
            {
                Remove(oldest);
            }
        }

        return Task.CompletedTask;
    }

    private void Remove(LinkedListNode<Latest> node)
    {
        _latest.Remove(node.Value.Subject);
        _seen.Remove(node);
    }

    private readonly record struct Latest(WebhookSubject Subject, DateTimeOffset CreatedAt, DateTimeOffset SeenAt);
}
