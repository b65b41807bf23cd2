using System.Text;
using System.Text.Json;
using ClickFunnels.Emulator.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClickFunnels.Emulator.Requests;

/// <summary>
/// Writes each exchange to a file of its own, in the format that <c>clickfunnels-drift responses</c> reads. A file gets its name when it is
/// complete, so that a process that is killed leaves no part of an exchange for a reader.
/// </summary>
internal sealed class TrafficFolder
{
    private readonly string[] _secrets;
    private readonly string _folder;

    // Several emulators may share a folder.
    private readonly string _name = Guid.NewGuid().ToString("N")[..12];
    private long _count;

    /// <param name="folder">The folder; created if it does not exist.</param>
    /// <param name="credentialHeader">Header that carries the credential.</param>
    public TrafficFolder(string folder, string credentialHeader)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _secrets = SecretHeaders.With(credentialHeader);
    }

    public async Task WriteAsync(HttpRequest request, byte[] body, EmulatorResponse response, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder, $"{_name}-{Interlocked.Increment(ref _count):D6}.json");
        var part = file + ".part";
        try
        {
            await File.WriteAllBytesAsync(part, Describe(request, body, response), cancellationToken);
            File.Move(part, file);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private byte[] Describe(HttpRequest request, byte[] body, EmulatorResponse response)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("request");
            json.WriteString("method", request.Method);
            json.WriteString("url", request.GetEncodedPathAndQuery());
            WriteHeaders(
                json,
                request
                    .Headers.Where(header => !_secrets.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                    .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))
            );
            WriteBody(json, body);
            json.WriteEndObject();

            json.WriteStartObject("response");
            json.WriteNumber("status", response.Status);
            WriteHeaders(json, response.SentHeaders);
            WriteBody(json, response.SentBody);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteHeaders(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> headers)
    {
        json.WriteStartArray("headers");
        foreach (var (name, value) in headers)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteBody(Utf8JsonWriter json, byte[] body)
    {
        if (body.Length == 0)
        {
            return;
        }

        if (!IsJson(body))
        {
            json.WriteString("bodyText", Encoding.UTF8.GetString(body));
            return;
        }

        json.WritePropertyName("body");
        json.WriteRawValue(body);
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
