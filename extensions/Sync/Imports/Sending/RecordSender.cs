using ClickFunnels.Contracts.Operations;
using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>The outcome of a row that was sent.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Id">Id of the record; null if it is not known.</param>
/// <param name="Field">The field that is wrong, for a rejected row; null if the row as a whole is.</param>
/// <param name="Reason">The reason, for a rejected row.</param>
internal sealed record SentRow(ImportOutcome Outcome, string? Id, string? Field = null, string? Reason = null);

/// <summary>The knowledge about a row from attempts that failed.</summary>
internal sealed class RowAttempts
{
    /// <summary>True if an attempt may have created the record.</summary>
    public bool MayExist { get; set; }
}

/// <summary>Sends the rows of one target.</summary>
internal abstract class RecordSender(ClickFunnelsClient client, CallMeter meter)
{
    public static RecordSender Of(ImportTarget target, ClickFunnelsClient client, ImportOptions options, CallMeter meter) =>
        target.IsUpsert
            ? new UpsertSender(target, client, options, meter)
            : new NaturalKeySender(target, client, options.UpdateExisting, meter);

    /// <summary>Sends a row. It is called again after a failure that may pass.</summary>
    /// <exception cref="ApiException">A call failed.</exception>
    public abstract Task<SentRow> SendAsync(MappedRow row, RowAttempts attempts, CancellationToken cancellationToken);

    /// <summary>Sends one request of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="ids">The ids of the path, without the workspace.</param>
    /// <param name="body">The record to send; null for none.</param>
    /// <param name="query">Query parameters; null for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    protected Task<RawResponse> CallAsync(
        ContractOperation operation,
        IEnumerable<string> ids,
        JObject? body,
        IEnumerable<KeyValuePair<string, string?>>? query,
        CancellationToken cancellationToken
    )
    {
        var request = new RawRequest(new HttpMethod(operation.Method), operation.Template, [.. ids.Select(static id => (ResourceId)id)])
        {
            Body =
                body is null ? null
                : operation.Envelope is { } envelope ? new JObject { [envelope] = body }
                : body,
            IsSafeToRepeat = operation.Kind == OperationKind.Upsert,
        };
        foreach (var (name, value) in query ?? [])
        {
            request.Query[name] = value;
        }

        return client.SendAsync(meter.Attach(request), cancellationToken);
    }

    /// <summary>The record in a response.</summary>
    protected static JObject? Record(RawResponse response, ContractOperation operation) =>
        response.Json is JObject json
            ? operation.Wrapper is { } wrapper && json[wrapper] is JObject record
                ? record
                : json
            : null;
}
