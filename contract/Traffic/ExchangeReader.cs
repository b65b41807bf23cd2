using System.Text.Json;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>
/// Reads the project's own format, one exchange per file:
/// <c>{"request": {"method", "url", "headers": [{"name", "value"}], "body"}, "response": {"status", "headers", "body"}}</c>.
/// In place of <c>body</c> (JSON) there may be <c>bodyText</c> (any text) or <c>bodyOmitted</c> (why it was not recorded).
/// </summary>
internal static class ExchangeReader
{
    /// <exception cref="InputException">The file is not in this format.</exception>
    public static Exchange Read(RecordedJson file, JsonElement root, string source)
    {
        var request = file.Object(root, "request", "");
        var response = file.Object(root, "response", "");
        var (path, query) =
            RecordedAddress.Read(file.Text(request, "url", "/request"))
            ?? throw file.Error("/request/url", "\"url\" is not an address. Expected an absolute one, or a path that begins with a slash.");
        return new Exchange(
            source,
            file.Text(request, "method", "/request").ToUpperInvariant(),
            path,
            query,
            new ExchangeMessage(file.Pairs(request, "headers", "/request"), Body(file, request, "/request")),
            file.Whole(response, "status", "/response"),
            new ExchangeMessage(file.Pairs(response, "headers", "/response"), Body(file, response, "/response"))
        );
    }

    private static ExchangeBody Body(RecordedJson file, JsonElement message, string pointer)
    {
        if (message.TryGetProperty("body", out var json))
        {
            return ExchangeBody.Of(json);
        }

        if (message.TryGetProperty("bodyOmitted", out _))
        {
            return ExchangeBody.NotRecorded;
        }

        return file.OptionalText(message, "bodyText", pointer) is { } text ? ExchangeBody.Of(text) : ExchangeBody.None;
    }
}
