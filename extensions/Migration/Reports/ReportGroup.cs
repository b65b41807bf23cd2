using System.Text.RegularExpressions;

namespace ClickFunnels.Migration.Reports;

/// <summary>A record of a group.</summary>
/// <param name="Key">Key of the record.</param>
/// <param name="Detail">A text about this record alone; may be null.</param>
internal readonly record struct ReportItem(string Key, string? Detail);

/// <summary>Records that have the same problem.</summary>
/// <param name="Kind">Kind of the records.</param>
/// <param name="Field">The field; null for the records as a whole.</param>
/// <param name="Reason">The reason of the first record.</param>
internal sealed partial record ReportGroup(ShopRecordKind Kind, string? Field, string Reason)
{
    public const int MaxGroups = 300;
    private const int MaxItems = 300;
    private readonly List<ReportItem> _items = [];

    /// <summary>Some of the records.</summary>
    public IReadOnlyList<ReportItem> Items => _items;

    /// <summary>Number of all records.</summary>
    public int Count { get; private set; }

    public static IReadOnlyList<ReportGroup> OfRejected(MigrationReport report) => Join(report.Rejected);

    public static IReadOnlyList<ReportGroup> OfUnfinished(MigrationReport report) => Join(report.Unfinished);

    public static IReadOnlyList<ReportGroup> OfLosses(MigrationReport report) =>
        Join(report.Losses.Select(static loss => (new ReportGroup(loss.Kind, loss.Field, loss.Reason), new ReportItem(loss.Key, null))));

    public static IReadOnlyList<ReportGroup> OfDifferences(MigrationReport report) =>
        Join(
            report.Differences.Select(static difference =>
                (
                    new ReportGroup(difference.Kind, difference.Field, "ClickFunnels has another value than the plan."),
                    new ReportItem(difference.Key, Detail(difference))
                )
            )
        );

    private static string? Detail(FieldDifference difference) =>
        difference is { Expected: null, Actual: null }
            ? null
            : $"expected {difference.Expected ?? "nothing"}, found {difference.Actual ?? "nothing"}";

    private static IReadOnlyList<ReportGroup> Join(IEnumerable<RejectedRecord> records) =>
        Join(
            records.Select(static record =>
                (
                    new ReportGroup(record.Kind, record.Field, record.Reason),
                    new ReportItem(record.Key, record is { File: { } file, Line: { } line } ? $"{file}, line {line}" : null)
                )
            )
        );

    // Reasons may name a line or an amount, which must not make 5,000 groups of one mistake.
    private static IReadOnlyList<ReportGroup> Join(IEnumerable<(ReportGroup Group, ReportItem Item)> records)
    {
        var groups = new Dictionary<(ShopRecordKind, string, string), ReportGroup>();
        foreach (var (single, item) in records)
        {
            var identity = (single.Kind, WithoutNumbers(single.Field ?? ""), WithoutNumbers(single.Reason));
            if (!groups.TryGetValue(identity, out var group))
            {
                groups[identity] = group = single;
            }

            group.Count++;
            if (group._items.Count < MaxItems)
            {
                group._items.Add(item);
            }
        }

        return [.. groups.Values.OrderBy(static group => group.Kind).ThenByDescending(static group => group.Count)];
    }

    private static string WithoutNumbers(string text) => NumberPattern().Replace(text, "0");

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
