using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>Reads values from a recorded file. An invalid value is an error with its position.</summary>
internal sealed class RecordedJson(string file, ReadOnlyMemory<byte> utf8)
{
    /// <summary>The options for reading JSON. A duplicate key is an error, because readers differ in which value they take.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = TreeLimits.MaxDepth, AllowDuplicateProperties = false };

    private readonly ReadOnlyMemory<byte> _utf8 = UnpairedSurrogates.Replace(utf8);

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="InputException">The file is not a JSON object.</exception>
    public JsonElement Read()
    {
        var text = _utf8.Span.StartsWith("\uFEFF"u8) ? _utf8[3..] : _utf8;
        if (text.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            throw new InputException(
                file,
                new SourcePosition(1, 1),
                "Expected a JSON object: a HAR file, or an exchange with \"request\" and \"response\"."
            );
        }

        try
        {
            CheckTexts(text.Span);
            return JsonDocument.Parse(text, Options).RootElement;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            SpecFile.Parse(file, _utf8); // throws with the position
            throw new InputException(file, null, "Malformed JSON: " + exception.Message, exception);
        }
    }

    public JsonElement Object(JsonElement owner, string name, string pointer) =>
        Member(owner, name, pointer, JsonValueKind.Object, "an object");

    public JsonElement Array(JsonElement owner, string name, string pointer) => Member(owner, name, pointer, JsonValueKind.Array, "a list");

    public string Text(JsonElement owner, string name, string pointer) =>
        Member(owner, name, pointer, JsonValueKind.String, "a text").GetString()!;

    public string? OptionalText(JsonElement owner, string name, string pointer) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Text(owner, name, pointer) : null;

    public int Whole(JsonElement owner, string name, string pointer) =>
        Member(owner, name, pointer, JsonValueKind.Number, "a number").TryGetInt32(out var number)
            ? number
            : throw Error(JsonPointer.Append(pointer, name), $"\"{name}\" has to be a whole number.");

    /// <summary>Headers as a list of <c>{"name", "value"}</c>; none when the key is missing.</summary>
    public List<KeyValuePair<string, string>> Pairs(JsonElement owner, string name, string pointer)
    {
        if (!owner.TryGetProperty(name, out _))
        {
            return [];
        }

        var at = JsonPointer.Append(pointer, name);
        return
        [
            .. Array(owner, name, pointer)
                .EnumerateArray()
                .Select((pair, index) => KeyValuePair.Create(Text(pair, "name", $"{at}/{index}"), Text(pair, "value", $"{at}/{index}"))),
        ];
    }

    /// <summary>Reads all texts, because those that are not Unicode otherwise fail when they are used.</summary>
    /// <exception cref="InvalidOperationException">A text has invalid bytes or an unpaired surrogate.</exception>
    /// <exception cref="JsonException">The JSON is malformed.</exception>
    public static void CheckTexts(ReadOnlySpan<byte> utf8)
    {
        if (Utf8.IsValid(utf8) && utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = TreeLimits.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                reader.GetString();
            }
        }
    }

    /// <summary>Creates an error at a position of the file.</summary>
    public InputException Error(string pointer, string problem) => new(file, SpecFile.Parse(file, _utf8).PositionOf(pointer), problem);

    /// <summary>Decodes base64.</summary>
    public string Decode(string base64, string pointer)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: false).GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            throw Error(pointer, "The text is declared as base64, but is not valid base64.");
        }
    }

    private JsonElement Member(JsonElement owner, string name, string pointer, JsonValueKind kind, string wanted)
    {
        if (owner.ValueKind != JsonValueKind.Object)
        {
            throw Error(pointer, $"Expected an object with \"{name}\" here.");
        }

        if (!owner.TryGetProperty(name, out var value))
        {
            throw Error(pointer, $"\"{name}\" is missing.");
        }

        return value.ValueKind == kind ? value : throw Error(JsonPointer.Append(pointer, name), $"\"{name}\" has to be {wanted}.");
    }
}
