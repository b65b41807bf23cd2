using System;
using System.IO;
using System.Text.Json;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>
/// Lets System.Text.Json read and write a type in its form on the wire, by the rules of the client. Options of the serializer, such as
/// naming policies, do not change that form; the encoder and the indentation of the writer apply.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class WireJsonConverter<T> : System.Text.Json.Serialization.JsonConverter<T>
{
    // What the client writes is as deep as the user's models; the writer has a limit of its own.
    private const int MaximumDepth = 1000;

    /// <summary>Creates a converter.</summary>
    protected WireJsonConverter() { }

    /// <summary>Reads a value.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="type">The type that was asked for.</param>
    protected abstract T? ReadFrom(JsonReader reader, Type type);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    protected abstract void WriteTo(JsonWriter writer, T value);

    /// <inheritdoc />
    public sealed override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            return Parse(RawBytes(document.RootElement), typeToConvert);
        }
        catch (JsonReaderException)
        {
            // The options of the serializer may allow comments and trailing commas, which the document leaves out.
            return ParseAgain(document.RootElement, typeToConvert);
        }
        catch (Newtonsoft.Json.JsonException exception)
        {
            throw Unreadable(typeToConvert, exception);
        }
        catch (ApiException exception)
        {
            throw Unreadable(typeToConvert, exception);
        }
    }

    /// <inheritdoc />
    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        using var text = new Utf8TextWriter();
        using (var json = new JsonTextWriter(text) { ArrayPool = JsonArrayPool.Shared, CloseOutput = false })
        {
            WriteTo(json, value);
        }

        // By way of a document, so that the encoder of the writer escapes the texts: the JSON may become part of a page.
        using var document = JsonDocument.Parse(text.ToArray(), new JsonDocumentOptions { MaxDepth = MaximumDepth });
        document.RootElement.WriteTo(writer);
    }

    private T? Parse(byte[] json, Type type)
    {
        using var reader = new JsonBytesReader(json, json.Length);
        reader.Read();
        var value = ReadFrom(reader, type);
        JsonResult.ReadToEnd(reader);
        return value;
    }

    private T? ParseAgain(JsonElement element, Type type)
    {
        try
        {
            using var json = new MemoryStream();
            using (var writer = new Utf8JsonWriter(json))
            {
                element.WriteTo(writer);
            }

            return Parse(json.ToArray(), type);
        }
        catch (Exception exception) when (exception is Newtonsoft.Json.JsonException or InvalidOperationException)
        {
            throw Unreadable(type, exception);
        }
    }

    private static System.Text.Json.JsonException Unreadable(Type type, Exception exception) =>
        new($"The JSON cannot be read as {type.Name}: {exception.Message}", exception);

    private static byte[] RawBytes(JsonElement element)
    {
#if NET
        return System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element).ToArray();
#else
        return System.Text.Encoding.UTF8.GetBytes(element.GetRawText());
#endif
    }
}
