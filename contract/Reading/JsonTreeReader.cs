using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Contracts.Reading;

/// <summary>Reads JSON as a tree with the line of each node.</summary>
internal static class JsonTreeReader
{
    public static SpecFile Read(string name, ReadOnlyMemory<byte> utf8, int maxNodes = TreeLimits.MaxNodes, KeyPositions? keys = null)
    {
        var lines = new LineIndex(utf8);
        var positions = new Dictionary<JsonNode, SourcePosition>(ReferenceEqualityComparer.Instance);

        // The limit of the reader is larger, so that our limit applies first and our message is shown.
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = TreeLimits.MaxDepth + 1 });
        try
        {
            reader.Read();
            var count = 0;
            var root = (JsonObject)Convert(ref reader, ref count)!;

            // The reader reports the rest as malformed.
            reader.Read();
            return new SpecFile(name, root, positions, keys);
        }
        catch (JsonException exception)
        {
            var position = lines.PositionIn((int)(exception.LineNumber ?? 0), (int)(exception.BytePositionInLine ?? 0));
            throw new InputException(name, position, "Malformed JSON: " + WithoutPlace(exception.Message), exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new InputException(
                name,
                lines.PositionOf(reader.TokenStartIndex),
                "Malformed JSON: a string contains an unpaired surrogate.",
                exception
            );
        }

        JsonNode? Convert(ref Utf8JsonReader reader, ref int count)
        {
            var position = lines.PositionOf(reader.TokenStartIndex);
            if (++count > maxNodes)
            {
                throw new InputException(name, position, $"More than {maxNodes} values.");
            }

            if (reader.CurrentDepth >= TreeLimits.MaxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                throw new InputException(name, position, $"Nested deeper than {TreeLimits.MaxDepth} levels.");
            }

            JsonNode? node;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    var map = new JsonObject();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    {
                        var key = reader.GetString()!;
                        if (map.ContainsKey(key))
                        {
                            throw new InputException(
                                name,
                                lines.PositionOf(reader.TokenStartIndex),
                                $"Duplicate key \"{key}\" in an object."
                            );
                        }

                        keys?.Add(map, key, lines.PositionOf(reader.TokenStartIndex));
                        reader.Read();
                        map.Add(key, Convert(ref reader, ref count));
                    }

                    node = map;
                    break;
                case JsonTokenType.StartArray:
                    var list = new JsonArray();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        list.Add(Convert(ref reader, ref count));
                    }

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
                    node =
                        reader.TryGetInt64(out var whole) ? JsonValue.Create(whole)
                        : reader.TryGetDecimal(out var exact) ? JsonValue.Create(exact)
                        : JsonValue.Create(Encoding.UTF8.GetString(reader.ValueSpan));
                    break;
            }

            positions[node] = position;
            return node;
        }
    }

    private static string WithoutPlace(string message) => message.Split(" LineNumber:", 2)[0];
}
