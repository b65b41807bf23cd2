using ClickFunnels.Emulator.Requests;

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
)
{
    /// <summary>Time by the emulator's clock when the request was complete.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Time from the arrival of the request until its response was ready to be sent.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>True if the response was replayed from a recording.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>
    /// The violations of the contract; empty if the request is valid. They are found when they are first read. Then the body is only
    /// checked if it is still kept: see <see cref="LoggedBody.Text"/>. With <see cref="ApiEmulatorOptions.Strict"/> they are complete.
    /// </summary>
    public IReadOnlyList<ContractViolation> Violations => Content?.Violations ?? [];

    /// <summary>Body of the request; null if it had none, or was refused before its body was read.</summary>
    public LoggedBody? Body => Content?.Request;

    /// <summary>Headers of the response; empty when the connection was cut.</summary>
    public IReadOnlyDictionary<string, string> ResponseHeaders => Content?.ResponseHeaders ?? HeaderList.Empty;

    /// <summary>Body of the response; null if it has none.</summary>
    public LoggedBody? ResponseBody => Content?.Response;

    internal LoggedContent? Content { get; init; }

    /// <summary>Method, path and status.</summary>
    public override string ToString() => $"{Method} {Path} -> {(Status is { } status ? status : "cut")}";
}
