using System.Globalization;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Lists whose next page begins after the last record seen; the cursor is in the headers.</summary>
internal sealed class CursorLists(ClickFunnelsPlatform platform) : ListStyle
{
    public const int PageSize = 20;

    public override ListQuery Prepare(Call call, ResourceBehavior behavior, RecordWriter values)
    {
        RefuseMisspelledFilter(call);
        var saved = platform.SavedFilter(call);
        var filters = FilterReader.Read(call);
        var descending = Choice(call, "sort_order", ["asc", "desc"]) == "desc";
        var property = Choice(call, "sort_property", call.Operation.SortProperties) ?? "id";
        var snapshot = call.Store.Snapshot(call.Operation.Resource!);
        return new ListQuery(call, snapshot)
        {
            Property = property,
            Descending = descending,
            Start = Start(call, snapshot, property, descending),
            Stored = saved,
            Computed = filters.Count == 0 ? null : record => filters.All(filter => filter.Accepts(values.Value(record, filter.Name))),
            Size = IsPaged(call) ? PageSize : null,
        };
    }

    [Behavior(
        "filters[stored_filter_id] returns 400",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10; the one about contacts still says that it is ignored; stable_id is assumed"
    )]
    private static void RefuseMisspelledFilter(Call call)
    {
        if (
            call.Operation.QueryParameters.Contains("stored_filter_id")
            && call.Query.Pairs.Any(pair => pair.Key is "filters[stored_filter_id]" or "filters[stable_id]")
            && !StoredSettings.Of(call).IgnoresMisspelledFilters
        )
        {
            throw ApiProblem.Error(400, "found unpermitted parameter: :filters");
        }
    }

    [Behavior("Lists contain at most 20 records; no parameter changes that", Evidence.Documented, "vendor guide, pagination")]
    public override RecordPage Cut(ListQuery query, IEnumerable<Record> records)
    {
        if (query.Size is not { } size)
        {
            return new RecordPage(query, [.. records], null, 0);
        }

        var page = records.Take(size + 1).ToList();
        if (page.Count <= size)
        {
            return new RecordPage(query, page, null, 0);
        }

        page.RemoveAt(size);
        return new RecordPage(query, page, page[^1].Id, 0);
    }

    [Behavior(
        "The headers Pagination-Next and Link contain the cursor; the last page has neither",
        Evidence.Documented,
        "vendor guide, pagination"
    )]
    [Behavior("The Link header keeps the other query parameters", Evidence.Assumed, "the guide shows a cursor only")]
    public override void AddHeaders(EmulatorResponse response, RecordPage page, Uri address)
    {
        if (page.Next is not { } next)
        {
            return;
        }

        var cursor = next.ToString(CultureInfo.InvariantCulture);
        var kept = address
            .Query.TrimStart('?')
            .Split('&')
            .Where(pair => pair.Length > 0 && pair.Split('=')[0] != "after")
            .Append($"after={cursor}");
        response.Headers.Add(KeyValuePair.Create("Pagination-Next", cursor));
        response.Headers.Add(
            KeyValuePair.Create("Link", $"<{address.GetLeftPart(UriPartial.Path)}?{string.Join('&', kept)}>; rel=\"next\"")
        );
    }

    [Behavior(
        "Saved filters come in one response unless after is sent; 0 starts paging",
        Evidence.Documented,
        "published spec 2026-08, refine filters"
    )]
    private static bool IsPaged(Call call) =>
        call.Operation.Paged || (call.Operation.QueryParameters.Contains("after") && call.Query.One("after") is not null);

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
    private static Func<int>? Start(Call call, RecordSnapshot snapshot, string property, bool descending)
    {
        var after = IsPaged(call) && call.Query.One("after") is { } cursor and not "0" ? cursor : null;
        if (after is null)
        {
            return null;
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
