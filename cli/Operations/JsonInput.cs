using System.Text.Json;
using System.Text.Unicode;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Operations;

/// <summary>Reads JSON that a user passes. Numbers stay as they are written.</summary>
internal static class JsonInput
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 64 };

    /// <summary>Reads a value.</summary>
    /// <exception cref="JsonInputException">It is not JSON, or a part of it could not be sent as it is.</exception>
    public static JToken Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = Parse(utf8);
        return From(document.RootElement);
    }

    /// <summary>Reads a document whose texts are all valid.</summary>
    /// <exception cref="JsonInputException">It is not JSON, or it has a text that is not valid Unicode.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            throw new JsonInputException("is not text in UTF-8");
        }

        try
        {
            CheckTexts(utf8.Span);
            return JsonDocument.Parse(utf8, Limits);
        }
        catch (JsonException exception)
        {
            throw new JsonInputException($"is not JSON: line {exception.LineNumber + 1}, position {exception.BytePositionInLine + 1}");
        }
    }

    // Escapes such as \ud800 may be halves of a character.
    private static void CheckTexts(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                try
                {
                    reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    var before = utf8[..(int)reader.TokenStartIndex];
                    throw new JsonInputException(
                        $"has a text that is not valid Unicode: line {before.Count((byte)'\n') + 1}, "
                            + $"position {before.Length - before.LastIndexOf((byte)'\n')}"
                    );
                }
            }
        }
    }

    private static JToken From(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => FromObject(element),
            JsonValueKind.Array => new JArray(element.EnumerateArray().Select(From)),
            JsonValueKind.String => new JValue(element.GetString()),
            JsonValueKind.Number => new JRaw(element.GetRawText()),
            JsonValueKind.True => new JValue(true),
            JsonValueKind.False => new JValue(false),
            _ => JValue.CreateNull(),
        };

    private static JObject FromObject(JsonElement element)
    {
        var result = new JObject();
        foreach (var property in element.EnumerateObject())
        {
            if (!result.TryAdd(property.Name, From(property.Value)))
            {
                throw new JsonInputException($"has the key {property.Name} twice in one object");
            }
        }

        return result;
    }
}

/// <summary>JSON that a user passed cannot be used. The message is a predicate, such as "is not JSON: line 1, position 2".</summary>
internal sealed class JsonInputException(string problem) : Exception(problem);
