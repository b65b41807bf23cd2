using System.Diagnostics;
using ClickFunnels.Core;

namespace ClickFunnels.Sync;

/// <summary>
/// Owns the sync of one workspace for a scheduler: at most one run in the background, and refreshes of records beside it. Thread-safe.
/// </summary>
/// <remarks>
/// It creates the sync when it is needed, and disposes it after a minute without work. <see cref="SyncScheduler" /> and the package for
/// Orleans use it; use it yourself to run syncs from another scheduler.
/// </remarks>
public sealed class WorkspaceRunner : IAsyncDisposable
{
    private static readonly TimeSpan KeepIdle = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly IWorkspaceSyncFactory _factory;
    private readonly SemaphoreSlim? _runs;
    private readonly TimeSpan _retryAfter;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _disposal = new();
    private readonly RefreshQueue _refreshes;
    private readonly ITimer _idle;

    private WorkspaceSyncStatus _status;
    private CancellationTokenSource? _stop;
    private Task _run = Task.CompletedTask;
    private Task<IWorkspaceSync>? _sync;
    private int _users;

    /// <summary>Creates a runner.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="factory">Creates the sync.</param>
    /// <param name="host">Name of the process, for the status; null for that of the machine.</param>
    /// <param name="runs">Limits the runs of the process that are in progress at the same time; null for no limit.</param>
    /// <param name="retryAfter">Delay after the first failure, for <see cref="RetryAt" />; null for one minute.</param>
    /// <param name="timeProvider">The clock; null for that of the system.</param>
    public WorkspaceRunner(
        long workspace,
        IWorkspaceSyncFactory factory,
        string? host = null,
        SemaphoreSlim? runs = null,
        TimeSpan? retryAfter = null,
        TimeProvider? timeProvider = null
    )
    {
        _factory = factory ?? throw new ArgumentNullException(nameof(factory));
        _runs = runs;
        _retryAfter = retryAfter ?? TimeSpan.FromMinutes(1);
        _clock = timeProvider ?? TimeProvider.System;
        _status = new WorkspaceSyncStatus { Workspace = workspace, Host = host ?? Environment.MachineName };
        _refreshes = new RefreshQueue(RefreshNowAsync);
        _idle = _clock.CreateTimer(
            static runner => ((WorkspaceRunner)runner!).CloseIdle(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>The state of the sync.</summary>
    public WorkspaceSyncStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    /// <summary>
    /// The earliest time of the next run after failures: the delay doubles with each further one, up to an hour. A run that another
    /// one excluded (<see cref="SyncConflictException" />) does not count as a failure, and is repeated after the first delay. Null if
    /// the last run succeeded or was stopped.
    /// </summary>
    public DateTimeOffset? RetryAt =>
        Status is { Error: not null, EndedAt: { } ended, Failures: var failures } ? ended + GetRetryDelay(failures) : null;

    /// <summary>Starts a run in the background. Does nothing if a run is in progress.</summary>
    /// <param name="mode">The kind of the pass.</param>
    /// <returns>
    /// The run, which completes with true if it succeeded and with false if it failed or was stopped, never with an exception;
    /// <see cref="Status" /> has the message. Null if a run is in progress, or if the runner is disposed.
    /// </returns>
    public Task<bool>? TryStart(SyncMode mode = SyncMode.Due)
    {
        lock (_lock)
        {
            if (_disposal.IsCancellationRequested || !_run.IsCompleted)
            {
                return null;
            }

            _stop?.Dispose();
            _stop = CancellationTokenSource.CreateLinkedTokenSource(_disposal.Token);
            _status = _status with { State = WorkspaceSyncState.Waiting, StartedAt = _clock.GetUtcNow() };
            var token = _stop.Token;

            // Not on the scheduler of the caller: a grain would be blocked by the work of its run.
            var run = Task.Run(() => RunAsync(mode, token), CancellationToken.None);
            _run = run;
            return run;
        }
    }

    /// <summary>
    /// Reads a record again, also while a run is in progress. Calls for one record that wait together lead to one read.
    /// </summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="id">Id of the record.</param>
    /// <param name="cancellationToken">Cancels the wait, not the read.</param>
    /// <returns>True if the sink was changed.</returns>
    /// <exception cref="SyncException">There is no such table, or the sink failed.</exception>
    /// <exception cref="ApiException">A call failed, and was not to be repeated.</exception>
    /// <exception cref="ObjectDisposedException">The runner is disposed.</exception>
    public Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return _refreshes.RefreshAsync(table, id).WaitAsync(cancellationToken);
    }

    /// <summary>Stops the run in progress and waits for its end. What was stored stays, and the next run goes on there.</summary>
    public async Task StopAsync()
    {
        Task run;
        lock (_lock)
        {
            // Inside the lock, so that a new run does not dispose the source meanwhile. The run does not continue on this thread.
            _stop?.CancelAsync();
            run = _run;
        }

        await run.ConfigureAwait(false);
    }

    /// <summary>Stops the run and the refreshes, waits for their end, and disposes the sync.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposal.CancelAsync().ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
        await _refreshes.WaitAsync().ConfigureAwait(false);
        await _idle.DisposeAsync().ConfigureAwait(false);
        Task<IWorkspaceSync>? sync;
        lock (_lock)
        {
            (sync, _sync) = (_sync, null);
        }

        await CloseAsync(sync).ConfigureAwait(false);
    }

    private TimeSpan GetRetryDelay(int failures) =>
        failures < 2
            ? _retryAfter
            : TimeSpan.FromTicks((long)Math.Min(TimeSpan.TicksPerHour, _retryAfter.Ticks * Math.Pow(2, Math.Min(failures - 1, 30))));

    private async Task<bool> RunAsync(SyncMode mode, CancellationToken cancellationToken)
    {
        var hasSlot = false;
        var start = _clock.GetTimestamp();
        using var activity = SyncTelemetry.Activities.StartActivity("clickfunnels.sync.workspace");
        activity?.SetTag("clickfunnels.workspace", Status.Workspace);
        try
        {
            if (_runs is not null)
            {
                await _runs.WaitAsync(cancellationToken).ConfigureAwait(false);
                hasSlot = true;
            }

            Set(static (status, _) => status with { State = WorkspaceSyncState.Running });
            SchedulingMetrics.ActiveRuns.Add(1);
            SyncResult result;
            try
            {
                result = await UseAsync(sync => sync.RunAsync(mode, cancellationToken)).ConfigureAwait(false);
            }
            finally
            {
                SchedulingMetrics.ActiveRuns.Add(-1);
            }

            Set((status, now) => Succeeded(status, now, result));
            Count("succeeded");
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Set(static (status, now) => status with { State = WorkspaceSyncState.Idle, EndedAt = now, Error = null });
            Count("stopped");
            return false;
        }
#pragma warning disable CA1031 // Code of the host failed, or the service, or the sink. The next run is another attempt.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // Another process may have changed the state in the sink meanwhile, so the next run reads all of it again.
            CloseIdle();
            Set((status, now) => Failed(status, now, failure));
            activity?.SetStatus(ActivityStatusCode.Error);
            Count(failure is SyncConflictException ? "conflict" : "failed");
            return false;
        }
        finally
        {
            if (hasSlot)
            {
                _runs!.Release();
            }
        }

        void Count(string result)
        {
            var tag = new KeyValuePair<string, object?>("result", result);
            SchedulingMetrics.Runs.Add(1, tag);
            SchedulingMetrics.RunDuration.Record(_clock.GetElapsedTime(start).TotalSeconds, tag);
        }
    }

    private static WorkspaceSyncStatus Succeeded(WorkspaceSyncStatus status, DateTimeOffset now, SyncResult result) =>
        status with
        {
            State = WorkspaceSyncState.Idle,
            EndedAt = now,
            Runs = status.Runs + 1,
            Failures = 0,
            Error = null,
            Rows = result.Tables.Sum(static table => table.Rows),
            Changes = result.Tables.Sum(static table => table.Upserts + table.Deletes),
            Requests = result.Requests,
        };

    // Messages of other exceptions may contain data.
    private static WorkspaceSyncStatus Failed(WorkspaceSyncStatus status, DateTimeOffset now, Exception failure) =>
        status with
        {
            State = WorkspaceSyncState.Idle,
            EndedAt = now,
            Failures = status.Failures + (failure is SyncConflictException ? 0 : 1),
            Error = failure is SyncException or ApiException ? failure.Message : failure.GetType().Name,
        };

    private async Task<bool> RefreshNowAsync(string table, long id)
    {
        ObjectDisposedException.ThrowIf(_disposal.IsCancellationRequested, this);
        var result = "failed";
        try
        {
            var changed = await UseAsync(sync => sync.RefreshAsync(table, id, _disposal.Token)).ConfigureAwait(false);
            result = changed ? "changed" : "unchanged";
            return changed;
        }
        finally
        {
            SchedulingMetrics.Refreshes.Add(1, new KeyValuePair<string, object?>("result", result));
        }
    }

    private async Task<TResult> UseAsync<TResult>(Func<IWorkspaceSync, Task<TResult>> work)
    {
        Task<IWorkspaceSync> sync;
        lock (_lock)
        {
            // One that could not be created is created again.
            if (_sync is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _sync = Task.Run(() => _factory.CreateAsync(_status.Workspace, _disposal.Token).AsTask(), CancellationToken.None);
            }

            sync = _sync;
            _users++;
        }

        try
        {
            return await work(await sync.ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (--_users == 0 && !_disposal.IsCancellationRequested)
                {
                    _idle.Change(KeepIdle, Timeout.InfiniteTimeSpan);
                }
            }
        }
    }

    private void CloseIdle()
    {
        Task<IWorkspaceSync>? sync;
        lock (_lock)
        {
            if (_users > 0)
            {
                return;
            }

            (sync, _sync) = (_sync, null);
        }

        _ = CloseAsync(sync);
    }

    private static async Task CloseAsync(Task<IWorkspaceSync>? sync)
    {
        if (sync is null)
        {
            return;
        }

        try
        {
            await using var opened = (await sync.ConfigureAwait(false)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It was not created, or its end fails. Nobody can use it any more.
        catch (Exception)
#pragma warning restore CA1031
        {
            Debug.Assert(sync.IsCompleted, "The sync is not in use.");
        }
    }

    private void Set(Func<WorkspaceSyncStatus, DateTimeOffset, WorkspaceSyncStatus> change)
    {
        lock (_lock)
        {
            _status = change(_status, _clock.GetUtcNow());
        }
    }
}
