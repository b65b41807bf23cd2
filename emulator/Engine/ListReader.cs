using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>A list that a call asks for, over the records of one moment.</summary>
/// <param name="Call">The call.</param>
/// <param name="Snapshot">Records to choose from.</param>
internal sealed record ListQuery(Call Call, RecordSnapshot Snapshot)
{
    /// <summary>Property to sort by.</summary>
    public string Property { get; init; } = "id";

    /// <summary>Order that differs from that of the property; null for none.</summary>
    public Comparison<Record>? Sort { get; init; }

    /// <summary>True to return the greatest value first.</summary>
    public bool Descending { get; init; }

    /// <summary>Place of the first record in the order of the list; null for the first of all.</summary>
    public Func<int>? Start { get; init; }

    /// <summary>Stored values that records must have; null for any.</summary>
    public Predicate<Record>? Stored { get; init; }

    /// <summary>Condition that may look at other records, so that it needs the store's gate; null for none.</summary>
    public Predicate<Record>? Computed { get; init; }

    /// <summary>Largest number of records in the response; null for all.</summary>
    public int? Size { get; init; }

    /// <summary>Number of records to leave out before the page.</summary>
    public long Skip { get; init; }
}

/// <summary>One page of a list.</summary>
/// <param name="Query">The list.</param>
/// <param name="Records">Records of the page.</param>
/// <param name="Next">Id of the last record, if there are more; null on the last page.</param>
/// <param name="Total">Number of records on all pages; 0 if the platform does not count them.</param>
internal sealed record RecordPage(ListQuery Query, IReadOnlyList<Record> Records, long? Next, long Total);

/// <summary>Filters and sorts lists; the platform decides the order and cuts the pages.</summary>
internal sealed class ListReader(Platform platform, BehaviorSet behaviors, RecordWriter values)
{
    // So many records are filtered at a time while the gate is held: filters may ask for values that are computed from other records.
    private const int FilterBatch = 256;

    /// <summary>Reads the parameters of a call. The caller holds the store's gate.</summary>
    public ListQuery Prepare(Call call) => platform.Lists.Prepare(call, behaviors.For(call.Operation.Resource!), values);

    /// <summary>Selects the page. The caller must not hold the store's gate.</summary>
    [Behavior("Unknown query parameters are ignored", Evidence.Observed, "vendor skill, contacts, 2026-08")]
    [Behavior("Lists omit deleted records", Evidence.Observed, "vendor skill, contacts, 2026-08")]
    public RecordPage Select(ListQuery query)
    {
        var call = query.Call;
        var records = Computed(
            query,
            Ordered(query)
                .Where(record => !record.IsDeleted && !record.IsRedacted && call.Caller.Sees(record) && IsBelow(call, record))
                .Where(record => query.Stored is null || query.Stored(record))
        );
        return platform.Lists.Cut(query, records);
    }

    private static IEnumerable<Record> Computed(ListQuery query, IEnumerable<Record> records)
    {
        if (query.Computed is not { } accepts)
        {
            return records;
        }

        return records
            .Chunk(FilterBatch)
            .SelectMany(batch =>
            {
                lock (query.Call.Store.Gate)
                {
                    return Array.FindAll(batch, accepts);
                }
            });
    }

    private static IEnumerable<Record> Ordered(ListQuery query)
    {
        var records = query.Snapshot.By(query.Property);
        for (var index = query.Start?.Invoke() ?? 0; index < records.Count; index++)
        {
            yield return query.Descending ? records[records.Count - 1 - index] : records[index];
        }
    }

    /// <summary>Returns true if a record belongs to all records that the path names above it.</summary>
    public static bool IsBelow(Call call, Record record) =>
        call.Parents.All(parent =>
            parent.Value.IsTenant
                ? parent.Value.Id == (parent.Value.WorkspaceId is null ? record.TeamId : record.WorkspaceId)
                : record.Number(parent.Key) == parent.Value.Id
        );
}
