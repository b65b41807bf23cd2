using System.Collections.Concurrent;
using ClickFunnels.Core;

namespace ClickFunnels.Migration;

/// <summary>The things that the steps of a run share.</summary>
internal sealed class ApplyRun(
    ClickFunnelsClient client,
    MigrationJournal journal,
    MigrationOptions options,
    IProgress<MigrationProgress>? progress,
    CancellationToken cancellationToken
)
{
    private readonly ConcurrentQueue<RejectedRecord> _rejected = [];
    private readonly ConcurrentQueue<RejectedRecord> _unfinished = [];

    public ClickFunnelsClient Client => client;

    public MigrationJournal Journal => journal;

    public MigrationOptions Options => options;

    public CancellationToken Token => cancellationToken;

    public RecordCreator Creator { get; } = new(journal, options);

    /// <summary>Records that the service refused.</summary>
    public IReadOnlyCollection<RejectedRecord> Rejected => _rejected;

    /// <summary>Records that failed for now. The next run continues with them.</summary>
    public IReadOnlyCollection<RejectedRecord> Unfinished => _unfinished;

    /// <summary>Does work for each record, several at a time. A record that the service refuses does not stop the others.</summary>
    public async Task EachAsync<T>(
        MigrationPhase phase,
        ShopRecordKind kind,
        IReadOnlyList<T> records,
        Func<T, string> key,
        Func<T, CancellationToken, Task> work
    )
    {
        var done = 0;
        progress?.Report(new MigrationProgress(phase, 0, records.Count));
        await Parallel
            .ForEachAsync(
                records,
                new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken },
                async (record, token) =>
                {
                    await TryAsync(kind, key(record), () => work(record, token)).ConfigureAwait(false);
                    progress?.Report(new MigrationProgress(phase, Interlocked.Increment(ref done), records.Count));
                }
            )
            .ConfigureAwait(false);
    }

    /// <summary>Leaves a record to the next run.</summary>
    public void Postpone(ShopRecordKind kind, string key, string reason) =>
        _unfinished.Enqueue(new RejectedRecord(kind, key, null, reason));

    /// <summary>Does work for a record, and notes its failure. A failure that concerns all records is thrown.</summary>
    public async Task TryAsync(ShopRecordKind kind, string key, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (ApiException exception) when (!IsForAll(exception) && !cancellationToken.IsCancellationRequested)
        {
            var cause = Cause(exception);
            if (cause is ApiStatusException { StatusCode: >= 400 and < 500 and not 408 and not 429 } refusal)
            {
                _rejected.Enqueue(
                    new RejectedRecord(kind, key, refusal.Errors.Count > 0 ? refusal.Errors[0].Field : null, Reason(kind, refusal))
                );
            }
            else
            {
                Postpone(kind, key, exception.Message);
            }
        }
    }

    private static ApiException Cause(ApiException exception) =>
        exception is Workflows.ProductWorkflowException { InnerException: ApiException inner } ? inner : exception;

    // The messages of the service may repeat values, which are personal data for contacts.
    private static string Reason(ShopRecordKind kind, ApiStatusException refusal) =>
        kind == ShopRecordKind.Contact || refusal.Errors.Count == 0
            ? $"ClickFunnels refused the record with status {refusal.StatusCode}."
            : $"ClickFunnels refused the record: {string.Join("; ", refusal.Errors.Take(5).Select(error => error.Message))}";

    private static bool IsForAll(ApiException exception) =>
        exception is MigrationException or ApiUnauthorizedException or ApiForbiddenException or ApiConfigurationException
        || (exception is Workflows.ProductWorkflowException { InnerException: ApiException inner } && IsForAll(inner));
}
