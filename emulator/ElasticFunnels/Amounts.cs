using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Amounts and other numbers with decimals.</summary>
internal static class Amounts
{
    /// <summary>A number; null if it is missing or none.</summary>
    public static decimal? Of(JsonNode? value) =>
        value is JsonValue one && decimal.TryParse(one.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Compares a field of two records: as numbers if both are, else as texts. Missing values come first.</summary>
    public static int Compare(Record one, Record other, string field)
    {
        var (left, right) = (one.Fields[field], other.Fields[field]);
        var order =
            Of(left) is { } first && Of(right) is { } second
                ? first.CompareTo(second)
                : string.CompareOrdinal(left?.ToString(), right?.ToString());
        return order != 0 ? order : one.Id.CompareTo(other.Id);
    }
}
