using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>Rows of a JSON Lines file.</summary>
internal sealed class JsonLinesImportSource(string name, Func<Stream> open, Encoding? encoding) : ImportSource
{
    private static readonly string OrNotAllowed = $"is nested deeper than {ImportFiles.MaxDepth} levels, or has a field twice.";
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = ImportFiles.MaxDepth, AllowDuplicateProperties = false };

    public override string Name => name;

    public override async IAsyncEnumerable<ImportRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var stream = open();
        await using (stream.ConfigureAwait(false))
        {
            var lines = new LineReader(stream, encoding);
            await using (lines.ConfigureAwait(false))
            {
                while (await NextAsync(lines, cancellationToken).ConfigureAwait(false))
                {
                    if (lines.IsBlank)
                    {
                        continue;
                    }

                    yield return Row(lines, ImportFiles.Fraction(stream));
                }
            }
        }
    }

    private async Task<bool> NextAsync(LineReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or NotSupportedException)
        {
            throw ImportFiles.Unreadable(name, exception, lines.Number + 1);
        }
    }

    private static ImportRow Row(LineReader lines, double? fraction)
    {
        if (lines.IsTooLong)
        {
            return Bad(lines, $"is longer than {ImportFiles.MaxRowBytes} bytes.", fraction);
        }

        try
        {
            using var document = JsonDocument.Parse(lines.Line, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Bad(lines, "is not a JSON object.", fraction);
            }

            var columns = new List<string>();
            var values = new List<object?>();
            Flatten(document.RootElement, "", columns, values);
            return columns.Count > ImportFiles.MaxColumns ? Bad(lines, $"has more than {ImportFiles.MaxColumns} fields.", fraction)
                : columns.Exists(static column => column.Length is 0 or > ImportFiles.MaxNameLength || column.Any(char.IsControl))
                    ? Bad(lines, $"has a field without a usable name of 1 to {ImportFiles.MaxNameLength} characters.", fraction)
                : columns.Distinct(StringComparer.Ordinal).Count() < columns.Count
                    ? Bad(lines, "has a field twice: once nested, and once with a dot in its name.", fraction)
                : new ImportRow(lines.Number, columns, values, null) { Fraction = fraction };
        }
        catch (JsonException exception)
        {
            return Bad(
                lines,
                exception.BytePositionInLine is { } position
                    ? $"is not valid JSON at column {position + 1}, {OrNotAllowed}"
                    : $"is not valid JSON, {OrNotAllowed}",
                fraction
            );
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair.
            return Bad(lines, "has a text that is not valid Unicode.", fraction);
        }
    }

    private static ImportRow Bad(LineReader lines, string problem, double? fraction) =>
        new(lines.Number, [], [], problem) { Fraction = fraction };

    private static void Flatten(JsonElement element, string prefix, List<string> columns, List<object?> values)
    {
        foreach (var property in element.EnumerateObject())
        {
            var path = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Flatten(property.Value, path + ".", columns, values);
            }
            else
            {
                columns.Add(path);
                values.Add(Value(property.Value));
            }
        }
    }

    private static object? Value(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => Number(element),
            JsonValueKind.Array => element.EnumerateArray().Select(Item).ToList(),
            _ => null,
        };

    private static object? Item(JsonElement element) => element.ValueKind == JsonValueKind.Object ? Token(element) : Value(element);

    private static object Number(JsonElement element) =>
        element.TryGetInt64(out var whole) ? whole
        : element.TryGetDecimal(out var number) ? number
        : element.GetRawText();

    private static JToken Token(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => new JObject(
                element.EnumerateObject().Select(static property => new JProperty(property.Name, Token(property.Value)))
            ),
            JsonValueKind.Array => new JArray(element.EnumerateArray().Select(Token)),
            _ => Value(element) is { } value ? JToken.FromObject(value) : JValue.CreateNull(),
        };
}
