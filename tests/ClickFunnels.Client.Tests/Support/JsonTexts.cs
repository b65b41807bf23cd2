using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Support;

/// <summary>JSON taken literally: dates stay text, and comparing allows only what the library documents as the same.</summary>
internal static class JsonTexts
{
    public static JObject Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        var parsed = JObject.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        return parsed;
    }

    /// <summary>Returns true if both are equal, where a number equals its text, and timestamps of one instant are equal.</summary>
    public static bool SayTheSame(JToken? left, JToken? right) =>
        (left, right) switch
        {
            (JObject a, JObject b) => a.Count == b.Count
                && a.Properties()
                    .All(property =>
                        b.TryGetValue(property.Name, StringComparison.Ordinal, out var other) && SayTheSame(property.Value, other)
                    ),
            (JArray a, JArray b) => a.Count == b.Count && a.Zip(b, SayTheSame).All(static same => same),
            (JValue a, JValue b) => JToken.DeepEquals(a, b) || SameNumber(a, b) || SameInstant(a, b) || SameFlag(a, b),
            _ => false,
        };

    private static bool SameNumber(JValue a, JValue b) =>
        (a.Type is JTokenType.Integer or JTokenType.Float && Text(a) == Text(b))
        || (Number(a) is { } left && Number(b) is { } right && left == right);

    private static string? Text(JValue value) => Convert.ToString(value.Value, CultureInfo.InvariantCulture);

    private static decimal? Number(JValue value) =>
        value.Type is JTokenType.Integer or JTokenType.Float or JTokenType.String
        && decimal.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static bool SameInstant(JValue a, JValue b) => Instant(a) is { } left && Instant(b) is { } right && left == right;

    private static DateTimeOffset? Instant(JValue value) =>
        value.Type == JTokenType.String
        && DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    // Rails columns that became flags are 0, 1 or text in old records.
    private static bool SameFlag(JValue a, JValue b) => Flag(a) is { } left && Flag(b) is { } right && left == right;

    private static bool? Flag(JValue value) =>
        value.Value switch
        {
            bool flag => flag,
            0L => false,
            1L => true,
            string text when bool.TryParse(text, out var flag) => flag,
            _ => null,
        };
}
