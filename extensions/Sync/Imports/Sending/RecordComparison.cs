using System.Globalization;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>Compares the value of a row with that of an existing record.</summary>
internal static class RecordComparison
{
    public static bool Matches(JToken? sent, JToken? stored)
    {
        if (sent is JArray list)
        {
            return stored is JArray other
                && list.Count == other.Count
                && list.Zip(other).All(static pair => Matches(pair.First, pair.Second));
        }

        if (sent is JObject record)
        {
            return stored is JObject other && record.Properties().All(property => Matches(property.Value, other[property.Name]));
        }

        var (left, right) = (RowMapper.KeyText(sent), RowMapper.KeyText(stored));
        return left == right
            || (
                decimal.TryParse(left, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && decimal.TryParse(right, NumberStyles.Float, CultureInfo.InvariantCulture, out var otherNumber)
                && number == otherNumber
            )
            || (
                left.Length >= 10
                && left[4..5] == "-"
                && DateTimeOffset.TryParse(left, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                && DateTimeOffset.TryParse(right, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var otherTime)
                && time == otherTime
            );
    }
}
