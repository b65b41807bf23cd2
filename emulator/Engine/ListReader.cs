using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Behaviors;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>One page of a list.</summary>
internal sealed record RecordPage(IReadOnlyList<Record> Records, long? Next);

/// <summary>Selects, sorts and cuts lists.</summary>
internal sealed class ListReader(RecordWriter values)
{
    public const int PageSize = 20;

    [Behavior("Lists hold at most 20 records; no parameter changes that", Evidence.Documented, "vendor guide, pagination")]
    [Behavior("Unknown query parameters are ignored", Evidence.Observed, "vendor skill, contacts, 2026-08")]
    [Behavior("Deleted records are left out of lists", Evidence.Observed, "vendor skill, contacts, 2026-08")]
    public RecordPage Read(Call call)
    {
        var saved = SavedFilter(call);
        var filters = FilterReader.Read(call);
        var records = Sort(call, call.Store.Of(call.Operation.Resource!))
            .Where(record => !record.IsDeleted && !record.IsRedacted && call.Caller.Sees(record) && IsBelow(call, record))
            .Where(record => saved is null || SavedFilters.Accepts(saved, record))
            .Where(record => filters.All(filter => filter.Accepts(values.Value(record, filter.Name))));
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

    [Behavior(
        "Saved filters come in one answer unless after is sent; 0 starts paging",
        Evidence.Documented,
        "published spec 2026-08, refine filters"
    )]
    private static bool IsPaged(Call call) =>
        call.Operation.Paged || (call.Operation.QueryParameters.Contains("after") && call.Query.One("after") is not null);

    public static bool IsBelow(Call call, Record record) =>
        call.Parents.All(parent =>
            parent.Value.Resource switch
            {
                "Team" => record.TeamId == parent.Value.Id,
                "Workspace" => record.WorkspaceId == parent.Value.Id,
                _ => record.Number(parent.Key) == parent.Value.Id,
            }
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
    [Behavior("Without sort parameters lists ascend by id", Evidence.Assumed, "not published")]
    [Behavior("A cursor that names no record yields an empty page; 0 the first page", Evidence.Assumed, "published for one list only")]
    private static IEnumerable<Record> Sort(Call call, IReadOnlyList<Record> records)
    {
        var descending = Choice(call, "sort_order", ["asc", "desc"]) == "desc";
        var property = Choice(call, "sort_property", call.Operation.SortProperties) ?? "id";
        var after = IsPaged(call) && call.Query.One("after") is { } cursor and not "0" ? cursor : null;
        long id = 0;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out id))
        {
            return [];
        }

        // The store keeps the order of ids.
        if (property == "id")
        {
            var ordered = descending ? records.Reverse() : records;
            return after is null ? ordered : ordered.Where(record => descending ? record.Id < id : record.Id > id);
        }

        var comparer = Comparer<Record>.Create(
            (left, right) =>
            {
                var order = Compare(left, right, property);
                order = order != 0 ? order : left.Id.CompareTo(right.Id);
                return descending ? -order : order;
            }
        );
        if (after is null)
        {
            return records.Order(comparer);
        }

        return call.Store.Find(call.Operation.Resource!, id) is { } last && call.Caller.Sees(last)
            ? records.Where(record => comparer.Compare(record, last) > 0).Order(comparer)
            : [];
    }

    private static int Compare(Record left, Record right, string property) =>
        left.Number(property) is { } number && right.Number(property) is { } other
            ? number.CompareTo(other)
            : string.CompareOrdinal(left.Text(property), right.Text(property));

    [Behavior(
        "A sort order or property that does not exist answers 422, or 400 where 422 is not documented",
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

    [Behavior(
        "A saved filter is combined with filter; stable_id goes before stored_filter_id, and an invalid one answers 422",
        Evidence.Documented,
        "published spec 2026-08"
    )]
    private static JsonObject? SavedFilter(Call call)
    {
        var resource = call.Operation.Resource == "Order" ? "OrdersFilter" : SavedFilters.Class;
        if (call.Operation.QueryParameters.Contains("stable_id") && call.Query.One("stable_id") is { } token)
        {
            return resource == SavedFilters.Class
                ? SavedFilters.Parse(token)
                : throw ApiProblem.Refused("stable_id is not a valid serialized filter");
        }

        return call.Operation.QueryParameters.Contains("stored_filter_id") && call.Query.One("stored_filter_id") is { } id
            ? SavedFilters.Find(call, id, resource).Fields
            : null;
    }
}
