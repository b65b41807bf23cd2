using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>Values in one form, so that those of a sink can be compared with those that were committed.</summary>
internal static class CanonicalJson
{
    public static string Of(object value, SyncColumnType type) =>
        value switch
        {
            long number => number.ToString(CultureInfo.InvariantCulture),
            decimal number => OfNumber(number.ToString(CultureInfo.InvariantCulture)),
            bool yes => yes ? "true" : "false",
            DateTimeOffset time => Quote(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)),
            string json when type == SyncColumnType.Json && TryParse(json) is { } canonical => canonical,
            string text => Quote(text),
            _ => throw new ArgumentException($"There is no {value.GetType()} in a sink.", nameof(value)),
        };

    /// <summary>Returns the values of a JSON object by name.</summary>
    public static Dictionary<string, string> OfExtra(string? extra) => OfExtra(extra, static json => json);

    /// <summary>Returns the values of the column <c>_extra</c> by name, without the escape for what a database cannot store.</summary>
    public static Dictionary<string, string> OfStoredExtra(string? extra) => OfExtra(extra, Unescape);

    private static Dictionary<string, string> OfExtra(string? extra, Func<string, string> unescape)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        if (extra is null)
        {
            return values;
        }

        using var document = Parse(EscapeSurrogates(unescape(extra)));
        foreach (var field in document.RootElement.EnumerateObject())
        {
            values.Add(Name(field), TryParse(unescape(field.Value.GetRawText()))!);
        }

        return values;
    }

    private static string Unescape(string json)
    {
        using var document = Parse(json);
        return
            document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.EnumerateObject().ToList() is [{ Value.ValueKind: JsonValueKind.String } field]
            && Name(field) == "$json"
            ? Text(field.Value.GetRawText())
            : json;
    }

    private static string? TryParse(string json)
    {
        try
        {
            using var document = Parse(EscapeSurrogates(json));
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonDocument Parse(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 100_000 });

    private static string Of(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "{"
                + string.Join(
                    ',',
                    element
                        .EnumerateObject()
                        .Select(static field => (Name: Name(field), Value: Of(field.Value)))
                        .OrderBy(static field => field.Name, StringComparer.Ordinal)
                        .Select(static field => $"{Quote(field.Name)}:{field.Value}")
                )
                + "}",
            JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(Of))}]",
            JsonValueKind.String => Quote(Text(element.GetRawText())),
            JsonValueKind.Number => OfNumber(element.GetRawText()),
            _ => element.GetRawText(),
        };

    private static string OfNumber(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value != 0
            ? (value / 1.0000000000000000000000000000m).ToString("0.#############################", CultureInfo.InvariantCulture)
        : value == 0 && number.All(static digit => !char.IsBetween(digit, '1', '9')) ? "0"
        : number;

    private static string Name(JsonProperty field) => Text('"' + Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(field)) + '"');

    private static string Quote(string text) =>
        '"'
        + string.Concat(
            text.Select(static unit =>
                unit is '"' or '\\' or < ' ' or > '~' ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}") : unit.ToString()
            )
        )
        + '"';

    private static string EscapeSurrogates(string json) =>
        string.Concat(
            json.Select(static unit =>
                char.IsSurrogate(unit) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}") : unit.ToString()
            )
        );

    // Decodes halves of surrogate pairs, too, which JsonElement refuses.
    private static string Text(string quoted)
    {
        var text = new StringBuilder();
        for (var index = 1; index < quoted.Length - 1; index++)
        {
            if (quoted[index] != '\\')
            {
                text.Append(quoted[index]);
                continue;
            }

            index++;
            text.Append(
                quoted[index] switch
                {
                    'u' => (char)ushort.Parse(quoted.AsSpan(index + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\b',
                    'f' => '\f',
                    var other => other,
                }
            );
            index += quoted[index] == 'u' ? 4 : 0;
        }

        return text.ToString();
    }
}
