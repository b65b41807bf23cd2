namespace ClickFunnels.Emulator;

/// <summary>One request that the emulator received.</summary>
/// <param name="Number">Count of requests, from 1.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without the query.</param>
/// <param name="Query">Query with its question mark; empty when there is none.</param>
/// <param name="Status">Status of the response; null when the connection was cut.</param>
/// <param name="OperationId">Operation of the contract; null when the route is unknown.</param>
/// <param name="Fault">Name of the fault that affected the call; null if none did.</param>
/// <param name="Headers">Request headers; credentials are replaced.</param>
public sealed record RecordedRequest(
    long Number,
    string Method,
    string Path,
    string Query,
    int? Status,
    string? OperationId,
    string? Fault,
    IReadOnlyDictionary<string, string> Headers
);
