using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Support;

/// <summary>JSON taken literally: dates stay text, and comparing allows only what the library documents as the same.</summary>
internal static class JsonTexts
{
    /// <summary>Parses by System.Text.Json, so that the reader of the library is not its own judge.</summary>
    public static JObject Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (JObject)Convert(document.RootElement);
    }

    private static JToken Convert(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => new JObject(
                element.EnumerateObject().Select(static property => new JProperty(property.Name, Convert(property.Value)))
            ),
            JsonValueKind.Array => new JArray(element.EnumerateArray().Select(Convert)),
            JsonValueKind.String => new JValue(element.GetString()),
            JsonValueKind.Number => Number(element.GetRawText()),
            JsonValueKind.True or JsonValueKind.False => new JValue(element.GetBoolean()),
            _ => JValue.CreateNull(),
        };

    private static JValue Number(string text) =>
        text.All(static character => character is '-' or (>= '0' and <= '9'))
            ? (
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                    ? new JValue(whole)
                    : new JValue(BigInteger.Parse(text, CultureInfo.InvariantCulture))
            )
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? new JValue(exact)
        : new JValue(double.Parse(text, CultureInfo.InvariantCulture));

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
        || (Number(a) is { } left && Number(b) is { } right && left == right)
        || (Number(a) is null && Large(a) is { } first && first == Large(b));

    // Beyond decimal.
    private static double? Large(JValue value) =>
        double.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 1e28 ? number : null;

    /// <summary>Returns true if both are equal when their fractions are read as double, as JsonConvert reads them.</summary>
    public static bool SayTheSameAsDoubles(JToken left, JToken right) => SayTheSame(Rounded(left), Rounded(right));

    private static JToken Rounded(JToken token)
    {
        var copy = token.DeepClone();
        foreach (var value in ((JContainer)copy).DescendantsAndSelf().OfType<JValue>().ToList())
        {
            if (
                value.Type is JTokenType.Float or JTokenType.String
                && double.TryParse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Text(value)!.Contains('.', StringComparison.Ordinal)
            )
            {
                value.Value = number;
            }
        }

        return copy;
    }

    private static string? Text(JValue value) => System.Convert.ToString(value.Value, CultureInfo.InvariantCulture);

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
