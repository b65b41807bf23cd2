using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace ClickFunnels.Sync.Orleans.Tests;

/// <summary>The grain of a workspace, on two silos with clustering and reminders in memory.</summary>
public sealed class GrainTests
{
    private readonly ConcurrentDictionary<long, FakeWorkspaceSync> _syncs = new();
    private InProcessTestCluster? _cluster;

    private IGrainFactory Grains => _cluster!.Client;

    [SetUp]
    public async Task StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.UseInMemoryReminderService();
                silo.AddClickFunnelsSync(options => options.ResumeAfter = TimeSpan.FromMilliseconds(300));
                silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(50));
                silo.Services.AddSingleton<IWorkspaceSyncFactory>(
                    new WorkspaceSyncFactory((workspace, _) => new ValueTask<IWorkspaceSync>(Sync(workspace)))
                );
            }
        );
        builder.ConfigureClient(static client => client.AddClickFunnelsSync());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _cluster!.DisposeAsync();

    [Test]
    [CancelAfter(60_000)]
    public async Task A_workspace_is_synced_on_schedule_and_never_twice_at_once(CancellationToken cancellationToken)
    {
        var grain = Grains.GetGrain<IWorkspaceSyncGrain>(7);
        var schedule = new SyncSchedule { Interval = TimeSpan.FromSeconds(1), SpreadOver = TimeSpan.Zero };
        await grain.ScheduleAsync(schedule);
        await grain.ScheduleAsync(schedule);
        var first = await Sync(7).NextRunAsync();

        // The run is in the background: the grain still takes calls, of which none starts another run.
        var more = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.RunNowAsync(SyncMode.Full)));
        Assert.That(more, Is.All.False);
        var running = await grain.GetStatusAsync();
        Assert.That((running.State, running.Workspace, running.Runs), Is.EqualTo((WorkspaceSyncState.Running, 7L, 0L)));
        Assert.That(running.Host, Does.StartWith("Silo"));
        first.SetResult(Sync(7).Result(rows: 40, requests: 2));

        (await Sync(7).NextRunAsync()).SetException(new SyncException("The sink is full."));
        (await Sync(7).NextRunAsync()).SetResult(Sync(7).Result(rows: 1, requests: 1));
        (await Sync(7).NextRunAsync()).SetResult(Sync(7).Result(rows: 1, requests: 1));
        var status = await UntilAsync(grain, static status => status is { Runs: 3, State: WorkspaceSyncState.Idle }, cancellationToken);
        Assert.That((status.Rows, status.Requests, status.Failures, status.Error), Is.EqualTo((1L, 1L, 0, (string?)null)));
        Assert.That(Sync(7).MostAtOnce, Is.EqualTo(1));

        await grain.StopAsync();
        var runs = Sync(7).Runs;
        await Task.Delay(TimeSpan.FromSeconds(1.5), cancellationToken);
        Assert.That(Sync(7).Runs, Is.LessThanOrEqualTo(runs + 1), "No reminder is left.");
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Stop_and_the_end_of_a_silo_cancel_runs_and_wait_for_them(CancellationToken cancellationToken)
    {
        var stopped = Grains.GetGrain<IWorkspaceSyncGrain>(1);
        Assert.That(await stopped.RunNowAsync(SyncMode.Full), Is.True);
        var run = await Sync(1).NextRunAsync();
        await stopped.StopAsync();
        Assert.That((run.Task.IsCanceled, Sync(1).LastMode), Is.EqualTo((true, SyncMode.Full)));
        Assert.That((await stopped.GetStatusAsync()).State, Is.EqualTo(WorkspaceSyncState.Idle));

        var ids = Enumerable.Range(100, 20).ToArray();
        await Task.WhenAll(ids.Select(id => Grains.GetGrain<IWorkspaceSyncGrain>(id).RunNowAsync()));
        var runs = new ConcurrentDictionary<int, TaskCompletionSource<SyncResult>>();
        foreach (var id in ids)
        {
            runs[id] = await Sync(id).NextRunAsync();
        }

        var statuses = await Task.WhenAll(ids.Select(id => Grains.GetGrain<IWorkspaceSyncGrain>(id).GetStatusAsync()));
        var silo = _cluster!.Silos[1];
        var there = statuses.Where(status => status.Host == silo.Name).Select(static status => (int)status.Workspace).ToList();
        await _cluster.StopSiloAsync(silo, cancellationToken);

        Assert.That(there.Select(id => (runs[id].Task.IsCanceled, Sync(id).IsDisposed)), Is.All.EqualTo((true, true)));
        Assert.That(ids.Except(there).Select(id => runs[id].Task.IsCompleted), Is.All.False);
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Records_are_refreshed_during_a_run_and_events_that_wait_share_a_read(CancellationToken cancellationToken)
    {
        var grain = Grains.GetGrain<IWorkspaceSyncGrain>(3);
        await grain.RunNowAsync();
        await Sync(3).NextRunAsync();
        var hold = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Sync(3).OnRefresh = (_, _) => hold.Task;
        var refresher = new OrleansRecordRefresher(Grains);

        var refreshes = Enumerable.Range(0, 50).Select(_ => refresher.RefreshAsync(3, "contacts", 9, cancellationToken)).ToArray();
        while (Sync(3).Refreshes == 0)
        {
            await Task.Delay(10, cancellationToken);
        }

        // A call that comes after them shows that all of them have arrived.
        Sync(3).OnRefresh = (table, _) => table == "orders" ? Task.FromResult(true) : hold.Task;
        for (var call = 0; call < 5; call++)
        {
            Assert.That(await refresher.RefreshAsync(3, "orders", 1, cancellationToken), Is.True);
        }

        hold.SetResult(false);
        Assert.That(await Task.WhenAll(refreshes), Is.All.False);
        Assert.That(Sync(3).Refreshes - 5, Is.InRange(1, 5), "50 calls share a few reads.");

        Sync(3).OnRefresh = (_, _) => throw new SyncException("There is no table cats in this sync.");
        Assert.That(
            async () => await refresher.RefreshAsync(3, "cats", 1, cancellationToken),
            Throws.TypeOf<SyncException>().With.Message.Contains("There is no table cats")
        );
    }

    private static async Task<WorkspaceSyncStatus> UntilAsync(
        IWorkspaceSyncGrain grain,
        Func<WorkspaceSyncStatus, bool> condition,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (await grain.GetStatusAsync() is var status && condition(status))
            {
                return status;
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    private FakeWorkspaceSync Sync(long workspace) => _syncs.GetOrAdd(workspace, static id => new FakeWorkspaceSync(id));
}
