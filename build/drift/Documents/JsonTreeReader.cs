using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Drift.Documents;

/// <summary>Reads JSON as a tree with the line of each node.</summary>
internal static class JsonTreeReader
{
    public static SpecFile Read(string name, ReadOnlyMemory<byte> utf8)
    {
        var lines = new LineIndex(utf8);
        var positions = new Dictionary<JsonNode, SourcePosition>(ReferenceEqualityComparer.Instance);
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = TreeLimits.MaxDepth });
        try
        {
            reader.Read();
            var root = (JsonObject)Convert(ref reader, name, lines, positions)!;
            if (reader.Read())
                throw new InputException(name, lines.PositionOf(reader.TokenStartIndex), "Something follows the end of the JSON object.");
            return new SpecFile(name, root, positions);
        }
        catch (JsonException exception)
        {
            var position = new SourcePosition((int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            throw new InputException(name, position, "Malformed JSON: " + WithoutPlace(exception.Message), exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new InputException(name, lines.PositionOf(reader.TokenStartIndex), "Malformed JSON: a text is not valid UTF-8.", exception);
        }
    }

    private static JsonNode? Convert(ref Utf8JsonReader reader, string name, LineIndex lines, Dictionary<JsonNode, SourcePosition> positions)
    {
        var start = reader.TokenStartIndex;
        JsonNode? node;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var map = new JsonObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    if (map.ContainsKey(key))
                        throw new InputException(name, lines.PositionOf(reader.TokenStartIndex), $"The key \"{key}\" stands twice in one object.");
                    reader.Read();
                    map.Add(key, Convert(ref reader, name, lines, positions));
                }

                node = map;
                break;
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Add(Convert(ref reader, name, lines, positions));
                node = list;
                break;
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                node = JsonValue.Create(reader.GetString()!);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                node = JsonValue.Create(reader.GetBoolean());
                break;
            default:
                node = reader.TryGetInt64(out var whole) ? JsonValue.Create(whole)
                    : reader.TryGetDecimal(out var exact) ? JsonValue.Create(exact)
                    : JsonValue.Create(Encoding.UTF8.GetString(reader.ValueSpan));
                break;
        }

        positions[node] = lines.PositionOf(start);
        return node;
    }

    private static string WithoutPlace(string message) => message.Split(" LineNumber:", 2)[0];

    /// <summary>Finds line and column of a byte. Asked in ascending order for the most part.</summary>
    private sealed class LineIndex
    {
        private readonly List<int> _starts = [0];

        public LineIndex(ReadOnlyMemory<byte> utf8)
        {
            var span = utf8.Span;
            for (var index = 0; index < span.Length; index++)
            {
                if (span[index] == '\n')
                    _starts.Add(index + 1);
            }
        }

        public SourcePosition PositionOf(long offset)
        {
            var found = _starts.BinarySearch((int)offset);
            var line = found >= 0 ? found : ~found - 1;
            return new SourcePosition(line + 1, (int)offset - _starts[line] + 1);
        }
    }
}
