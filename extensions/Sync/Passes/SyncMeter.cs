using System.Collections.Concurrent;

namespace ClickFunnels.Sync;

/// <summary>Counts what a run does, and reports the progress.</summary>
internal sealed class SyncMeter(long workspace, SyncOptions options)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, Counts> _tables = new(StringComparer.Ordinal);
    private readonly long _start = options.TimeProvider.GetTimestamp();
    private long _requests;
    private long _waitedTicks;
    private long _expectedRows;
    private long _lastReport;

    /// <summary>Number of requests.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => options.TimeProvider.GetElapsedTime(_start);

    /// <summary>Time that requests waited before they were sent, summed over all requests.</summary>
    public TimeSpan Waiting => TimeSpan.FromTicks(Interlocked.Read(ref _waitedTicks));

    /// <summary>Adds to the number of rows that the run is expected to read.</summary>
    public void Expect(long rows) => Interlocked.Add(ref _expectedRows, rows);

    public void Waited(TimeSpan time) => Interlocked.Add(ref _waitedTicks, time.Ticks);

    public void Request() => Interlocked.Increment(ref _requests);

    /// <summary>Counts pieces that were written.</summary>
    public void Wrote(string table, IReadOnlyList<Piece> pieces, int upserts, int deletes)
    {
        var counts = Of(table);
        Interlocked.Add(ref counts.Rows, pieces.Sum(static piece => (long)piece.Records.Count));
        Interlocked.Add(ref counts.Upserts, upserts);
        Interlocked.Add(ref counts.Deletes, deletes);
        Report(table);
    }

    /// <summary>Reports the end.</summary>
    public void Completed() => options.Progress?.Report(Now(null));

    /// <summary>Returns what was counted for a table.</summary>
    public (long Rows, long Upserts, long Deletes) CountsOf(string table) =>
        _tables.TryGetValue(table, out var counts) ? (counts.Rows, counts.Upserts, counts.Deletes) : default;

    private Counts Of(string table) => _tables.GetOrAdd(table, static _ => new Counts());

    private void Report(string table)
    {
        if (options.Progress is null)
        {
            return;
        }

        var now = options.TimeProvider.GetTimestamp();
        var last = Interlocked.Read(ref _lastReport);
        if (
            (last == 0 || options.TimeProvider.GetElapsedTime(last, now) >= ReportInterval)
            && Interlocked.CompareExchange(ref _lastReport, now, last) == last
        )
        {
            options.Progress.Report(Now(table));
        }
    }

    private SyncProgress Now(string? table)
    {
        var rows = _tables.Values.Sum(static counts => Interlocked.Read(ref counts.Rows));
        var expected = Interlocked.Read(ref _expectedRows);
        var elapsed = Elapsed;
        return new SyncProgress
        {
            Workspace = workspace,
            Table = table,
            Rows = rows,
            Changes = _tables.Values.Sum(static counts => Interlocked.Read(ref counts.Upserts) + Interlocked.Read(ref counts.Deletes)),
            Requests = Requests,
            Elapsed = elapsed,
            Waiting = Waiting,
            Remaining =
                table is null ? TimeSpan.Zero
                : rows > 0 && expected > rows ? elapsed * ((double)(expected - rows) / rows)
                : null,
        };
    }

    private sealed class Counts
    {
        public long Rows;
        public long Upserts;
        public long Deletes;
    }
}
