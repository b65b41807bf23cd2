using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>The columns of a CSV file of products.</summary>
internal sealed partial class CsvProductColumns
{
    public const int MaxOptions = 20;

    private static readonly FieldValueShape List = new(ValueKind.List, Item: new FieldValueShape(ValueKind.Text));
    private static readonly FieldValueShape Plain = new(ValueKind.Text);
    private static readonly FieldValueShape Flag = new(ValueKind.Flag);

    /// <summary>Columns with fields of a variant, or of a product without variants.</summary>
    public static IReadOnlyList<CsvProductColumn> OfVariant { get; } =
    [
        new("variant_key", "key", Plain),
        new("sku", "sku", Plain),
        new("weight", "weight", Plain),
        new("quantity", "quantity", Plain),
        new("variant_images", "images", List),
    ];

    /// <summary>Columns that a product without variants has no field for.</summary>
    public static IReadOnlyList<string> OnlyOfVariant { get; } = ["variant_key", "variant_images"];

    /// <summary>Columns with fields of a price.</summary>
    public static IReadOnlyList<CsvProductColumn> OfPrice { get; } =
    [
        new("amount", "amount", Plain),
        new("currency", "currency", Plain),
        new("compare_at", "compare_at", Plain),
        new("price_name", "name", Plain),
        new("cost", "cost", Plain),
    ];

    /// <summary>Columns with fields of a subscription.</summary>
    public static IReadOnlyList<CsvProductColumn> OfSubscription { get; } =
    [
        new("interval", "interval", Plain),
        new("interval_count", "interval_count", Plain),
        new("cycles", "cycles", Plain),
        new("trial_days", "trial_days", Plain),
        new("first_charge_free", "first_charge_free", Flag),
    ];

    private readonly Dictionary<string, int> _positions;
    private readonly IReadOnlyList<string> _rowColumns;

    private CsvProductColumns(string[] header, CsvColumns product)
    {
        Product = product;
        Count = header.Length;
        _positions = header
            .Select(static (name, index) => (name, index))
            .Where(static column => !column.name.StartsWith('_'))
            .ToDictionary(static column => column.name, static column => column.index, StringComparer.Ordinal);
        _rowColumns = [.. header.Where(IsOfRow)];
        ProductColumns = [.. _positions.Keys.Except(_rowColumns, StringComparer.Ordinal)];
        OptionCount = header.Select(OptionNumber).DefaultIfEmpty(0).Max();
    }

    /// <summary>Number of columns of the file.</summary>
    public int Count { get; }

    /// <summary>The columns with fields of the product itself.</summary>
    public CsvColumns Product { get; }

    /// <summary>Names of columns whose value is the same in all rows of a product.</summary>
    public IReadOnlyList<string> ProductColumns { get; }

    /// <summary>Number of options that the header has columns for.</summary>
    public int OptionCount { get; }

    /// <exception cref="MigrationInputException">A column is unknown or appears twice, or there is no key.</exception>
    public static CsvProductColumns Find(string[] header, string file)
    {
        var others = OfVariant
            .Concat(OfPrice)
            .Concat(OfSubscription)
            .Select(static column => column.Name)
            .Append("option1_name")
            .Append("option1_value")
            .Append("files")
            .ToList();
        return new CsvProductColumns(
            header,
            CsvColumns.Find(RecordShape.Of(typeof(ShopProduct)), header, static name => IsOfRow(name) || name == "files", others, file)
        );
    }

    /// <summary>Returns the value of a cell; null if it is empty, or if there is no such column.</summary>
    public string? Text(string[] cells, string column) =>
        _positions.TryGetValue(column, out var position) && cells[position].Length > 0 ? cells[position] : null;

    /// <summary>Returns false if a row with too few or too many values clearly has another key.</summary>
    public bool MayBelongTo(string key, string[] cells) =>
        _positions["key"] >= cells.Length || Text(cells, "key") is not { } other || other == key;

    /// <summary>Writes the columns that have a value.</summary>
    public void Write(Utf8JsonWriter writer, string[] cells, IEnumerable<CsvProductColumn> columns)
    {
        foreach (var column in columns)
        {
            if (Text(cells, column.Name) is { } cell)
            {
                writer.WritePropertyName(column.Field);
                CsvColumns.WriteCell(writer, column.Shape, cell);
            }
        }
    }

    /// <summary>Returns true if one of the columns has a value.</summary>
    public bool HasAny(string[] cells, IEnumerable<CsvProductColumn> columns) =>
        columns.Any(column => Text(cells, column.Name) is not null);

    private static bool IsOfRow(string name) =>
        OptionNumber(name) > 0
        || OfVariant.Concat(OfPrice).Concat(OfSubscription).Any(column => string.Equals(column.Name, name, StringComparison.Ordinal));

    private static int OptionNumber(string name) =>
        OptionPattern().Match(name) is { Success: true } match
        && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is <= MaxOptions and var number
            ? number
            : 0;

    [GeneratedRegex(@"\Aoption([1-9][0-9]?)_(?:name|value)\z", RegexOptions.CultureInvariant)]
    private static partial Regex OptionPattern();
}

/// <summary>A column of a CSV file of products.</summary>
/// <param name="Name">Name of the column.</param>
/// <param name="Field">Name of the field in the record that it belongs to.</param>
/// <param name="Shape">The values of the field.</param>
internal sealed record CsvProductColumn(string Name, string Field, FieldValueShape Shape);
