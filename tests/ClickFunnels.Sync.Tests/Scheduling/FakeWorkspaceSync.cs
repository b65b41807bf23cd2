using System.Collections.Concurrent;

namespace ClickFunnels.Sync.Tests.Scheduling;

/// <summary>A sync whose runs end when the test says so.</summary>
internal sealed class FakeWorkspaceSync(long workspace) : IWorkspaceSync
{
    private readonly ConcurrentQueue<TaskCompletionSource<SyncResult>> _runs = new();
    private readonly SemaphoreSlim _started = new(0);
    private int _inProgress;

    public int Runs { get; private set; }

    public int MostAtOnce { get; private set; }

    public int Refreshes { get; private set; }

    public bool IsDisposed { get; private set; }

    public SyncMode LastMode { get; private set; }

    /// <summary>Called by each refresh.</summary>
    public Func<string, long, Task<bool>> OnRefresh { get; set; } = (_, _) => Task.FromResult(true);

    /// <summary>Waits for the start of the next run, and returns the source of its end.</summary>
    public async Task<TaskCompletionSource<SyncResult>> NextRunAsync()
    {
        Assert.That(await _started.WaitAsync(TimeSpan.FromSeconds(20)), Is.True, "No run was started.");
        return _runs.TryDequeue(out var run) ? run : throw new AssertionException("The run is missing.");
    }

    public SyncResult Result(long rows = 0, long requests = 0) =>
        new()
        {
            Workspace = workspace,
            Tables = [new TableResult("contacts", SyncMode.Due) { Rows = rows, Upserts = rows }],
            Requests = requests,
        };

    public async Task<SyncResult> RunAsync(SyncMode mode = SyncMode.Due, CancellationToken cancellationToken = default)
    {
        Runs++;
        LastMode = mode;
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _inProgress));
        try
        {
            var run = new TaskCompletionSource<SyncResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => run.TrySetCanceled(cancellationToken));
            _runs.Enqueue(run);
            _started.Release();
            return await run.Task;
        }
        finally
        {
            Interlocked.Decrement(ref _inProgress);
        }
    }

    public Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default)
    {
        Refreshes++;
        return OnRefresh(table, id);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
