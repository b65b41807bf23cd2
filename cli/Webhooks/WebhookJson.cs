using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>Writes JSON without reflection.</summary>
internal static class WebhookJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object.</summary>
    public static JsonDocument Write(Action<Utf8JsonWriter> fields) => JsonDocument.Parse(Bytes(fields));

    /// <summary>Writes an object as bytes.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> fields)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Returns a value on one line.</summary>
    public static string Line(JsonElement value)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            value.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
