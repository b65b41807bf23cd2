using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Engine;

/// <summary>A body as it was sent.</summary>
/// <param name="Json">The JSON, or the JSON that a form represents.</param>
/// <param name="Files">Files of a form; null if the body is not a form.</param>
internal readonly record struct SentBody(JsonNode? Json, IReadOnlyList<SentFile>? Files);

/// <summary>Parses a body and takes the record out of its envelope.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    [Behavior("A body that is not JSON returns 400", Evidence.Documented, "published spec 2026-08")]
    [Behavior(
        "Text that is not valid UTF-8, or has half a surrogate pair, makes the body invalid",
        Evidence.Assumed,
        "such a body is not JSON by RFC 8259"
    )]
    [Behavior(
        "A property that appears twice in one object makes the body invalid",
        Evidence.Assumed,
        "not published; it is a client's error"
    )]
    public static SentBody Parse(byte[] body, string? contentType, ContractOperation operation)
    {
        if (operation.Request is null || body.Length == 0 || operation.Method == "GET")
        {
            return default;
        }

        if (operation.TakesForms && FormBody.Is(contentType))
        {
            var (fields, files) = FormBody.Read(body, contentType!);
            return new SentBody(fields, files);
        }

        try
        {
            if (JsonText.IsReadable(body, Options.MaxDepth))
            {
                return new SentBody(JsonNode.Parse(body, documentOptions: Options), null);
            }
        }
        catch (JsonException)
        {
            // The same error as below.
        }

        throw ApiProblem.BadRequest("HTTP body must be valid JSON");
    }

    [Behavior("If the body is optional, an empty one is treated as absent", Evidence.Documented, "published spec 2026-08, broadcasts")]
    public static JsonObject Unwrap(JsonNode? body, ContractOperation operation, Platform platform)
    {
        if (operation.Request is null || (body is null && !operation.BodyRequired))
        {
            return [];
        }

        var sent = operation.Envelope is { } envelope ? (body as JsonObject)?[envelope] : body;
        if (!operation.BodyRequired)
        {
            return sent as JsonObject ?? [];
        }

        if (!platform.RefusesEmptyBody && operation.Envelope is { } name && sent is null && body is JsonObject)
        {
            throw ApiProblem.Unprocessable([new FieldProblem(name, $"{name} can't be blank")]);
        }

        return sent is JsonObject record && (record.Count > 0 || !platform.RefusesEmptyBody)
            ? record
            : throw ApiProblem.BadRequest($"param is missing or the value is empty: {operation.Envelope ?? "body"}");
    }
}
