using ClickFunnels.Sync.Tests.Support;

namespace ClickFunnels.Sync.Tests.Scheduling;

/// <summary>A run that lost its lease stores nothing, and no run starts while another one holds the lease.</summary>
public sealed class ExclusiveWorkspaceSyncTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task A_second_process_is_refused_until_the_first_run_ends()
    {
        await using var sink = new MemorySink();
        var clock = new ManualTimeProvider();
        await using var first = new Contender(sink, clock);
        await using var second = new Contender(sink, clock);

        var running = first.Sync.RunAsync();
        var run = await first.Inner.NextRunAsync();
        Assert.That(() => second.Sync.RunAsync(), Throws.TypeOf<SyncConflictException>().With.Message.Contains("in progress"));
        Assert.That(() => first.Sync.RunAsync(), Throws.TypeOf<SyncConflictException>());

        // Renewals keep the lease for as long as the run takes.
        for (var third = 0; third < 30; third++)
        {
            var until = await ReadAsync(sink, "_lease.until");
            await clock.WaitingFor(Minute / 3);
            clock.Advance(Minute / 3);
            while (await ReadAsync(sink, "_lease.until") == until)
            {
                await Task.Yield();
            }
        }

        Assert.That(() => second.Sync.RunAsync(), Throws.TypeOf<SyncConflictException>());
        await first.CommitAsync("row");
        run.SetResult(first.Inner.Result());
        await running;

        var next = second.Sync.RunAsync();
        (await second.Inner.NextRunAsync()).SetResult(second.Inner.Result());
        await next;
        Assert.That(await ReadAsync(sink, "row"), Is.EqualTo("1"));
        Assert.That(await ReadAsync(sink, "_lease.fence"), Does.StartWith("2 "));
        Assert.That(await ReadAsync(sink, "_lease.until"), Is.Null);
    }

    [Test]
    public async Task A_lost_process_is_replaced_and_can_store_nothing_if_it_was_only_slow()
    {
        await using var sink = new MemorySink();
        var slowClock = new ManualTimeProvider();
        var clock = new ManualTimeProvider();
        await using var slow = new Contender(sink, slowClock);
        await using var other = new Contender(sink, clock);
        var lost = slow.Sync.RunAsync();
        var slowRun = await slow.Inner.NextRunAsync();
        await slow.CommitAsync("first");

        // The process stands still: it renews nothing.
        clock.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.That(() => other.Sync.RunAsync(), Throws.TypeOf<SyncConflictException>());
        clock.Advance(TimeSpan.FromTicks(1));
        var taken = other.Sync.RunAsync();
        var run = await other.Inner.NextRunAsync();
        await other.CommitAsync("second");

        Assert.That(() => slow.CommitAsync("late"), Throws.TypeOf<SyncConflictException>());
        slowClock.Advance(Minute / 3);
        Assert.That(async () => await lost, Throws.TypeOf<SyncConflictException>().With.Message.Contains("lost its lease"));
        Assert.That(slowRun.Task.IsCanceled, Is.True);
        await other.CommitAsync("third");
        run.SetResult(other.Inner.Result());
        await taken;
        Assert.That(
            (await sink.ReadStateAsync(1, "")).Select(static entry => entry.Key),
            Is.EqualTo(new[] { "_lease.fence", "first", "second", "third" })
        );
    }

    [Test]
    public async Task Of_two_processes_that_start_at_the_same_moment_one_wins()
    {
        await using var sink = new MemorySink();
        var clock = new ManualTimeProvider();
        var contenders = Enumerable.Range(0, 20).Select(_ => new Contender(sink, clock)).ToArray();

        var runs = contenders.Select(contender => Task.Run(() => contender.Sync.RunAsync())).ToArray();
        var refused = 0;
        var left = runs.ToList();
        while (refused < 19)
        {
            var ended = await Task.WhenAny(left);
            left.Remove(ended);
            Assert.That(async () => await ended, Throws.TypeOf<SyncConflictException>());
            refused++;
        }

        var winner = contenders[Array.IndexOf(runs, left.Single())];
        (await winner.Inner.NextRunAsync()).SetResult(winner.Inner.Result());
        await left.Single();
        Assert.That(contenders.Sum(static contender => contender.Inner.Runs), Is.EqualTo(1));
    }

    [Test]
    public async Task A_run_survives_a_short_failure_of_the_storage_and_ends_when_the_lease_cannot_be_kept()
    {
        await using var sink = new MemorySink();
        var clock = new ManualTimeProvider();
        await using var contender = new Contender(sink, clock);
        var running = contender.Sync.RunAsync();
        await contender.Inner.NextRunAsync();

        for (var third = 0; third < 3; third++)
        {
            await clock.WaitingFor(Minute / 3);
            Assert.That(running.IsCompleted, Is.False);
            sink.CommitsUntilFailure = 1;
            clock.Advance(Minute / 3);
        }

        Assert.That(async () => await running, Throws.TypeOf<SyncConflictException>());
    }

    private static async Task<string?> ReadAsync(SyncSink sink, string entry) =>
        (await sink.ReadStateAsync(1, entry)).Select(static found => found.Value).FirstOrDefault();

    private sealed class Contender : IAsyncDisposable
    {
        private SyncSink? _sink;

        public Contender(SyncSink sink, TimeProvider clock) =>
            Sync = new ExclusiveWorkspaceSync(
                1,
                sink,
                fenced =>
                {
                    _sink = fenced;
                    return Inner;
                },
                Minute,
                clock
            );

        public FakeWorkspaceSync Inner { get; } = new(1);

        public ExclusiveWorkspaceSync Sync { get; }

        /// <summary>Stores something, as the run would.</summary>
        public Task CommitAsync(string entry) =>
            _sink!.CommitAsync(
                new SinkCommit
                {
                    Workspace = 1,
                    State = new Dictionary<string, string?> { [entry] = "1" },
                }
            );

        public ValueTask DisposeAsync() => Sync.DisposeAsync();
    }
}
