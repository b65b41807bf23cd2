using System.Text.Json;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>
/// Reads HTTP archives (HAR 1.1 and 1.2), as browsers and proxies write them. Pages, comments and timings are ignored.
/// </summary>
internal static class HarReader
{
    // Browsers record the length of bodies that they did not keep.
    private const string Encoded = "base64";

    /// <exception cref="InputException">The file is not in this format.</exception>
    public static IEnumerable<Exchange> Read(RecordedJson file, JsonElement root, string source)
    {
        var log = file.Object(root, "log", "");
        var index = -1;
        foreach (var entry in file.Array(log, "entries", "/log").EnumerateArray())
        {
            var pointer = $"/log/entries/{++index}";
            var request = file.Object(entry, "request", pointer);
            var response = file.Object(entry, "response", pointer);

            // Other addresses (data:, blob:, ws:) are not traffic of an API.
            if (RecordedAddress.Read(file.Text(request, "url", $"{pointer}/request")) is not var (path, query))
            {
                continue;
            }

            yield return new Exchange(
                $"{source}#{index + 1}",
                file.Text(request, "method", $"{pointer}/request").ToUpperInvariant(),
                path,
                query,
                new ExchangeMessage(Headers(file, request, $"{pointer}/request"), Sent(file, request, $"{pointer}/request")),
                file.Whole(response, "status", $"{pointer}/response"),
                new ExchangeMessage(Headers(file, response, $"{pointer}/response"), Received(file, response, $"{pointer}/response"))
            );
        }
    }

    // HTTP/2 has pseudo headers such as :path.
    private static List<KeyValuePair<string, string>> Headers(RecordedJson file, JsonElement message, string pointer) =>
        [.. file.Pairs(message, "headers", pointer).Where(header => !header.Key.StartsWith(':'))];

    private static ExchangeBody Sent(RecordedJson file, JsonElement request, string pointer)
    {
        if (!request.TryGetProperty("postData", out var data) || data.ValueKind == JsonValueKind.Null)
        {
            return Size(request, "bodySize") > 0 ? ExchangeBody.NotRecorded : ExchangeBody.None;
        }

        return HasText(data) || Size(request, "bodySize") == 0 ? Body(file, data, $"{pointer}/postData") : ExchangeBody.NotRecorded;
    }

    private static ExchangeBody Received(RecordedJson file, JsonElement response, string pointer)
    {
        var content = file.Object(response, "content", pointer);
        if (HasText(content))
        {
            return Body(file, content, $"{pointer}/content");
        }

        // Without a text, only a size of 0 says that there was no body. A missing or negative size is unknown.
        var (size, transferred) = (Size(content, "size"), Size(response, "bodySize"));
        return size > 0 || transferred > 0 || size != 0 && transferred != 0 ? ExchangeBody.NotRecorded : ExchangeBody.None;
    }

    private static bool HasText(JsonElement content) =>
        content.ValueKind != JsonValueKind.Object || content.TryGetProperty("text", out var text) && text.ValueKind != JsonValueKind.Null;

    private static double? Size(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var size) && size.ValueKind == JsonValueKind.Number && size.GetDouble() is >= 0 and var known
            ? known
            : null;

    private static ExchangeBody Body(RecordedJson file, JsonElement content, string pointer)
    {
        if (content.ValueKind != JsonValueKind.Object)
        {
            throw file.Error(pointer, "Expected an object here.");
        }

        if (file.OptionalText(content, "text", pointer) is not { } text)
        {
            return ExchangeBody.None;
        }

        return ExchangeBody.Of(file.OptionalText(content, "encoding", pointer) == Encoded ? file.Decode(text, $"{pointer}/text") : text);
    }
}
