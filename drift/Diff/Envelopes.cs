using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>Determines the envelope of a body: the key of its record, as in <c>{"contact": {…}}</c>.</summary>
internal static class Envelopes
{
    /// <summary>Gets the envelope of the request: the value of <c>x-envelope</c>, or the only property of the body if it is an
    /// object.</summary>
    public static string? OfRequest(ApiOperation operation) =>
        operation.Text("x-envelope") ?? OnlyProperty(RequestBody(operation), "object");

    /// <summary>
    /// Gets the envelope of the response: the value of <c>x-result-envelope</c>, or the only property of the response if it is an
    /// object or list.
    /// </summary>
    public static string? OfResponse(ApiOperation operation) =>
        operation.Text("x-result-envelope") ?? OnlyProperty(Success(operation), "object", "array");

    /// <summary>
    /// Gets the envelopes of both requests if the record moved from one to the other; null if it did not move.
    /// </summary>
    public static (string? Old, string? New)? RequestMove(OperationPair operations)
    {
        if (RequestBody(operations.Old) is not { } oldBody || RequestBody(operations.New) is not { } newBody)
        {
            return null;
        }

        var (was, now) = (OfRequest(operations.Old), OfRequest(operations.New));
        var moved = (was, now) switch
        {
            (not null, not null) => was != now,
            (null, not null) => oldBody.Properties.Count > 0 && !oldBody.Properties.ContainsKey(now),
            (not null, null) => newBody.Properties.Count > 0 && !newBody.Properties.ContainsKey(was),
            _ => false,
        };
        return moved ? (was, now) : null;
    }

    public static Schema? RequestBody(ApiOperation operation) => operation.Body is { } body ? Json(body.Content) : null;

    /// <summary>Gets the first success response with a schema.</summary>
    public static Schema? Success(ApiOperation operation) =>
        operation
            .Responses.Values.Where(response => response.IsSuccess)
            .OrderBy(response => response.Status, StringComparer.Ordinal)
            .Select(response => Json(response.Content))
            .FirstOrDefault(schema => schema is not null);

    private static string? OnlyProperty(Schema? schema, params string[] types) =>
        schema?.Properties is { Count: 1 } properties
        && properties.First() is var (name, inner)
        && inner.Types is [var type]
        && types.Contains(type)
            ? name
            : null;

    private static Schema? Json(IReadOnlyDictionary<string, ApiContent> content) =>
        content
            .Values.OrderBy(body => body.MediaType, StringComparer.Ordinal)
            .Where(body => MediaTypePairs.Compare(body.MediaType, "application/json") != MediaTypeChange.Unrelated)
            .Select(body => body.Schema)
            .FirstOrDefault(schema => schema is not null);
}
