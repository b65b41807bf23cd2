using System.Text.Json;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Emulator.Engine;

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
        JsonSerializer.Serialize((string[])[Method, Path, .. Query.SelectMany(pair => (string[])[pair.Key, pair.Value])]);

    public static ReplayRequest Of(Exchange exchange) =>
        new(
            exchange.Method,
            Decode(PathString.FromUriComponent(exchange.Path)),
            Sorted(exchange.Query),
            exchange.Request.Body.IsRecorded ? ReplayBody.Of(exchange.Request.Body.Utf8, exchange.Request.Header("Content-Type")) : null
        );

    public static ReplayRequest Of(HttpRequest request, byte[] body) =>
        new(
            request.Method,
            Decode(request.Path),
            Sorted(new QueryText(request.QueryString.Value).Pairs),
            ReplayBody.Of(body, request.ContentType)
        );

    // A path keeps the escape of a slash.
    private static string Decode(PathString path) => Uri.UnescapeDataString(path.Value ?? "");

    private static List<KeyValuePair<string, string>> Sorted(IEnumerable<KeyValuePair<string, string>> pairs) =>
        [.. pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)];
}
