using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClickFunnels.Contracts.Validation;

/// <summary>Checks values against the formats of contracts. Unknown formats allow everything.</summary>
internal static partial class ValueFormats
{
    public static bool Allows(string format, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => AllowsText(format, value.GetString()!),
            JsonValueKind.Number => AllowsNumber(format, value),
            _ => true,
        };

    public static bool AllowsText(string format, string text) =>
        format switch
        {
            "date-time" => Timestamp().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "time" => Time().IsMatch(text),
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "uri" or "url" => Uri.TryCreate(text, UriKind.Absolute, out var address) && !address.IsFile,
            "uri-reference" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
            "email" => Email().IsMatch(text),
            "decimal" => DecimalText().IsMatch(text),
            "int32" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "int64" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            _ => true,
        };

    /// <summary>Describes the kind of a text, without showing its content.</summary>
    public static string Describe(string text) =>
        text switch
        {
            "" => "empty text",
            _ when AllowsText("date-time", text) => "text (date-time)",
            _ when AllowsText("date", text) => "text (date)",
            _ when AllowsText("uuid", text) => "text (uuid)",
            _ when AllowsText("int64", text) => "text (whole number)",
            _ when AllowsText("decimal", text) => "text (decimal)",
            _ when AllowsText("email", text) => "text (email)",
            _ when Address().IsMatch(text) => "text (uri)",
            _ => "text",
        };

    private static bool AllowsNumber(string format, JsonElement value) =>
        format switch
        {
            "int32" => value.TryGetInt32(out _) || IsWhole(value, int.MinValue, int.MaxValue),
            "int64" => value.TryGetInt64(out _) || IsWhole(value, long.MinValue, long.MaxValue),
            _ => true,
        };

    // 1.0 is a whole number to JSON.
    private static bool IsWhole(JsonElement value, decimal least, decimal most) =>
        value.TryGetDecimal(out var number) && decimal.Truncate(number) == number && number >= least && number <= most;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalText();

    [GeneratedRegex(@"^https?://\S+\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
