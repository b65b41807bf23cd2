using System.Collections.Concurrent;

namespace ClickFunnels.Emulator.Store;

/// <summary>The records of one resource at one moment, with an index for each property that a list was sorted by. Thread-safe.</summary>
internal sealed class RecordSnapshot(Record[] records)
{
    private readonly ConcurrentDictionary<string, Record[]> _sorted = [];

    /// <summary>All records in ascending order; the id breaks ties.</summary>
    public IReadOnlyList<Record> By(string property) =>
        property == "id"
            ? records
            : _sorted.GetOrAdd(
                property,
                name =>
                {
                    var keys = Array.ConvertAll(records, record => SortKey.Of(record, name));
                    var sorted = (Record[])records.Clone();
                    Array.Sort(keys, sorted);
                    return sorted;
                }
            );

    /// <summary>Returns the place of a record in <see cref="By"/>, or the complement of the place where it would be.</summary>
    public int IndexOf(Record record, string property)
    {
        var sorted = By(property);
        var key = SortKey.Of(record, property);
        var (low, high) = (0, sorted.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var order = SortKey.Of(sorted[middle], property).CompareTo(key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    /// <summary>Returns how many records have an id of at most <paramref name="id"/>.</summary>
    public int CountUpTo(long id)
    {
        var (low, high) = (0, records.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = records[middle].Id <= id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Numbers precede texts, so that the order is total for all values.
    private readonly record struct SortKey(string? Text, long Number, long Id) : IComparable<SortKey>
    {
        public static SortKey Of(Record record, string property) =>
            property == "id"
                ? new SortKey(null, 0, record.Id)
                : new SortKey(record.Text(property), record.Number(property) ?? 0, record.Id);

        public int CompareTo(SortKey other)
        {
            var order = string.CompareOrdinal(Text, other.Text);
            order = order != 0 ? order : Number.CompareTo(other.Number);
            return order != 0 ? order : Id.CompareTo(other.Id);
        }
    }
}
