namespace ClickFunnels.Emulator.Control;

/// <summary>A request in lists and in the stream.</summary>
internal sealed record RequestEntry(
    long Number,
    DateTimeOffset Time,
    string Method,
    string Path,
    string Query,
    int? Status,
    string? Operation,
    string? Fault,
    double DurationMs,
    bool IsReplayed,
    int Violations
)
{
    public static RequestEntry Of(RecordedRequest request) =>
        new(
            request.Number,
            request.Time,
            request.Method,
            request.Path,
            request.Query,
            request.Status,
            request.OperationId,
            request.Fault,
            Milliseconds(request),
            request.IsReplayed,
            request.Violations.Count
        );

    public static double Milliseconds(RecordedRequest request) => Math.Round(request.Duration.TotalMilliseconds, 2);
}

/// <summary>The requests after a number, and the number to go on from.</summary>
internal sealed record RequestPage(IReadOnlyList<RequestEntry> Requests, long Last);

/// <summary>All that is known of a request; secrets are replaced.</summary>
internal sealed record RequestDetail(
    long Number,
    DateTimeOffset Time,
    string Method,
    string Path,
    string Query,
    int? Status,
    string? Operation,
    string? Fault,
    double DurationMs,
    bool IsReplayed,
    IReadOnlyList<ContractViolation> Violations,
    IReadOnlyList<NamedValue> Headers,
    LoggedBody? Body,
    IReadOnlyList<NamedValue> ResponseHeaders,
    LoggedBody? ResponseBody
)
{
    public static RequestDetail Of(RecordedRequest request) =>
        new(
            request.Number,
            request.Time,
            request.Method,
            request.Path,
            request.Query,
            request.Status,
            request.OperationId,
            request.Fault,
            RequestEntry.Milliseconds(request),
            request.IsReplayed,
            request.Violations,
            NamedValue.Of(request.Headers),
            request.Body,
            NamedValue.Of(request.ResponseHeaders),
            request.ResponseBody
        );
}

/// <summary>A header.</summary>
internal sealed record NamedValue(string Name, string Value)
{
    public static IReadOnlyList<NamedValue> Of(IReadOnlyDictionary<string, string> headers) =>
        [.. headers.Select(static header => new NamedValue(header.Key, header.Value))];
}
