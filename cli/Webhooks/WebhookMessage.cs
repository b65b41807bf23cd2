using System.Globalization;
using System.Text;
using System.Text.Json;
using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Running;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>
/// A delivery as a file: the headers, one in each line, an empty line, and the raw body. A JSON object with <c>headers</c> and
/// <c>body</c> is read as well.
/// </summary>
internal sealed record WebhookMessage(string? Signature, string? Timestamp, byte[] Body)
{
    private const int MaximumHeaders = 64 * 1024;

    /// <summary>Reads a file.</summary>
    /// <exception cref="CliException">It has another form.</exception>
    public static WebhookMessage Parse(byte[] bytes, string name)
    {
        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        return bytes.AsSpan(start).TrimStart(" \t\r\n"u8).StartsWith("{"u8) ? ParseJson(bytes, start, name) : ParseText(bytes, start, name);
    }

    /// <summary>Returns the content of a file.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder("Content-Type: application/json\r\n");
        Append(head, WebhookHeaders.Signature, Signature);
        Append(head, WebhookHeaders.Timestamp, Timestamp);
        head.Append("\r\n");
        return [.. Encoding.UTF8.GetBytes(head.ToString()), .. Body];
    }

    private static void Append(StringBuilder head, string name, string? value)
    {
        if (value is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value.ReplaceLineEndings(" ")}\r\n");
        }
    }

    private static WebhookMessage ParseText(byte[] bytes, int start, string name)
    {
        string? signature = null;
        string? timestamp = null;
        var isFirst = true;
        while (ReadLine(bytes, ref start) is { } line)
        {
            if (line.Length == 0)
            {
                return new WebhookMessage(signature, timestamp, bytes[start..]);
            }

            // A message of HTTP may begin with the line of its request.
            var isRequest = isFirst && line.Contains(" HTTP/", StringComparison.Ordinal);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            isFirst = false;
            if (!isRequest && colon <= 0)
            {
                break;
            }

            if (!isRequest)
            {
                Keep(line[..colon].Trim(), line[(colon + 1)..].Trim(), ref signature, ref timestamp);
            }
        }

        throw NoMessage(name);
    }

    // Returns a line of the headers; null at the end of the file or after too much text.
    private static string? ReadLine(byte[] bytes, ref int start)
    {
        var end = bytes.AsSpan(start).IndexOf((byte)'\n');
        if (end < 0 || start > MaximumHeaders)
        {
            return null;
        }

        var line = Encoding.UTF8.GetString(bytes.AsSpan(start, end)).TrimEnd('\r');
        start += end + 1;
        return line;
    }

    private static WebhookMessage ParseJson(byte[] bytes, int start, string name)
    {
        try
        {
            using var document = JsonInput.Parse(bytes.AsMemory(start));
            var root = document.RootElement;
            if (!root.TryGetProperty("headers", out var headers) || !root.TryGetProperty("body", out var body))
            {
                throw NoMessage(name);
            }

            string? signature = null;
            string? timestamp = null;
            foreach (var header in headers.ValueKind == JsonValueKind.Object ? headers.EnumerateObject() : throw NoMessage(name))
            {
                var value = header.Value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : header.Value;
                Keep(header.Name, value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(value), ref signature, ref timestamp);
            }

            var raw = body.ValueKind == JsonValueKind.String ? body.GetString()! : body.GetRawText();
            return new WebhookMessage(signature, timestamp, Encoding.UTF8.GetBytes(raw));
        }
        catch (JsonInputException exception)
        {
            throw CliException.Input($"{name} {exception.Message}.");
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Keep(string header, string? value, ref string? signature, ref string? timestamp)
    {
        if (header.Equals(WebhookHeaders.Signature, StringComparison.OrdinalIgnoreCase))
        {
            signature = value;
        }
        else if (header.Equals(WebhookHeaders.Timestamp, StringComparison.OrdinalIgnoreCase))
        {
            timestamp = value;
        }
    }

    private static CliException NoMessage(string name) =>
        CliException.Input(
            $"{name} is not a saved delivery: expected header lines, an empty line and the body, or a JSON object with headers and body. "
                + "For a file with the raw body, add --signature and --timestamp."
        );
}
