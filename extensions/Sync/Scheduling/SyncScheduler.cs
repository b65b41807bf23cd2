namespace ClickFunnels.Sync;

/// <summary>
/// Syncs many workspaces in one process, each on its own schedule, and never one of them twice at once. Schedules are in memory: set
/// them when the process starts. Thread-safe.
/// </summary>
/// <remarks>
/// Run it with <see cref="RunAsync" />, for example from a <c>BackgroundService</c>. For more than one process, use the package
/// ClickFunnels.Sync.Orleans.
/// </remarks>
public sealed class SyncScheduler : IRecordRefresher, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly IWorkspaceSyncFactory _factory;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _retryAfter;
    private readonly SemaphoreSlim _runs;
    private readonly Dictionary<long, Entry> _entries = [];

    // The next runs by time. An entry that was changed meanwhile is skipped when its old time comes.
    private readonly PriorityQueue<(Entry Entry, DateTimeOffset At), DateTimeOffset> _due = new();
    private readonly SemaphoreSlim _changed = new(0);
    private bool _isRunning;

    /// <summary>Creates a scheduler.</summary>
    /// <param name="factory">Creates the sync of each workspace.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public SyncScheduler(IWorkspaceSyncFactory factory, SyncSchedulerOptions? options = null)
    {
        options ??= new SyncSchedulerOptions();
        if (options.MaxConcurrentRuns is < 1 or > 100_000)
        {
            throw new ArgumentException("MaxConcurrentRuns must be from 1 to 100000.", nameof(options));
        }

        if (options.RetryAfter <= TimeSpan.Zero || options.RetryAfter > TimeSpan.FromDays(1))
        {
            throw new ArgumentException("RetryAfter must be more than zero and at most one day.", nameof(options));
        }

        _retryAfter = options.RetryAfter;
        _factory = factory ?? throw new ArgumentNullException(nameof(factory));
        _clock = options.TimeProvider ?? TimeProvider.System;
        _runs = new SemaphoreSlim(options.MaxConcurrentRuns);
    }

    /// <summary>Adds a workspace, or changes its schedule. The first run follows after <see cref="SyncSchedule.GetFirstDelay" />.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="schedule">The schedule.</param>
    public void Schedule(long workspace, SyncSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        lock (_lock)
        {
            if (!_entries.TryGetValue(workspace, out var entry))
            {
                _entries.Add(workspace, entry = new Entry(new WorkspaceRunner(workspace, _factory, null, _runs, _retryAfter, _clock)));
            }

            entry.Schedule = schedule;
            SetDue(entry, _clock.GetUtcNow() + schedule.GetFirstDelay(workspace));
            Wake();
        }
    }

    /// <summary>Removes a workspace. A run in progress is stopped. Does nothing if there is no such workspace.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    public async Task RemoveAsync(long workspace)
    {
        Entry? entry;
        lock (_lock)
        {
            if (!_entries.Remove(workspace, out entry))
            {
                return;
            }

            entry.NextRun = null;
        }

        await entry.Runner.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Starts a run in the background, whatever the schedule says.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="mode">The kind of the pass.</param>
    /// <returns>
    /// The run, which completes with true if it succeeded, never with an exception; null if a run is in progress.
    /// </returns>
    /// <exception cref="SyncException">The workspace is not scheduled.</exception>
    public Task<bool>? RunNow(long workspace, SyncMode mode = SyncMode.Due) => Find(workspace).Runner.TryStart(mode);

    /// <inheritdoc />
    public Task<bool> RefreshAsync(long workspace, string table, long id, CancellationToken cancellationToken = default) =>
        Find(workspace).Runner.RefreshAsync(table, id, cancellationToken);

    /// <summary>Returns the states of all workspaces, ordered by id.</summary>
    public IReadOnlyList<WorkspaceSyncStatus> GetStatuses()
    {
        lock (_lock)
        {
            return [.. _entries.Values.Select(static entry => entry.Runner.Status).OrderBy(static status => status.Workspace)];
        }
    }

    /// <summary>
    /// Starts the runs when they are due, until it is canceled. Then it stops the runs in progress and waits for their end.
    /// </summary>
    /// <param name="cancellationToken">Ends the scheduler; no exception follows.</param>
    /// <exception cref="InvalidOperationException">The scheduler runs already.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_isRunning)
            {
                throw new InvalidOperationException("The scheduler runs already: call RunAsync once.");
            }

            _isRunning = true;
        }

        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await WaitAsync(StartDue(), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await StopRunsAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _isRunning = false;
            }
        }
    }

    /// <summary>Stops the runs in progress and disposes the syncs. Cancel <see cref="RunAsync" /> first.</summary>
    public async ValueTask DisposeAsync()
    {
        List<Entry> entries;
        lock (_lock)
        {
            entries = [.. _entries.Values];
            _entries.Clear();
            _due.Clear();
        }

        await Task.WhenAll(entries.Select(static entry => entry.Runner.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private Task StopRunsAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_entries.Values.Select(static entry => entry.Runner.StopAsync()));
        }
    }

    // Returns the time until the next run; null if none is planned.
    private TimeSpan? StartDue()
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            while (_due.TryPeek(out var next, out var at))
            {
                if (next.Entry.NextRun != next.At)
                {
                    _due.Dequeue();
                    continue;
                }

                if (at > now)
                {
                    return at - now;
                }

                _due.Dequeue();
                Start(next.Entry, at, now);
            }

            return null;
        }
    }

    private void Start(Entry entry, DateTimeOffset at, DateTimeOffset now)
    {
        var run = entry.Runner.TryStart();

        // Counted from the planned time, so that workspaces stay spread. Times that were missed are left out.
        var interval = entry.Schedule.Interval;
        SetDue(entry, at + (interval * (Math.Floor((now - at) / interval) + 1)));
        if (run is not null)
        {
            _ = RetryAsync(entry, run);
        }
    }

    private async Task RetryAsync(Entry entry, Task<bool> run)
    {
        await run.ConfigureAwait(false);
        lock (_lock)
        {
            if (entry.NextRun is { } next && entry.Runner.RetryAt is { } retry && retry < next)
            {
                SetDue(entry, retry);
                Wake();
            }
        }
    }

    private void SetDue(Entry entry, DateTimeOffset at)
    {
        entry.NextRun = at;
        _due.Enqueue((entry, at), at);
    }

    private void Wake()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    private async Task WaitAsync(TimeSpan? wait, CancellationToken cancellationToken)
    {
        if (_changed.Wait(TimeSpan.Zero, CancellationToken.None))
        {
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = _changed.WaitAsync(end.Token);
        var due = Task.Delay(wait is { } time && time < TimeSpan.FromDays(1) ? time : TimeSpan.FromDays(1), _clock, end.Token);
        await Task.WhenAny(changed, due).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        await changed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Entry Find(long workspace)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(workspace, out var entry)
                ? entry
                : throw new SyncException($"Workspace {workspace} is not scheduled: call Schedule for it first.");
        }
    }

    private sealed class Entry(WorkspaceRunner runner)
    {
        public WorkspaceRunner Runner { get; } = runner;

        public SyncSchedule Schedule { get; set; } = new();

        public DateTimeOffset? NextRun { get; set; }
    }
}
