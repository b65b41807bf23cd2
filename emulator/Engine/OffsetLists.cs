using System.Globalization;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Lists whose request says where the page begins, so that rows move when records are created or deleted in between.</summary>
internal abstract class OffsetLists : ListStyle
{
    public override ListQuery Prepare(Call call, ResourceBehavior behavior, RecordWriter values)
    {
        var query = new ListQuery(call, call.Store.Snapshot(call.Operation.Resource!))
        {
            Stored = behavior.Narrow(call),
            Sort = behavior.Order(call),
        };
        if (call.Operation.Pagination is null)
        {
            return query;
        }

        var (size, skip) = PageOf(call);
        return query with { Size = size, Skip = skip };
    }

    public override RecordPage Cut(ListQuery query, IEnumerable<Record> records)
    {
        if (query.Sort is { } sort)
        {
            records = records.Order(Comparer<Record>.Create(sort));
        }

        if (query.Size is not { } size)
        {
            var all = records.ToList();
            return new RecordPage(query, all, null, all.Count);
        }

        var page = new List<Record>(size);
        var total = 0L;
        foreach (var record in records)
        {
            if (total >= query.Skip && page.Count < size)
            {
                page.Add(record);
            }

            total++;
        }

        return new RecordPage(query, page, null, total);
    }

    /// <summary>Reads the size of the page, and the number of records before it.</summary>
    protected abstract (int Size, long Skip) PageOf(Call call);

    /// <summary>A number of the query within the bounds that the contract gives it; its default if it is missing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="isValid">False if the value is not a number or out of bounds; the result is then the nearest number.</param>
    protected static long Number(Call call, string name, out bool isValid)
    {
        isValid = true;
        if (!call.Operation.Query.TryGetValue(name, out var schema))
        {
            return 0;
        }

        var usual = schema.Default ?? 0;
        if (call.Query.One(name) is not { } text)
        {
            return usual;
        }

        isValid = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        var nearest = Math.Clamp(isValid ? number : usual, (long)(schema.Minimum ?? 0), (long)(schema.Maximum ?? int.MaxValue));
        isValid &= nearest == number;
        return nearest;
    }
}
