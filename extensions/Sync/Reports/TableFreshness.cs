namespace ClickFunnels.Sync;

/// <summary>The evidence that a table is complete.</summary>
public enum FreshnessEvidence
{
    /// <summary>The behavior of the service that it depends on is assumed.</summary>
    Assumed,

    /// <summary>The behavior of the service that it depends on is documented.</summary>
    Documented,
}

/// <summary>The freshness of a table, and its evidence.</summary>
public sealed record TableFreshness
{
    /// <summary>The largest number of samples of a table.</summary>
    public const int MaxSamples = 200;

    /// <summary>Name of the table.</summary>
    public string Table { get; init; } = "";

    /// <summary>Id of the workspace.</summary>
    public long Workspace { get; init; }

    /// <summary>Start of the last full pass; null if there was none.</summary>
    public DateTimeOffset? FullPassStart { get; init; }

    /// <summary>End of the last full pass; null if it has not ended.</summary>
    public DateTimeOffset? FullPassEnd { get; init; }

    /// <summary>Start of the last incremental pass; null if there was none.</summary>
    public DateTimeOffset? IncrementalPassStart { get; init; }

    /// <summary>End of the last incremental pass; null if it has not ended.</summary>
    public DateTimeOffset? IncrementalPassEnd { get; init; }

    /// <summary>Time of the last event that was applied; null if there was none.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>Number of rows.</summary>
    public long Rows { get; init; }

    /// <summary>A sentence that says how it is known that the table is complete to <see cref="CompleteTo" />.</summary>
    public string Basis { get; init; } = "";

    /// <summary>The evidence that the table is complete.</summary>
    public FreshnessEvidence Evidence { get; init; }

    /// <summary>The history, oldest first, at most <see cref="MaxSamples" />.</summary>
    public IReadOnlyList<FreshnessSample> Samples { get; init; } = [];

    /// <summary>
    /// The time to which the table has all changes: the start of the last pass that has ended. Null if no pass has ended. Later changes
    /// may be
    /// in the table, too, for example those that events reported.
    /// </summary>
    public DateTimeOffset? CompleteTo =>
        (EndedPass(FullPassStart, FullPassEnd), EndedPass(IncrementalPassStart, IncrementalPassEnd)) switch
        {
            ({ } full, { } incremental) => full > incremental ? full : incremental,
            var (full, incremental) => full ?? incremental,
        };

    /// <summary>
    /// Returns the record with a further sample. If there are too many, the older half is joined in pairs, so that the history stays long
    /// and the sums stay right.
    /// </summary>
    /// <param name="sample">The sample.</param>
    public TableFreshness With(FreshnessSample sample) => this with { Samples = Limit([.. Samples, sample]) };

    /// <summary>Returns the samples in the order of their time, at most <see cref="MaxSamples" />.</summary>
    internal static IReadOnlyList<FreshnessSample> Limit(IEnumerable<FreshnessSample> samples)
    {
        var all = samples.OrderBy(static sample => sample.Time).ToList();
        while (all.Count > MaxSamples)
        {
            var older = all.Count / 4 * 2;
            all = [.. all.Take(older).Chunk(2).Select(static pair => Join(pair[0], pair[1])), .. all.Skip(older)];
        }

        return all;
    }

    // A pass whose start is after its end is running again.
    private static DateTimeOffset? EndedPass(DateTimeOffset? start, DateTimeOffset? end) => start <= end ? start : null;

    private static FreshnessSample Join(FreshnessSample older, FreshnessSample newer) =>
        newer with
        {
            Upserts = older.Upserts + newer.Upserts,
            Deletes = older.Deletes + newer.Deletes,
            Delay = older.Delay > newer.Delay ? older.Delay : newer.Delay,
        };
}

/// <summary>The state of a table at the end of a pass.</summary>
/// <param name="Time">The time of the sample.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Upserts">Number of rows that were new or changed since the sample before.</param>
/// <param name="Deletes">Number of rows that were deleted since the sample before.</param>
/// <param name="Delay">The longest time since the sample before for which the table was behind the service.</param>
public sealed record FreshnessSample(DateTimeOffset Time, long Rows, long Upserts, long Deletes, TimeSpan Delay);
