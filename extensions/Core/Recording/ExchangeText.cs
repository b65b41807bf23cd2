using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>The part of an exchange that was sent, redacted where it is not a body.</summary>
internal sealed class SentExchange(
    string method,
    string path,
    string query,
    IReadOnlyList<KeyValuePair<string, string>> headers,
    RecordedBody body
)
{
    public string Method { get; } = method;

    public string Path { get; } = path;

    public string Query { get; } = query;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers;

    public RecordedBody Body { get; } = body;
}

/// <summary>Status and headers of a response, redacted.</summary>
internal sealed class ResponseHead(int status, IReadOnlyList<KeyValuePair<string, string>> headers)
{
    public int Status { get; } = status;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers;
}

/// <summary>Writes exchanges in the format that the contract check reads.</summary>
internal static class ExchangeText
{
    public static async Task<SentExchange> OfRequestAsync(HttpRequestMessage request, Redaction redaction, int maxBodyBytes)
    {
        var address = request.RequestUri!;
        var body = RecordedBody.None;
        if (request.Content is { } content)
        {
            // Request bodies are in memory, so reading them does not consume them.
            var bytes = await content.ReadAsByteArrayAsync().ConfigureAwait(false);
            body = bytes.Length > maxBodyBytes ? RecordedBody.Without(content, "too large") : RecordedBody.Of(content, bytes, bytes.Length);
        }

        var path = redaction.Path(address.AbsolutePath, RecordedRoute.Of(request));
        return new SentExchange(
            request.Method.Method,
            path,
            redaction.Query(address.Query),
            RedactedHeaders.Of(redaction, path, request.Headers, request.Content?.Headers),
            body
        );
    }

    public static ResponseHead OfResponse(HttpResponseMessage response, Redaction redaction, string path) =>
        new((int)response.StatusCode, RedactedHeaders.Of(redaction, path, response.Headers, response.Content?.Headers));

    public static byte[] Write(SentExchange sent, ResponseHead head, RecordedBody response, Redaction redaction)
    {
        using var text = new Utf8TextWriter();
        using (var json = new JsonTextWriter(text) { CloseOutput = false })
        {
            json.WriteStartObject();
            json.WritePropertyName("request");
            json.WriteStartObject();
            json.WritePropertyName("method");
            json.WriteValue(sent.Method);
            json.WritePropertyName("url");
            json.WriteValue(sent.Path + sent.Query);
            Headers(json, sent.Headers);
            Body(json, sent.Body, redaction);
            json.WriteEndObject();

            json.WritePropertyName("response");
            json.WriteStartObject();
            json.WritePropertyName("status");
            json.WriteValue(head.Status);
            Headers(json, head.Headers);
            Body(json, response, redaction);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static void Headers(JsonTextWriter json, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        json.WritePropertyName("headers");
        json.WriteStartArray();
        foreach (var header in headers)
        {
            json.WriteStartObject();
            json.WritePropertyName("name");
            json.WriteValue(header.Key);
            json.WritePropertyName("value");
            json.WriteValue(header.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Body(JsonTextWriter json, RecordedBody body, Redaction redaction)
    {
        if (body.Omitted is not null)
        {
            json.WritePropertyName("bodyOmitted");
            json.WriteValue(body.Omitted);
        }
        else if (body.Bytes is null)
        {
            return;
        }
        else if (!IsJson(body.MediaType))
        {
            json.WritePropertyName("bodyOmitted");
            json.WriteValue("no JSON");
            json.WritePropertyName("bodyBytes");
            json.WriteValue(body.Length);
        }
        else if (RedactedJson.Write(body.Bytes, body.Length, redaction) is { } redacted)
        {
            json.WritePropertyName("body");
            json.WriteRawValue(redacted);
        }
        else
        {
            // The body is not JSON, although its content type says so; the check needs to know that.
            json.WritePropertyName("bodyText");
            json.WriteValue(Redaction.Text);
        }
    }

    private static bool IsJson(string? mediaType) =>
        mediaType is null
        || mediaType.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
}
