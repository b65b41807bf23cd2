using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Cli.Operations;

/// <summary>Sends operations that are described by data, through the same core as the generated clients.</summary>
internal sealed class OperationClient : ResourceClient
{
    /// <summary>Sends a request and reads a record.</summary>
    public Task<JsonRecord> SendAsync(
        Operation operation,
        IReadOnlyList<ResourceId> ids,
        JsonRecord? body,
        RequestOptions options,
        CancellationToken cancellationToken
    ) => SendAsync<JsonRecord>(Request(operation, ids, body, options), cancellationToken);

    /// <summary>Sends a request whose response has no record.</summary>
    public Task SendWithoutResultAsync(
        Operation operation,
        IReadOnlyList<ResourceId> ids,
        JsonRecord? body,
        RequestOptions options,
        CancellationToken cancellationToken
    ) => SendAsync(Request(operation, ids, body, options), cancellationToken);

    /// <summary>Returns a list that is fetched page by page.</summary>
    public AsyncPageable<JsonRecord> List(
        Operation operation,
        IReadOnlyList<ResourceId> ids,
        JsonRecord? body,
        RequestOptions options,
        CancellationToken cancellationToken
    ) => List<JsonRecord>(Request(operation, ids, body, options), cancellationToken);

    /// <summary>Reads a bulk action until it is done.</summary>
    public Task<JsonRecord> WaitAsync(
        Operation operation,
        ResourceId id,
        string completion,
        PollingOptions polling,
        IProgress<JsonRecord>? progress,
        CancellationToken cancellationToken
    ) =>
        PollAsync(
            token => SendAsync<JsonRecord>(Request(operation, [id], null, new CallOptions([])), token),
            record =>
                record.AdditionalProperties.TryGetValue(completion, out var value) && value.Type != Newtonsoft.Json.Linq.JTokenType.Null,
            operation,
            polling,
            progress,
            cancellationToken
        );

    private static ApiRequest Request(Operation operation, IReadOnlyList<ResourceId> ids, JsonRecord? body, RequestOptions options) =>
        new(operation, [.. ids]) { Body = body, Options = options };
}
