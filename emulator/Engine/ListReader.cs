using System.Globalization;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>One page of a list.</summary>
internal sealed record RecordPage(IReadOnlyList<Record> Records, long? Next);

/// <summary>A list that a call asks for, over the records of one moment.</summary>
/// <param name="Call">The call.</param>
/// <param name="Snapshot">Records to choose from.</param>
/// <param name="Property">Property to sort by.</param>
/// <param name="Descending">True to return the greatest value first.</param>
/// <param name="Start">Place of the first record in the order of the list.</param>
/// <param name="Filters">Attributes that records must have.</param>
/// <param name="Saved">Saved filter that records must pass; null for none.</param>
internal sealed record ListQuery(
    Call Call,
    RecordSnapshot Snapshot,
    string Property,
    bool Descending,
    Func<int> Start,
    IReadOnlyList<AttributeFilter> Filters,
    Predicate<Record>? Saved
);

/// <summary>Filters, sorts and pages lists.</summary>
internal sealed class ListReader(Platform platform, RecordWriter values)
{
    public const int PageSize = 20;

    // So many records are filtered at a time while the gate is held: filters may ask for values that are computed from other records.
    private const int FilterBatch = 256;

    /// <summary>Reads the parameters of a call. The caller holds the store's gate.</summary>
    public ListQuery Prepare(Call call)
    {
        var saved = platform.SavedFilter(call);
        var filters = FilterReader.Read(call);
        var descending = Choice(call, "sort_order", ["asc", "desc"]) == "desc";
        var property = Choice(call, "sort_property", call.Operation.SortProperties) ?? "id";
        var snapshot = call.Store.Snapshot(call.Operation.Resource!);
        return new ListQuery(call, snapshot, property, descending, Start(call, snapshot, property, descending), filters, saved);
    }

    /// <summary>Selects the page. The caller must not hold the store's gate.</summary>
    [Behavior("Lists contain at most 20 records; no parameter changes that", Evidence.Documented, "vendor guide, pagination")]
    [Behavior("Unknown query parameters are ignored", Evidence.Observed, "vendor skill, contacts, 2026-08")]
    [Behavior("Lists omit deleted records", Evidence.Observed, "vendor skill, contacts, 2026-08")]
    public RecordPage Select(ListQuery query)
    {
        var call = query.Call;
        var records = Filter(
            query,
            Ordered(query)
                .Where(record => !record.IsDeleted && !record.IsRedacted && call.Caller.Sees(record) && IsBelow(call, record))
                .Where(record => query.Saved is null || query.Saved(record))
        );
        if (!IsPaged(call))
        {
            return new RecordPage([.. records], null);
        }

        var page = records.Take(PageSize + 1).ToList();
        if (page.Count <= PageSize)
        {
            return new RecordPage(page, null);
        }

        page.RemoveAt(PageSize);
        return new RecordPage(page, page[^1].Id);
    }

    private IEnumerable<Record> Filter(ListQuery query, IEnumerable<Record> records)
    {
        if (query.Filters.Count == 0)
        {
            return records;
        }

        return records
            .Chunk(FilterBatch)
            .SelectMany(batch =>
            {
                lock (query.Call.Store.Gate)
                {
                    return Array.FindAll(batch, record => query.Filters.All(filter => filter.Accepts(values.Value(record, filter.Name))));
                }
            });
    }

    private static IEnumerable<Record> Ordered(ListQuery query)
    {
        var records = query.Snapshot.By(query.Property);
        for (var index = query.Start(); index < records.Count; index++)
        {
            yield return query.Descending ? records[records.Count - 1 - index] : records[index];
        }
    }

    [Behavior(
        "Saved filters come in one response unless after is sent; 0 starts paging",
        Evidence.Documented,
        "published spec 2026-08, refine filters"
    )]
    private static bool IsPaged(Call call) =>
        call.Operation.Paged || (call.Operation.QueryParameters.Contains("after") && call.Query.One("after") is not null);

    /// <summary>Returns true if a record belongs to all records that the path names above it.</summary>
    public static bool IsBelow(Call call, Record record) =>
        call.Parents.All(parent =>
            parent.Value.IsTenant
                ? parent.Value.Id == (parent.Value.WorkspaceId is null ? record.TeamId : record.WorkspaceId)
                : record.Number(parent.Key) == parent.Value.Id
        );

    [Behavior(
        "`after` is the id of the last record seen and means \"next page\" in both orders",
        Evidence.Documented,
        "vendor guide, pagination"
    )]
    [Behavior(
        "Sorted by updated_at the cursor is still an id, and ids break ties",
        Evidence.Assumed,
        "the meaning of the cursor under this sort is not published"
    )]
    [Behavior("Without sort parameters, lists are in ascending order of their ids", Evidence.Assumed, "not published")]
    [Behavior(
        "A cursor that names no record yields an empty page; 0 yields the first page",
        Evidence.Assumed,
        "published for one list only"
    )]
    private static Func<int> Start(Call call, RecordSnapshot snapshot, string property, bool descending)
    {
        var after = IsPaged(call) && call.Query.One("after") is { } cursor and not "0" ? cursor : null;
        if (after is null)
        {
            return () => 0;
        }

        if (!long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return () => int.MaxValue;
        }

        if (property == "id")
        {
            return () => descending ? snapshot.By(property).Count - snapshot.CountUpTo(id - 1) : snapshot.CountUpTo(id);
        }

        if (call.Store.Find(call.Operation.Resource!, id)?.Freeze() is not { } last || !call.Caller.Sees(last))
        {
            return () => int.MaxValue;
        }

        return () =>
        {
            var index = snapshot.IndexOf(last, property);
            return descending ? snapshot.By(property).Count - index : index + 1;
        };
    }

    [Behavior(
        "A sort order or property that does not exist returns 422, or 400 where 422 is not documented",
        Evidence.Assumed,
        "not published"
    )]
    private static string? Choice(Call call, string name, IEnumerable<string> allowed)
    {
        if (!call.Operation.QueryParameters.Contains(name) || call.Query.One(name) is not { } value)
        {
            return null;
        }

        return allowed.Contains(value) ? value : throw FilterReader.NotIncluded(call.Operation, name);
    }
}
