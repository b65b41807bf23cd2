using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Requests;

/// <summary>Shows bodies as text, without the secrets of an API.</summary>
internal sealed class BodyMask(SecretFields secrets)
{
    public const string Redacted = "[redacted]";

    private const string Html = "text/html";
    private const int MaxDepth = 64;
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Returns true if the value of a field or header is a secret.</summary>
    public bool IsSecret(string name) => name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) || secrets.Contains(name);

    /// <summary>Returns the text of a body; null if it is not text.</summary>
    public string? Show(byte[] body, string? contentType)
    {
        if (FormBody.Is(contentType))
        {
            return ShowForm(body, contentType!);
        }

        if (!Utf8.IsValid(body))
        {
            return null;
        }

        // The first letter counts, because many programs send JSON with the content type of a form.
        if (body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
        {
            return ShowJson(body);
        }

        var text = Encoding.UTF8.GetString(body);
        return contentType?.StartsWith(Html, StringComparison.OrdinalIgnoreCase) == true ? text : Query(text);
    }

    /// <summary>Returns a query, or the fields of a form, without secrets.</summary>
    public string Query(string query)
    {
        if (!query.Split('&').Any(pair => IsSecretPair(pair)))
        {
            return query;
        }

        return string.Join('&', query.Split('&').Select(pair => IsSecretPair(pair) ? $"{pair.Split('=')[0]}={Redacted}" : pair));
    }

    private bool IsSecretPair(string pair) =>
        pair.Contains('=', StringComparison.Ordinal) && secrets.Contains(Uri.UnescapeDataString(pair.Split('=')[0].TrimStart('?')));

    private string? ShowForm(byte[] body, string contentType)
    {
        try
        {
            return ShowJson(Encoding.UTF8.GetBytes(FormBody.Read(body, contentType).Fields.ToJsonString()));
        }
        catch (ApiProblem)
        {
            return null;
        }
    }

    // Copies token by token: of malformed JSON, the part before the error is shown.
    private string ShowJson(ReadOnlySpan<byte> json)
    {
        using var stream = new MemoryStream();
        var isWhole = true;
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
        {
            try
            {
                Copy(json, writer);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException)
            {
                isWhole = false;
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + (isWhole ? "" : "…");
    }

    private void Copy(ReadOnlySpan<byte> json, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });

        // Depth of the secret that is being copied: everything in it is hidden.
        var hidden = int.MaxValue;
        var isSecret = false;
        while (reader.Read())
        {
            var hides = isSecret || reader.CurrentDepth > hidden;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    hidden = isSecret ? Math.Min(hidden, reader.CurrentDepth) : hidden;
                    Start(writer, reader.TokenType);
                    isSecret = false;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    hidden = reader.CurrentDepth <= hidden ? int.MaxValue : hidden;
                    End(writer, reader.TokenType);
                    break;
                case JsonTokenType.PropertyName:
                    var name = reader.GetString()!;
                    writer.WritePropertyName(name);
                    isSecret = secrets.Contains(name);
                    break;
                case JsonTokenType.String when hides && reader.ValueSpan.Length > 0:
                case JsonTokenType.Number when hides:
                    writer.WriteStringValue(Redacted);
                    isSecret = false;
                    break;
                default:
                    WriteValue(writer, ref reader);
                    isSecret = false;
                    break;
            }
        }
    }

    private static void Start(Utf8JsonWriter writer, JsonTokenType token)
    {
        if (token == JsonTokenType.StartObject)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }
    }

    private static void End(Utf8JsonWriter writer, JsonTokenType token)
    {
        if (token == JsonTokenType.EndObject)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            case JsonTokenType.Number:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                writer.WriteBooleanValue(reader.GetBoolean());
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
