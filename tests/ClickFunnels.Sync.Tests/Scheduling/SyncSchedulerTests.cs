using System.Collections.Concurrent;

namespace ClickFunnels.Sync.Tests.Scheduling;

/// <summary>Many workspaces in one process, each on its schedule.</summary>
public sealed class SyncSchedulerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public void First_runs_are_spread_evenly_and_always_the_same()
    {
        var schedule = new SyncSchedule { Interval = Hour };
        var delays = Enumerable.Range(1, 5000).Select(id => schedule.GetFirstDelay(id)).ToArray();

        Assert.That(delays, Is.All.InRange(TimeSpan.Zero, Hour));
        Assert.That(Enumerable.Range(1, 5000).Select(id => schedule.GetFirstDelay(id)), Is.EqualTo(delays));
        var perMinute = delays.GroupBy(static delay => (int)delay.TotalMinutes).Select(static group => group.Count()).ToArray();
        Assert.That((perMinute.Length, perMinute.Min(), perMinute.Max()), Is.EqualTo((60, perMinute.Min(), perMinute.Max())));
        Assert.That(perMinute, Is.All.InRange(5000 / 60 / 2, 5000 / 60 * 2));
        Assert.That(new SyncSchedule { SpreadOver = TimeSpan.Zero }.GetFirstDelay(7), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task Runs_follow_the_schedule_and_runs_that_were_missed_are_left_out()
    {
        await using var test = new SchedulerTest();
        test.Scheduler.Schedule(1, new SyncSchedule { Interval = Hour, SpreadOver = TimeSpan.Zero });
        var first = await test.Sync(1).NextRunAsync();

        await test.Clock.WaitingFor(Hour);
        test.Clock.Advance(Hour * 3.5);
        await test.Clock.WaitingFor(Hour * 0.5);
        Assert.That(test.Sync(1).Runs, Is.EqualTo(1));
        first.SetResult(test.Sync(1).Result());
        await test.UntilAsync(1, static status => status.Runs == 1);

        test.Clock.Advance(Hour * 0.49);
        Assert.That(test.Sync(1).Runs, Is.EqualTo(1));
        test.Clock.Advance(Hour * 0.01);
        (await test.Sync(1).NextRunAsync()).SetResult(test.Sync(1).Result());
        await test.UntilAsync(1, static status => status.Runs == 2);

        Assert.That(test.Sync(1).MostAtOnce, Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_failed_is_repeated_before_the_next_one_is_due()
    {
        await using var test = new SchedulerTest();
        test.Scheduler.Schedule(1, new SyncSchedule { Interval = Hour, SpreadOver = TimeSpan.Zero });
        (await test.Sync(1).NextRunAsync()).SetException(new SyncException("The sink is full."));
        await test.UntilAsync(1, static status => status.Failures == 1);

        await test.Clock.WaitingFor(SchedulerTest.RetryAfter);
        test.Clock.Advance(SchedulerTest.RetryAfter);
        (await test.Sync(1).NextRunAsync()).SetResult(test.Sync(1).Result());
        await test.UntilAsync(1, static status => status is { Runs: 1, Failures: 0 });
    }

    [Test]
    public async Task A_workspace_can_be_run_at_once_refreshed_and_removed()
    {
        await using var test = new SchedulerTest();
        test.Scheduler.Schedule(1, new SyncSchedule { Interval = Hour, SpreadOver = Hour });
        var run = test.Scheduler.RunNow(1, SyncMode.Full);
        await test.Sync(1).NextRunAsync();

        Assert.That(test.Scheduler.RunNow(1), Is.Null);
        Assert.That(await test.Scheduler.RefreshAsync(1, "contacts", 9), Is.True);
        await test.Scheduler.RemoveAsync(1);
        Assert.That(await run!, Is.False);
        Assert.That((test.Sync(1).IsDisposed, test.Scheduler.GetStatuses().Count), Is.EqualTo((true, 0)));
        Assert.That(
            () => test.Scheduler.RunNow(1),
            Throws.TypeOf<SyncException>().With.Message.EqualTo("Workspace 1 is not scheduled: call Schedule for it first.")
        );
        test.Clock.Advance(Hour * 2);
        Assert.That(test.Sync(1).Runs, Is.EqualTo(1));
    }

    [Test]
    public async Task The_end_of_the_scheduler_stops_the_runs_and_waits_for_them()
    {
        await using var test = new SchedulerTest();
        for (var workspace = 1; workspace <= 20; workspace++)
        {
            test.Scheduler.Schedule(workspace, new SyncSchedule { SpreadOver = TimeSpan.Zero });
        }

        await Task.WhenAll(Enumerable.Range(1, 20).Select(workspace => test.Sync(workspace).NextRunAsync()));
        Assert.That(() => test.Scheduler.RunAsync(CancellationToken.None), Throws.InvalidOperationException);
        await test.EndAsync();

        Assert.That(test.Scheduler.GetStatuses().Select(static status => status.State), Is.All.EqualTo(WorkspaceSyncState.Idle));
        Assert.That(test.Scheduler.GetStatuses().Select(static status => status.Workspace), Is.Ordered);
    }

    private sealed class SchedulerTest : IAsyncDisposable
    {
        public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);

        private readonly ConcurrentDictionary<long, FakeWorkspaceSync> _syncs = new();
        private readonly CancellationTokenSource _end = new();
        private readonly Task _running;

        public SchedulerTest()
        {
            Scheduler = new SyncScheduler(
                new WorkspaceSyncFactory((workspace, _) => new ValueTask<IWorkspaceSync>(Sync(workspace))),
                new SyncSchedulerOptions { TimeProvider = Clock, RetryAfter = RetryAfter }
            );
            _running = Scheduler.RunAsync(_end.Token);
        }

        public SyncScheduler Scheduler { get; }

        public ManualTimeProvider Clock { get; } = new();

        public FakeWorkspaceSync Sync(long workspace) => _syncs.GetOrAdd(workspace, static id => new FakeWorkspaceSync(id));

        public async Task UntilAsync(long workspace, Func<WorkspaceSyncStatus, bool> condition)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (!condition(Scheduler.GetStatuses().Single(status => status.Workspace == workspace)))
            {
                await Task.Delay(1, limit.Token);
            }
        }

        public async Task EndAsync()
        {
            await _end.CancelAsync();
            await _running;
        }

        public async ValueTask DisposeAsync()
        {
            await EndAsync();
            await Scheduler.DisposeAsync();
            _end.Dispose();
        }
    }
}
