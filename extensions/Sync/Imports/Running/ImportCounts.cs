namespace ClickFunnels.Sync.Imports;

/// <summary>Counts the outcomes of an import, and reports its progress. Thread-safe.</summary>
internal sealed class ImportCounts(ImportTarget target, ImportOptions options, long workspace, CallMeter meter)
{
    public const int MaxRejections = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[Enum.GetValues<ImportOutcome>().Length];
    private readonly List<ImportRejection> _rejections = [];
    private readonly long _start = options.TimeProvider.GetTimestamp();
    private long _reported;
    private long _done;
    private long _resumed;

    /// <summary>Number of all rows of the input; null if it is not known.</summary>
    public long? Total { get; set; }

    /// <summary>Number of rows that this run has read, with those of earlier runs.</summary>
    public long Read { get; set; }

    /// <summary>The part of the input that was read, 0 to 1; null if it is not known.</summary>
    public double? Fraction { get; set; }

    /// <summary>True if this run has rejected a row.</summary>
    public bool HasRejections => _rejections.Count > 0;

    public TimeSpan Elapsed => options.TimeProvider.GetElapsedTime(_start);

    public void Resume(IReadOnlyCollection<ImportJournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            _counts[(int)entry.Outcome]++;
        }

        _resumed = entries.Count;
    }

    public void Add(RowOutcome row)
    {
        SyncTelemetry.Count(target.Name, OutcomeFormat.Name(row.Outcome));
        lock (_lock)
        {
            _counts[(int)row.Outcome]++;
            _done++;
            if (row.Outcome == ImportOutcome.Rejected && _rejections.Count < MaxRejections)
            {
                _rejections.Add(new ImportRejection(row.Line, row.Field, row.Reason ?? ""));
            }
        }

        Report(isLast: false);
    }

    /// <summary>Reports the progress if the last report was some time ago, or if it is the last one.</summary>
    public void Report(bool isLast)
    {
        if (options.Progress is not { } progress)
        {
            return;
        }

        SyncProgress report;
        lock (_lock)
        {
            var now = options.TimeProvider.GetTimestamp();
            if (!isLast && _reported > 0 && options.TimeProvider.GetElapsedTime(_reported, now) < Interval)
            {
                return;
            }

            _reported = now;
            var elapsed = options.TimeProvider.GetElapsedTime(_start, now);
            report = new SyncProgress
            {
                Workspace = workspace,
                Table = isLast ? null : target.Name,
                Rows = _done,
                Changes = Of(ImportOutcome.Created) + Of(ImportOutcome.Updated),
                Requests = meter.Requests,
                Elapsed = elapsed,
                Waiting = meter.Waiting,
                Remaining = Remaining(elapsed, isLast),
            };
        }

        progress.Report(report);
    }

    public ImportResult ToResult(bool isComplete)
    {
        lock (_lock)
        {
            return new ImportResult
            {
                Target = target.Name,
                IsComplete = isComplete,
                Created = Of(ImportOutcome.Created),
                Updated = Of(ImportOutcome.Updated),
                Unchanged = Of(ImportOutcome.Unchanged),
                Rejected = Of(ImportOutcome.Rejected),
                Resumed = _resumed,
                Rejections = [.. _rejections.OrderBy(static rejection => rejection.Line)],
                Requests = meter.Requests,
                Elapsed = Elapsed,
                Waiting = meter.Waiting,
            };
        }
    }

    private long Of(ImportOutcome outcome) => _counts[(int)outcome];

    private TimeSpan? Remaining(TimeSpan elapsed, bool isLast)
    {
        if (isLast)
        {
            return TimeSpan.Zero;
        }

        double? total =
            Total is { } known ? known
            : Fraction is > 0 and var fraction ? Read / fraction
            : null;
        return _done > 0 && total is { } all ? elapsed * Math.Max(0, (all - _resumed - _done) / _done) : null;
    }
}
