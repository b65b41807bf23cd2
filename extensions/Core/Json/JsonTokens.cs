using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>
/// Reads any JSON value as tokens that are written back with the same digits: a number that no value of .NET writes in the same way is
/// kept as <see cref="JRaw" />.
/// </summary>
internal static class JsonTokens
{
    /// <summary>Reads the value at the position of the reader.</summary>
    public static JToken Read(JsonReader reader)
    {
        switch (reader)
        {
            case JsonBytesReader bytes:
                return Read(bytes);
            // JToken.ReadFrom does not know raw tokens.
            case JTokenReader { CurrentToken: { } token }:
                reader.Skip();
                return token.DeepClone();
            default:
                return JToken.ReadFrom(reader);
        }
    }

    private static JToken Read(JsonBytesReader reader) =>
        reader.TokenType switch
        {
            JsonToken.StartObject => ReadObject(reader),
            JsonToken.StartArray => ReadArray(reader),
            JsonToken.String => new JValue((string)reader.Value!),
            JsonToken.Integer or JsonToken.Float => ReadNumber(reader),
            JsonToken.Boolean => new JValue((bool)reader.Value!),
            JsonToken.Null => JValue.CreateNull(),
            _ => throw new JsonReaderException($"Expected a value, but found {reader.TokenType}."),
        };

    // The reader limits the depth.
    private static JObject ReadObject(JsonBytesReader reader)
    {
        var json = new JObject();
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            json[name] = Read(reader);
        }

        return json;
    }

    private static JArray ReadArray(JsonBytesReader reader)
    {
        var json = new JArray();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            json.Add(Read(reader));
        }

        return json;
    }

    // A decimal before a double, because it converts to both without losing digits.
    private static JValue ReadNumber(JsonBytesReader reader)
    {
        if (reader.TryGetInt64(out var number) && number != 0)
        {
            return new JValue(number);
        }

        var text = reader.NumberText;
        return JsonNumber.ToWrittenAs(text, reader.TokenType == JsonToken.Integer) is { } value ? new JValue(value) : new JRaw(text);
    }
}
