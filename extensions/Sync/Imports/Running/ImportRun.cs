using System.Runtime.ExceptionServices;
using ClickFunnels.Core;

namespace ClickFunnels.Sync.Imports;

/// <summary>One run of an import.</summary>
internal sealed class ImportRun : IDisposable
{
    private const int MostAttempts = 8;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly ImportTarget _target;
    private readonly ImportSource _source;
    private readonly ImportOptions _options;
    private readonly ImportJournal? _journal;
    private readonly IReadOnlyList<ImportJournalEntry> _entries;
    private readonly byte[] _salt;
    private readonly RecordSender _sender;
    private readonly CallMeter _meter;
    private readonly ImportCounts _counts;
    private readonly Dictionary<string, Task> _keysInProgress = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _end;
    private Exception? _failure;
    private long _accepted;

    public ImportRun(
        ClickFunnelsClient client,
        ImportTarget target,
        ImportSource source,
        ImportOptions options,
        ImportJournal? journal,
        CancellationToken cancellationToken
    )
    {
        _target = target;
        _source = source;
        _options = options;
        _journal = journal;
        _entries = journal?.Entries ?? [];
        _salt = journal?.Salt ?? [];
        _meter = new CallMeter();
        _sender = RecordSender.Of(target, client, options, _meter);
        _counts = new ImportCounts(target, options, client.WorkspaceId.NumericId ?? 0, _meter);
        _slots = new SemaphoreSlim(options.MaxParallelRows, options.MaxParallelRows);
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _accepted = options.TimeProvider.GetTimestamp();
    }

    private bool IsStopped => _options.StopAtFirstRejection && _counts.HasRejections;

    public async Task<ImportResult> RunAsync(CancellationToken cancellationToken)
    {
        _counts.Resume(_entries);
        var mustCheck = _options.ValidateFirst || _options.RequireAllValid;
        if ((mustCheck || _entries.Count > 0) && !await CheckAsync(mustCheck, cancellationToken).ConfigureAwait(false))
        {
            return End(isComplete: false);
        }

        var isComplete = await SendAsync(cancellationToken).ConfigureAwait(false);
        return End(isComplete);
    }

    public void Dispose()
    {
        _slots.Dispose();
        _end.Dispose();
    }

    public TimeSpan Waiting => _meter.Waiting;

    public TimeSpan Elapsed => _counts.Elapsed;

    private ImportResult End(bool isComplete)
    {
        _counts.Report(isLast: true);
        return _counts.ToResult(isComplete);
    }

    // Returns false if the import ends before the first request.
    private async Task<bool> CheckAsync(bool mustCheck, CancellationToken cancellationToken)
    {
        var reader = new RowReader(_target, _source, _options, _salt);
        var journaled = new JournalCursor(_entries, _source.Name);
        var rejected = new List<RowOutcome>();
        long total = 0;
        await foreach (var row in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            total++;
            var isKnown = journaled.Passes(row);
            if (!mustCheck && journaled.IsAtEnd)
            {
                return true;
            }

            if (!isKnown && row.Rejection is { } rejection && rejected.Count < ImportCounts.MaxRejections * 1000)
            {
                rejected.Add(Outcome(row, rejection));
                if (_options.StopAtFirstRejection && mustCheck)
                {
                    break;
                }
            }
        }

        if (rejected.Count > 0 && (_options.RequireAllValid || (_options.StopAtFirstRejection && mustCheck)))
        {
            _journal?.Report(rejected);
            rejected.ForEach(_counts.Add);
            return false;
        }

        journaled.RequireEnd();
        _counts.Total = total;
        return true;
    }

    private async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        var reader = new RowReader(_target, _source, _options, _salt);
        var journaled = new JournalCursor(_entries, _source.Name);
        var writer = new OutcomeWriter(_journal);
        var isComplete = false;
        await using (writer.ConfigureAwait(false))
        {
            try
            {
                isComplete = await StartAllAsync(reader, journaled, writer).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_failure is not null && !cancellationToken.IsCancellationRequested)
            {
                // The failure is thrown below.
            }
            finally
            {
                // All rows in progress end first, so that their outcomes are written.
                for (var slot = 0; slot < _options.MaxParallelRows; slot++)
                {
                    await _slots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
                }
            }
        }

        if (_failure is { } failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failure);
        }

        return isComplete;
    }

    // Returns false if the import stopped before the last row.
    private async Task<bool> StartAllAsync(RowReader reader, JournalCursor journaled, OutcomeWriter writer)
    {
        await foreach (var row in reader.ReadAsync(_end.Token).ConfigureAwait(false))
        {
            _counts.Read++;
            _counts.Fraction = row.Fraction;
            if (journaled.Passes(row))
            {
                continue;
            }

            await _slots.WaitAsync(_end.Token).ConfigureAwait(false);
            if (IsStopped)
            {
                _slots.Release();
                return false;
            }

            Start(row, writer);
        }

        journaled.RequireEnd();
        return true;
    }

    // Rows of the same key are sent one after the other, in the order of the input.
    private void Start(MappedRow row, OutcomeWriter writer)
    {
        var key = row.Rejection is null ? row.Identity : null;
        Task? previous = null;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (key is not null)
        {
            lock (_keysInProgress)
            {
                previous = _keysInProgress.GetValueOrDefault(key);
                _keysInProgress[key] = done.Task;
            }
        }

        _ = ProcessAsync(row, key, previous, done, writer);
    }

    private async Task ProcessAsync(MappedRow row, string? key, Task? previous, TaskCompletionSource done, OutcomeWriter writer)
    {
        try
        {
            if (previous is not null)
            {
                await previous.ConfigureAwait(false);
            }

            var outcome = row.Rejection is { } rejection
                ? Outcome(row, rejection)
                : Outcome(row, await SendAsync(row, _end.Token).ConfigureAwait(false));
            await writer.AddAsync(outcome).ConfigureAwait(false);
            _counts.Add(outcome);
        }
        catch (Exception exception)
        {
            if (Interlocked.CompareExchange(ref _failure, exception, null) is null)
            {
                await _end.CancelAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            if (key is not null)
            {
                lock (_keysInProgress)
                {
                    if (_keysInProgress.GetValueOrDefault(key) == done.Task)
                    {
                        _keysInProgress.Remove(key);
                    }
                }
            }

            done.SetResult();
            _slots.Release();
        }
    }

    private async Task<SentRow> SendAsync(MappedRow row, CancellationToken cancellationToken)
    {
        var attempts = new RowAttempts();
        var firstFailure = 0L;
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                var sent = await _sender.SendAsync(row, attempts, cancellationToken).ConfigureAwait(false);
                Interlocked.Exchange(ref _accepted, _options.TimeProvider.GetTimestamp());
                return sent;
            }
            catch (ApiException exception) when (RowFailure.IsOfRow(exception, _target))
            {
                Interlocked.Exchange(ref _accepted, _options.TimeProvider.GetTimestamp());
                return Rejected(exception, row);
            }
            catch (ApiException exception) when (RowFailure.MayPass(exception))
            {
                var now = _options.TimeProvider.GetTimestamp();
                firstFailure = firstFailure == 0 ? now : firstFailure;
                var accepted = Interlocked.Read(ref _accepted);

                // The service fails for all rows, unless it accepts others.
                if (accepted > firstFailure && attempt >= MostAttempts && exception is not ApiRateLimitException)
                {
                    return Rejected(exception, row);
                }

                if (_options.TimeProvider.GetElapsedTime(Math.Max(firstFailure, accepted), now) >= _options.RepeatFor)
                {
                    throw new SyncException(
                        $"Row {row.Line} was sent {attempt} times, and the service failed each time ({exception.GetType().Name}). It "
                            + "accepted no other row. Run the import again to continue. If it is always the same row, correct it.",
                        exception
                    );
                }

                await Task.Delay(Wait(attempt), _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private SentRow Rejected(ApiException exception, MappedRow row)
    {
        var (field, reason) = RowFailure.Describe(exception, row, _target);
        return new SentRow(ImportOutcome.Rejected, null, field, reason);
    }

    private static TimeSpan Wait(int attempt) =>
        TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, ShortestWait.Ticks << Math.Min(attempt - 1, 10)));

    private static RowOutcome Outcome(MappedRow row, ImportRejection rejection) =>
        new(row.Line, row.Digest, row.ShownKey, ImportOutcome.Rejected, null, rejection.Field, rejection.Reason);

    private static RowOutcome Outcome(MappedRow row, SentRow sent) =>
        new(row.Line, row.Digest, row.ShownKey, sent.Outcome, sent.Id, sent.Field, sent.Reason);
}
