namespace ClickFunnels.Sync;

/// <summary>
/// A sync that runs only once at a time, also if several processes try: a run holds a lease in the state of the sink and renews it.
/// </summary>
/// <remarks>
/// <para>
/// Guarantee: a run that has lost its lease stores nothing more, because each of its commits compares the number of the lease
/// (<see cref="SinkCommit.Expected" />). This holds whatever the clocks say. Two runs may read from the service at the same time only if
/// clocks differ by more than the duration of the lease, or while a run that lost its lease has not noticed it yet.
/// </para>
/// <para>A run that is refused fails with <see cref="SyncConflictException" />. Refreshes of single records need no lease.</para>
/// </remarks>
public sealed class ExclusiveWorkspaceSync : IWorkspaceSync
{
    private readonly SyncSink _sink;
    private readonly FencedSink _fenced;
    private readonly long _workspace;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _clock;
    private readonly IWorkspaceSync _sync;
    private int _isRunning;

    /// <summary>Creates a sync.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="sink">The sink. It is not closed with the sync.</param>
    /// <param name="create">Creates the sync that does the work, with the sink that it must use.</param>
    /// <param name="leaseDuration">
    /// The time after which another process may take over from one that was lost, one second to one hour; null for one minute.
    /// </param>
    /// <param name="timeProvider">The clock; null for that of the system.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is out of range.</exception>
    public ExclusiveWorkspaceSync(
        long workspace,
        SyncSink sink,
        Func<SyncSink, IWorkspaceSync> create,
        TimeSpan? leaseDuration = null,
        TimeProvider? timeProvider = null
    )
    {
        ArgumentNullException.ThrowIfNull(create);
        _duration = leaseDuration ?? TimeSpan.FromMinutes(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_duration, TimeSpan.FromSeconds(1), nameof(leaseDuration));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_duration, TimeSpan.FromHours(1), nameof(leaseDuration));
        _workspace = workspace;
        _sink = sink ?? throw new ArgumentNullException(nameof(sink));
        _clock = timeProvider ?? TimeProvider.System;
        _fenced = new FencedSink(sink);
        _sync = create(_fenced);
    }

    /// <inheritdoc />
    /// <exception cref="SyncConflictException">Another run is in progress, or has taken over.</exception>
    public async Task<SyncResult> RunAsync(SyncMode mode = SyncMode.Due, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            throw new SyncConflictException($"A run of workspace {_workspace} is in progress: wait for its end.");
        }

        try
        {
            await _sink.OpenAsync(cancellationToken).ConfigureAwait(false);
            var lease = new SinkLease(_sink, _workspace, _duration, _clock);
            await lease.AcquireAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                _fenced.Fence = lease.Fence;
                return await RunAsync(lease, mode, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _fenced.Fence = null;
                await lease.ReleaseAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <inheritdoc />
    public Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default) =>
        _sync.RefreshAsync(table, id, cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _sync.DisposeAsync();

    private async Task<SyncResult> RunAsync(SinkLease lease, SyncMode mode, CancellationToken cancellationToken)
    {
        using var lost = new CancellationTokenSource();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lost.Token);
        var renewal = RenewAsync(lease, lost, end.Token);
        try
        {
            return await _sync.RunAsync(mode, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SyncConflictException(
                $"The run of workspace {_workspace} lost its lease: another run continues its work.",
                exception
            );
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await renewal.ConfigureAwait(false);
        }
    }

    // Ends without an exception. The run is stopped when the lease is lost, or could not be renewed in time.
    private async Task RenewAsync(SinkLease lease, CancellationTokenSource lost, CancellationToken cancellationToken)
    {
        var renewed = _clock.GetTimestamp();
        while (true)
        {
            await Task.Delay(_duration / 3, _clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            var now = _clock.GetTimestamp();
            try
            {
                await lease.RenewAsync(cancellationToken).ConfigureAwait(false);
                renewed = now;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (SyncException failure) when (failure is not SyncConflictException && _clock.GetElapsedTime(renewed) < _duration)
            {
                // The storage may be back before the lease expires.
            }
#pragma warning disable CA1031 // The run must not go on without a lease, whatever the reason is.
            catch (Exception)
#pragma warning restore CA1031
            {
                await lost.CancelAsync().ConfigureAwait(false);
                return;
            }
        }
    }
}
