using System.Text.Encodings.Web;
using System.Text.Json;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Jobs;

/// <summary>Writes the result of a job as data.</summary>
internal static class JobRecord
{
    /// <summary>Writes one record.</summary>
    public static async Task WriteAsync(
        CommandRun run,
        IReadOnlyList<string> columns,
        Action<Utf8JsonWriter> write,
        CancellationToken cancellationToken
    )
    {
        using var json = Of(write);
        var writer = run.Write(new OutputShape { IsList = false, Columns = columns });
        await writer.WriteAsync(json.RootElement, cancellationToken);
        await writer.EndAsync(cancellationToken);
    }

    /// <summary>Returns one record.</summary>
    public static JsonDocument Of(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return JsonDocument.Parse(bytes.ToArray());
    }

    /// <summary>Writes the members of an object that a library wrote as JSON, without its line breaks.</summary>
    public static void WriteMembers(this Utf8JsonWriter json, string text)
    {
        using var document = JsonDocument.Parse(text);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            member.WriteTo(json);
        }
    }

    /// <summary>Writes JSON that a library wrote, without its line breaks; null for none.</summary>
    public static void WriteJson(this Utf8JsonWriter json, string name, string? text)
    {
        using var document = JsonDocument.Parse(text ?? "null");
        json.WritePropertyName(name);
        document.RootElement.WriteTo(json);
    }

    /// <summary>Writes a list of objects.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes an id, or null.</summary>
    public static void WriteId(this Utf8JsonWriter json, string name, long? id)
    {
        if (id is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes a duration in seconds, with tenths.</summary>
    public static void WriteSeconds(this Utf8JsonWriter json, string name, TimeSpan time) =>
        json.WriteNumber(name, decimal.Round((decimal)time.TotalSeconds, 1));
}
