using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace ClickFunnels;

/// <summary>The part of an exchange that was sent, redacted where it is not a body.</summary>
internal sealed class SentExchange(string method, string path, string query, IReadOnlyList<KeyValuePair<string, string>> headers, RecordedBody body)
{
    public string Method { get; } = method;

    public string Path { get; } = path;

    public string Query { get; } = query;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers;

    public RecordedBody Body { get; } = body;
}

/// <summary>Status and headers of an answer, redacted.</summary>
internal sealed class AnswerHead(int status, IReadOnlyList<KeyValuePair<string, string>> headers)
{
    public int Status { get; } = status;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers;
}

/// <summary>Writes exchanges in the format that <c>clickfunnels-drift responses</c> reads.</summary>
internal static class ExchangeText
{
    public static async Task<SentExchange> OfRequestAsync(HttpRequestMessage request, int maxBodyBytes)
    {
        var address = request.RequestUri!;
        var body = RecordedBody.None;
        if (request.Content is { } content)
        {
            // The client's own bodies are in memory, so that reading them takes nothing from who sends them.
            var bytes = await content.ReadAsByteArrayAsync().ConfigureAwait(false);
            body = bytes.Length > maxBodyBytes ? RecordedBody.Without(content, "too large") : RecordedBody.Of(content, bytes, bytes.Length);
        }

        var path = Redaction.Path(address.AbsolutePath, RecordedRoute.Of(request));
        return new SentExchange(request.Method.Method, path, Redaction.Query(address.Query), RedactedHeaders.Of(path, request.Headers, request.Content?.Headers), body);
    }

    public static AnswerHead OfAnswer(HttpResponseMessage response, string path) =>
        new((int)response.StatusCode, RedactedHeaders.Of(path, response.Headers, response.Content?.Headers));

    public static byte[] Write(SentExchange sent, AnswerHead head, RecordedBody answer)
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
            Body(json, sent.Body);
            json.WriteEndObject();

            json.WritePropertyName("response");
            json.WriteStartObject();
            json.WritePropertyName("status");
            json.WriteValue(head.Status);
            Headers(json, head.Headers);
            Body(json, answer);
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

    private static void Body(JsonTextWriter json, RecordedBody body)
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
        else if (RedactedJson.Write(body.Bytes, body.Length) is { } redacted)
        {
            json.WritePropertyName("body");
            json.WriteRawValue(redacted);
        }
        else
        {
            // No JSON, although it says so: that is what the check has to know of it.
            json.WritePropertyName("bodyText");
            json.WriteValue(Redaction.Text);
        }
    }

    private static bool IsJson(string? mediaType) =>
        mediaType is null || mediaType.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
}
