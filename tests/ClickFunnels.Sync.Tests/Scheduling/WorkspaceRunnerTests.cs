namespace ClickFunnels.Sync.Tests.Scheduling;

/// <summary>One workspace has one run at a time, in the background.</summary>
public sealed class WorkspaceRunnerTests
{
    [Test]
    public async Task A_workspace_is_never_run_twice_at_once()
    {
        var sync = new FakeWorkspaceSync(1);
        await using var runner = Create(sync, new ManualTimeProvider());

        var attempts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => (Run: runner.TryStart(), true))));
        var starts = attempts.Select(static attempt => attempt.Run).OfType<Task<bool>>().ToList();
        var run = await sync.NextRunAsync();
        Assert.That(starts, Has.Count.EqualTo(1));
        Assert.That((runner.Status.State, runner.TryStart()), Is.EqualTo((WorkspaceSyncState.Running, (Task<bool>?)null)));
        run.SetResult(sync.Result(rows: 3, requests: 2));

        Assert.That(await starts[0], Is.True);
        Assert.That(sync.MostAtOnce, Is.EqualTo(1));
        var status = runner.Status;
        Assert.That(
            (status.State, status.Runs, status.Rows, status.Changes, status.Requests, status.Error),
            Is.EqualTo((WorkspaceSyncState.Idle, 1L, 3L, 3L, 2L, (string?)null))
        );
    }

    [Test]
    public async Task Failures_in_a_row_double_the_delay_up_to_an_hour_and_a_success_ends_it()
    {
        var clock = new ManualTimeProvider();
        var sync = new FakeWorkspaceSync(1);
        await using var runner = Create(sync, clock);

        foreach (var minutes in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            await EndAsync(run => run.SetException(new SyncException("The sink is full.")));
            Assert.That(runner.RetryAt - clock.GetUtcNow(), Is.EqualTo(TimeSpan.FromMinutes(minutes)));
        }

        Assert.That((runner.Status.Failures, runner.Status.Error), Is.EqualTo((8, "The sink is full.")));
        await EndAsync(run => run.SetResult(sync.Result()));
        Assert.That((runner.RetryAt, runner.Status.Failures, runner.Status.Error), Is.EqualTo(((DateTimeOffset?)null, 0, (string?)null)));

        // A run that another one excludes is no failure of the workspace.
        await EndAsync(run => run.SetException(new SyncConflictException("Another run is in progress.")));
        await EndAsync(run => run.SetException(new SyncConflictException("Another run is in progress.")));
        Assert.That((runner.RetryAt - clock.GetUtcNow(), runner.Status.Failures), Is.EqualTo((TimeSpan.FromMinutes(1), 0)));

        // A message that is not ours may contain data.
        await EndAsync(run => run.SetException(new FormatException("ada@example.com")));
        Assert.That(runner.Status.Error, Is.EqualTo("FormatException"));

        async Task EndAsync(Action<TaskCompletionSource<SyncResult>> end)
        {
            var run = runner.TryStart();
            end(await sync.NextRunAsync());
            await run!;
        }
    }

    [Test]
    public async Task Stop_and_dispose_cancel_the_run_and_wait_for_its_end()
    {
        var sync = new FakeWorkspaceSync(1);
        var runner = Create(sync, new ManualTimeProvider());
        var first = runner.TryStart(SyncMode.Full);
        await sync.NextRunAsync();
        await runner.StopAsync();

        Assert.That((first!.IsCompleted, await first), Is.EqualTo((true, false)));
        Assert.That((runner.RetryAt, sync.LastMode, sync.IsDisposed), Is.EqualTo(((DateTimeOffset?)null, SyncMode.Full, false)));

        var second = runner.TryStart();
        await sync.NextRunAsync();
        await runner.DisposeAsync();

        Assert.That((second!.IsCompleted, await second, sync.IsDisposed), Is.EqualTo((true, false, true)));
        Assert.That(runner.TryStart(), Is.Null);
        Assert.That(async () => await runner.RefreshAsync("contacts", 1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task The_sync_is_created_when_needed_and_closed_after_a_minute_without_work()
    {
        var clock = new ManualTimeProvider();
        List<FakeWorkspaceSync> created = [];
        var fails = true;
        await using var runner = new WorkspaceRunner(
            5,
            new WorkspaceSyncFactory(
                (workspace, _) =>
                {
                    if (fails)
                    {
                        throw new SyncException("There is no token.");
                    }

                    created.Add(new FakeWorkspaceSync(workspace));
                    return new ValueTask<IWorkspaceSync>(created[^1]);
                }
            ),
            timeProvider: clock
        );

        Assert.That(async () => await runner.RefreshAsync("contacts", 1), Throws.TypeOf<SyncException>().With.Message.Contains("token"));
        fails = false;
        Assert.That(await runner.RefreshAsync("contacts", 1), Is.True);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That(await runner.RefreshAsync("contacts", 2), Is.True);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.That((created.Count, created[0].IsDisposed), Is.EqualTo((1, false)));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await runner.RefreshAsync("contacts", 3), Is.True);

        Assert.That((created.Count, created[0].IsDisposed, created[1].IsDisposed), Is.EqualTo((2, true, false)));
    }

    [Test]
    public async Task Runs_beyond_the_limit_of_the_process_wait()
    {
        using var slots = new SemaphoreSlim(1);
        var syncs = new[] { new FakeWorkspaceSync(1), new FakeWorkspaceSync(2) };
        await using var first = Create(syncs[0], new ManualTimeProvider(), slots);
        await using var second = Create(syncs[1], new ManualTimeProvider(), slots);

        var runs = new[] { first.TryStart()!, Task.FromResult(false) };
        var held = await syncs[0].NextRunAsync();
        runs[1] = second.TryStart()!;
        Assert.That((second.Status.State, syncs[1].Runs), Is.EqualTo((WorkspaceSyncState.Waiting, 0)));
        held.SetResult(syncs[0].Result());
        (await syncs[1].NextRunAsync()).SetResult(syncs[1].Result());

        Assert.That(await Task.WhenAll(runs), Is.All.True);
        Assert.That(slots.CurrentCount, Is.EqualTo(1));
    }

    private static WorkspaceRunner Create(FakeWorkspaceSync sync, TimeProvider clock, SemaphoreSlim? slots = null) =>
        new(1, new WorkspaceSyncFactory((_, _) => new ValueTask<IWorkspaceSync>(sync)), "host", slots, timeProvider: clock);
}
