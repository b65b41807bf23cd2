using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Copies JSON token by token, redacting texts, and everything in objects with keys of any name.</summary>
internal static class RedactedJson
{
    /// <summary>Returns the redacted JSON; null when the bytes are not JSON, or an object has two properties of one name.</summary>
    public static string? Write(byte[] bytes, int length, Redaction redaction)
    {
        using var text = new Utf8TextWriter();
        try
        {
            using var reader = new JsonBytesReader(bytes, length);
            using var writer = new JsonTextWriter(text) { CloseOutput = false, AutoCompleteOnClose = false };
            return Copy(reader, writer, redaction) ? Encoding.UTF8.GetString(text.ToArray()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Copy(JsonBytesReader reader, JsonTextWriter writer, Redaction redaction)
    {
        var levels = new Stack<Level>();
        var roots = 0;
        string? property = null;
        while (reader.Read())
        {
            roots += levels.Count == 0 ? 1 : 0;
            var isFree = (levels.Count > 0 && levels.Peek().IsFree) || (property is not null && redaction.IsFreeObject(property));
            switch (reader.TokenType)
            {
                case JsonToken.StartObject or JsonToken.StartArray:
                    var isObject = reader.TokenType == JsonToken.StartObject;
                    levels.Push(new Level(isObject, isFree));
                    Begin(writer, isObject);
                    property = null;
                    break;
                case JsonToken.EndObject or JsonToken.EndArray:
                    End(writer, levels.Pop().IsObject);
                    break;
                case JsonToken.PropertyName:
                    property = (string)reader.Value!;
                    if (levels.Peek().Name(property) is not { } name)
                    {
                        return false;
                    }

                    writer.WritePropertyName(name);
                    break;
                case JsonToken.String:
                    writer.WriteValue(redaction.Value((string)reader.Value!, property, isFree));
                    property = null;
                    break;
                case JsonToken.Comment:
                    return false;
                // Zero and false keep the type, which is what the contract says something about.
                case JsonToken.Integer when isFree:
                    writer.WriteValue(0);
                    property = null;
                    break;
                case JsonToken.Float when isFree:
                    writer.WriteValue(0.0);
                    property = null;
                    break;
                case JsonToken.Boolean when isFree:
                    writer.WriteValue(false);
                    property = null;
                    break;
                // As they were sent, and in linear time.
                case JsonToken.Integer or JsonToken.Float:
                    writer.WriteRawValue(reader.NumberText);
                    property = null;
                    break;
                default:
                    writer.WriteValue(reader.Value);
                    property = null;
                    break;
            }
        }

        writer.Flush();
        return levels.Count == 0 && roots == 1;
    }

    private static void Begin(JsonTextWriter writer, bool isObject)
    {
        if (isObject)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }
    }

    private static void End(JsonTextWriter writer, bool isObject)
    {
        if (isObject)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }

    /// <summary>An object or array that is being written.</summary>
    private sealed class Level(bool isObject, bool isFree)
    {
        private readonly HashSet<string> _names = [];

        public bool IsObject { get; } = isObject;

        /// <summary>True for an object with keys of any name and for everything in it.</summary>
        public bool IsFree { get; } = isFree;

        /// <summary>Returns the name as it is recorded; null when the object already has a property of that name.</summary>
        public string? Name(string name)
        {
            if (!_names.Add(name))
            {
                return null;
            }

            var redacted = Redaction.PropertyName(name, IsFree);
            return redacted == name ? name : redacted + " " + _names.Count.ToString(CultureInfo.InvariantCulture);
        }
    }
}
