namespace ClickFunnels.Sync.AspNetCore;

/// <summary>
/// Remembers when records were read, so that events that waited for a worker meanwhile need no read of their own: a read that began after
/// an event was received has seen its change. Thread-safe.
/// </summary>
internal sealed class RecentReads
{
    private const int Capacity = 10_000;

    // An instance with another clock may have received the event.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(long Workspace, string Table, long Id), DateTimeOffset> _reads = [];
    private readonly Queue<(long Workspace, string Table, long Id)> _order = new();

    /// <summary>Notes a read that succeeded.</summary>
    public void Add(long workspace, string table, long id, DateTimeOffset start)
    {
        lock (_lock)
        {
            var key = (workspace, table, id);
            if (_reads.TryGetValue(key, out var last))
            {
                _reads[key] = start > last ? start : last;
                return;
            }

            _reads.Add(key, start);
            _order.Enqueue(key);
            if (_order.Count > Capacity)
            {
                _reads.Remove(_order.Dequeue());
            }
        }
    }

    /// <summary>Returns true if a read has seen the change of an event.</summary>
    public bool Covers(long workspace, string table, long id, DateTimeOffset receivedAt)
    {
        lock (_lock)
        {
            return _reads.TryGetValue((workspace, table, id), out var start) && start >= receivedAt + ClockDifference;
        }
    }
}
