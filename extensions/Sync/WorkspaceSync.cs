using System.Globalization;
using System.Runtime.ExceptionServices;

namespace ClickFunnels.Sync;

/// <summary>
/// Copies the records of one workspace into a sink, and keeps the copy up to date. All state is in the sink: a run that was
/// interrupted, even by a kill of the process, is continued by the next one, and loses and doubles nothing.
/// </summary>
/// <remarks>
/// Only one instance may work on a workspace in a sink at the same time. Its members can be called at the same time.
/// </remarks>
public sealed class WorkspaceSync : IWorkspaceSync
{
    private readonly ClickFunnelsClient _client;
    private readonly SyncSink _sink;
    private readonly SyncOptions _options;
    private readonly ContractTables _tables = ContractTables.Current;
    private readonly SemaphoreSlim _opening = new(1);
    private readonly SemaphoreSlim _running = new(1);
    private readonly Dictionary<string, TableWriter> _writers = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<ListSource> _selected;
    private readonly SemaphoreSlim _reads;
    private ListRequests? _requests;
    private long _workspace;
    private readonly CancellationTokenSource _disposal = new();
    private readonly HashSet<Task> _refreshes = [];
    private bool _runs;

    /// <summary>Creates a sync.</summary>
    /// <param name="client">A client that is bound to the workspace.</param>
    /// <param name="sink">The sink. It is not closed with the sync.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The client is not bound to a workspace, or a setting is wrong.</exception>
    public WorkspaceSync(ClickFunnelsClient client, SyncSink sink, SyncOptions? options = null)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _sink = sink ?? throw new ArgumentNullException(nameof(sink));
        _options = options ?? new SyncOptions();
        if (client.WorkspaceId.IsEmpty)
        {
            throw new ArgumentException(
                "The client is not bound to a workspace. Set WorkspaceId in its options, or call client.ForWorkspace(id) first.",
                nameof(client)
            );
        }

        _selected = TableSelection.Select(_tables, _options);
        _reads = new SemaphoreSlim(_options.MaxParallelReads);
    }

    /// <inheritdoc />
    public async Task<SyncResult> RunAsync(SyncMode mode = SyncMode.Due, CancellationToken cancellationToken = default)
    {
        if (!await _running.WaitAsync(0, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException("The sync runs already. Wait for the end of the run before you start another one.");
        }

        try
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
            _runs = true;
            return await RunTablesAsync(mode, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _runs = false;
            _running.Release();
        }
    }

    /// <summary>
    /// Returns what a run would do. It reads the state of the sink and sends no request, except to find the id of the workspace.
    /// </summary>
    /// <param name="mode">The kind of the run.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncSinkException">The sink cannot be read.</exception>
    public async Task<SyncPlan> PlanAsync(SyncMode mode = SyncMode.Due, CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        var states = await ReadStatesAsync(cancellationToken).ConfigureAwait(false);
        var plans = new List<TablePlan>();
        foreach (var source in _selected)
        {
            var root = source;
            while (root.Parent is { } above)
            {
                root = above;
            }

            var parent = source.Parent is null ? null : states[source.Parent.Table];
            plans.Add(
                Planner.Plan(
                    source,
                    mode,
                    states[source.Table],
                    parent?.LastEnd is null ? null : parent.Rows,
                    mode == SyncMode.Due && Planner.IsIncremental(root, states[root.Table], _options),
                    _options
                )
            );
        }

        return new SyncPlan
        {
            Workspace = _workspace,
            Sink = _sink.Name,
            Tables = plans,
            Skipped = _tables.Skipped.ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// Says for each table how fresh the copy is, and how that is known. It reads the state of the sink and sends no request.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncSinkException">The sink cannot be read.</exception>
    public async Task<SyncReport> ReportAsync(CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        var states = await ReadStatesAsync(cancellationToken).ConfigureAwait(false);
        var refreshed = (
            await _sink.ReadStateAsync(_workspace, SyncState.RefreshedPrefix, cancellationToken: cancellationToken).ConfigureAwait(false)
        ).ToDictionary(StringComparer.Ordinal);
        return SyncReport.Create(
            _selected.Select(source =>
                FreshnessReader.Read(
                    source,
                    _workspace,
                    states[source.Table],
                    refreshed.TryGetValue(SyncState.Refreshed(source.Table), out var time)
                        ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)
                        : null
                )
            ),
            _options.TimeProvider.GetUtcNow()
        );
    }

    /// <inheritdoc />
    public async Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ObjectDisposedException.ThrowIf(_disposal.IsCancellationRequested, this);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        var refresh = RefreshRecordAsync(table, id, both.Token);
        lock (_refreshes)
        {
            _refreshes.Add(refresh);
        }

        try
        {
            return await refresh.ConfigureAwait(false);
        }
        finally
        {
            lock (_refreshes)
            {
                _refreshes.Remove(refresh);
            }
        }
    }

    /// <summary>Stops the refreshes in progress and waits for their end. A run must have ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposal.IsCancellationRequested)
        {
            return;
        }

        await _disposal.CancelAsync().ConfigureAwait(false);
        Task[] refreshes;
        lock (_refreshes)
        {
            refreshes = [.. _refreshes];
        }

        await Task.WhenAll(refreshes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reads.Dispose();
        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }

        _writers.Clear();
        _opening.Dispose();
        _running.Dispose();
        _disposal.Dispose();
    }

    private async Task<bool> RefreshRecordAsync(string table, long id, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (!_writers.TryGetValue(table, out var writer))
        {
            throw new SyncException($"There is no table {TableSelection.Shown(table)} in this sync.");
        }

        if (!_sink.CanUpdate || writer.Source.Get is null || (writer.Source.Parent is not null && writer.Source.ParentField is null))
        {
            throw new SyncException(
                $"The records of {table} cannot be refreshed one by one: "
                    + (
                        !_sink.CanUpdate ? $"{_sink.Name} cannot replace rows."
                        : writer.Source.Get is null ? "the service does not return them one by one."
                        : "they do not contain the id of their parent."
                    )
            );
        }

        if (!_runs)
        {
            await writer.ForgetRefreshedAsync(cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            var (record, sentAt) = await _requests!.GetAsync(writer.Source, id, cancellationToken).ConfigureAwait(false);
            // A deleted contact stays readable, but is in no list.
            var exists = record is not null && !(writer.Source.HasDeletionTime && RecordConverter.TimeOf(record, "deleted_at") is not null);
            var piece = new Piece
            {
                Parent = exists && writer.Source.ParentField is { } field ? record!.Value<long?>(field) : null,
                Records = exists ? [KeyValuePair.Create(id, record!)] : [],
                SentAt = sentAt,
                Complete = (id - 1, id),
            };
            var (upserts, deletes) = await writer
                .WriteAsync(
                    [piece],
                    ReadChildren.Changed,
                    (_, _) =>
                        [
                            KeyValuePair.Create<string, string?>(
                                SyncState.Refreshed(table),
                                _options.TimeProvider.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)
                            ),
                        ],
                    isRefresh: true,
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (upserts >= 0)
            {
                return upserts + deletes > 0;
            }
        }
    }

    private ListRequests RequestsFor(SyncMeter meter) => new(_client, meter, _options.TimeProvider, _reads);

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_requests is not null)
            {
                return;
            }

            await _sink.OpenAsync(cancellationToken).ConfigureAwait(false);
            _workspace = await WorkspaceIdAsync(cancellationToken).ConfigureAwait(false);
            foreach (var source in _selected)
            {
                var fields = source.Schema == ResultsPass.Schema && _options.ContactFields.Count > 0 ? _options.ContactFields : null;
                _writers[source.Table] = await TableWriter
                    .CreateAsync(
                        _sink,
                        _options,
                        _workspace,
                        source,
                        source.Parent is { } parent ? _writers[parent.Table] : null,
                        fields?.ToHashSet(StringComparer.Ordinal),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            _requests = RequestsFor(new SyncMeter(_workspace, _options));
        }
        finally
        {
            _opening.Release();
        }
    }

    // Rows have the numeric id; the client may be bound to the public one.
    private async Task<long> WorkspaceIdAsync(CancellationToken cancellationToken)
    {
        if (long.TryParse(_client.WorkspaceId.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        var workspace = await _client.Workspaces.GetAsync(_client.WorkspaceId, cancellationToken: cancellationToken).ConfigureAwait(false);
        return workspace.Id;
    }

    private async Task<Dictionary<string, TableState>> ReadStatesAsync(CancellationToken cancellationToken)
    {
        var entries = await _sink
            .ReadStateAsync(_workspace, SyncState.TablePrefix, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var stored = entries.ToDictionary(static entry => entry.Key, static entry => entry.Value, StringComparer.Ordinal);
        return _selected.ToDictionary(
            static source => source.Table,
            source => SyncState.Read<TableState>(stored.GetValueOrDefault(SyncState.Table(source.Table))),
            StringComparer.Ordinal
        );
    }

    private async Task<SyncResult> RunTablesAsync(SyncMode mode, CancellationToken cancellationToken)
    {
        var meter = new SyncMeter(_workspace, _options);
        var context = new PassContext(_client, _sink, _options, _workspace, RequestsFor(meter), meter);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var activity = SyncTelemetry.Start("sync", null, _workspace.ToString(CultureInfo.InvariantCulture));
        if (_options.Progress is not null)
        {
            meter.Expect((await ReadStatesAsync(cancellationToken).ConfigureAwait(false)).Values.Sum(static state => state.Rows));
        }

        var passes = new Dictionary<string, TablePass>(StringComparer.Ordinal);
        foreach (var source in _selected)
        {
            passes[source.Table] = new TablePass(
                context,
                _writers[source.Table],
                source.Parent is { } parent ? passes[parent.Table] : null
            );
        }

        var tasks = passes.Values.Select(pass => pass.RunAsync(mode, stop)).ToList();
        try
        {
            await Task.WhenAll(tasks).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            SyncTelemetry.Fail(activity, exception);
            cancellationToken.ThrowIfCancellationRequested();
            // The first failure stopped the other passes, whose cancellation is not what the caller should see.
            var failed = passes.Values.Select(static pass => pass.Failure).FirstOrDefault(static failure => failure is not null);
            if (failed is not null)
            {
                ExceptionDispatchInfo.Throw(failed);
            }

            throw;
        }

        await _sink.CompleteAsync(cancellationToken).ConfigureAwait(false);
        SyncTelemetry.Ended("sync", null, meter.Elapsed, meter.Waiting);
        meter.Completed();
        return new SyncResult
        {
            Workspace = _workspace,
            Tables = [.. passes.Values.Select(static pass => pass.Result!)],
            Requests = meter.Requests,
            Waiting = meter.Waiting,
            Elapsed = meter.Elapsed,
        };
    }
}
