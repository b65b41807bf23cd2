using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.Emulator.Replay;

/// <summary>A body as its values: those of JSON or of a form, or one text.</summary>
internal sealed class ReplayBody
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Object = "{}";
    private const string List = "[]";
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = TreeLimits.MaxDepth, AllowDuplicateProperties = false };

    private ReplayBody(SortedDictionary<string, string> values)
    {
        Values = values;
        var text = string.Join(
            '\n',
            values.Select(value => $"{JsonSerializer.Serialize(value.Key, TextJson.Default.String)}: {value.Value}")
        );
        Digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Equal bodies have equal digests. The order of properties, the form of numbers, and spaces do not matter.</summary>
    public string Digest { get; }

    /// <summary>
    /// The values as JSON, by JSON pointer; <c>{}</c> and <c>[]</c> for objects and lists, whose members have pointers too.
    /// </summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    public static ReplayBody Of(byte[] utf8, string? contentType)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (utf8.Length > 0 && !TryReadForm(utf8, contentType, values) && !TryReadJson(utf8, values))
        {
            values.Clear();
            values[""] = JsonSerializer.Serialize(Encoding.UTF8.GetString(utf8), TextJson.Default.String);
        }

        return new ReplayBody(values);
    }

    private static bool TryReadForm(byte[] utf8, string? contentType, SortedDictionary<string, string> values)
    {
        if (contentType?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true)
        {
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(utf8));
            var fields = form.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
            Add("", JsonSerializer.SerializeToElement(fields, TextJson.Default.DictionaryStringStringArray), values);
            return true;
        }

        try
        {
            // The boundary differs from request to request.
            if (FormBody.Is(contentType))
            {
                Add("", JsonSerializer.SerializeToElement(FormBody.Read(utf8, contentType!).Fields, TextJson.Default.JsonNode), values);
                return true;
            }
        }
        catch (ApiProblem)
        {
            // A damaged form is a text.
        }

        return false;
    }

    private static bool TryReadJson(byte[] utf8, SortedDictionary<string, string> values)
    {
        try
        {
            using var document = JsonDocument.Parse(UnpairedSurrogates.Replace(utf8), Options);
            Add("", document.RootElement, values);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static void Add(string pointer, JsonElement value, SortedDictionary<string, string> values)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                values[pointer] = Object;
                foreach (var property in value.EnumerateObject())
                {
                    Add(JsonPointer.Append(pointer, property.Name), property.Value, values);
                }

                break;
            case JsonValueKind.Array:
                values[pointer] = List;
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    Add(JsonPointer.Append(pointer, index), item, values);
                }

                break;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                values[pointer] = number.ToString("0.############################", CultureInfo.InvariantCulture);
                break;
            case JsonValueKind.String:
                values[pointer] = JsonSerializer.Serialize(value.GetString()!, TextJson.Default.String);
                break;
            default:
                values[pointer] = value.GetRawText();
                break;
        }
    }
}
