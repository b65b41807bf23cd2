using System.Text.Json;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClickFunnels.Emulator.Replay;

/// <summary>A recorded or live request in the form in which they are compared.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path, decoded.</param>
/// <param name="Query">The parameters of the query, sorted.</param>
/// <param name="Body">The body; null if it was not recorded, so that any body fits.</param>
internal sealed record ReplayRequest(string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query, ReplayBody? Body)
{
    /// <summary>Method, path and query as one text. Requests are only equal if their bodies are, too.</summary>
    public string Address { get; } =
        JsonSerializer.Serialize(
            [Method, Path, .. Query.SelectMany(pair => (string[])[pair.Key, pair.Value])],
            TextJson.Default.StringArray
        );

    public static ReplayRequest Of(Exchange exchange) =>
        new(
            exchange.Method,
            Uri.UnescapeDataString(exchange.Path),
            Sorted(exchange.Query),
            exchange.Request.Body.IsRecorded ? ReplayBody.Of(exchange.Request.Body.Utf8, exchange.Request.Header("Content-Type")) : null
        );

    public static ReplayRequest Of(HttpRequest request, byte[] body)
    {
        // As it was sent, because the server decodes paths only in part.
        var sent = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var (path, query) = RecordedAddress.Read(sent) ?? (request.Path.Value ?? "", new QueryText(request.QueryString.Value).Pairs);
        return new(request.Method, Uri.UnescapeDataString(path), Sorted(query), ReplayBody.Of(body, request.ContentType));
    }

    private static List<KeyValuePair<string, string>> Sorted(IEnumerable<KeyValuePair<string, string>> pairs) =>
        [.. pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)];
}
