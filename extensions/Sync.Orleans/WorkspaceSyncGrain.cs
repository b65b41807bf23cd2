#pragma warning disable CA2007 // A grain continues in its own context.
#pragma warning disable CA1001 // Its deactivation disposes the runner.
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Sync.Orleans;

/// <summary>Runs the syncs of a workspace with reminders.</summary>
internal sealed partial class WorkspaceSyncGrain(
    IWorkspaceSyncFactory factory,
    SyncSilo silo,
    ILocalSiloDetails details,
    ILogger<WorkspaceSyncGrain> log
) : Grain, IWorkspaceSyncGrain, IRemindable
{
    // The name holds the interval, because a reminder does not tell its period.
    private const string SchedulePrefix = "sync every ";

    // Registered while a run is in progress. It activates the grain elsewhere if the silo is lost, and repeats a run that failed.
    private const string ResumePrefix = "resume ";

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    private WorkspaceRunner? _runner;
    private Task _end = Task.CompletedTask;

    private WorkspaceRunner Runner =>
        _runner ?? throw new InvalidOperationException("The grain is not active: it has no runner before its activation.");

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _runner = new WorkspaceRunner(this.GetPrimaryKeyLong(), factory, details.Name, silo.Runs, silo.Options.ResumeAfter);
        return base.OnActivateAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // The reminder stays: another silo continues the run.
        await Runner
            .DisposeAsync()
            .AsTask()
            .WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task ScheduleAsync(SyncSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var name = $"{SchedulePrefix}{schedule.Interval:c}";
        var exists = false;
        foreach (var reminder in await this.GetReminders())
        {
            if (reminder.ReminderName == name)
            {
                exists = true;
            }
            else if (reminder.ReminderName.StartsWith(SchedulePrefix, StringComparison.Ordinal))
            {
                await this.UnregisterReminder(reminder);
            }
        }

        if (!exists)
        {
            await this.RegisterOrUpdateReminder(name, schedule.GetFirstDelay(this.GetPrimaryKeyLong()), schedule.Interval);
        }
    }

    public Task<bool> RunNowAsync(SyncMode mode = SyncMode.Due) => StartAsync(mode);

    public Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default) =>
        Runner.RefreshAsync(table, id, cancellationToken);

    public Task<WorkspaceSyncStatus> GetStatusAsync() => Task.FromResult(Runner.Status);

    public async Task StopAsync()
    {
        foreach (var reminder in await this.GetReminders())
        {
            await this.UnregisterReminder(reminder);
        }

        // The end of the run does not need the turn of this call.
        await Runner
            .StopAsync()
            .WaitAsync(LongestStop)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!reminderName.StartsWith(ResumePrefix, StringComparison.Ordinal))
        {
            await StartAsync(SyncMode.Due);
            return;
        }

        var last = Runner.Status;
        if (last.State != WorkspaceSyncState.Idle || Runner.RetryAt > DateTimeOffset.UtcNow)
        {
            return;
        }

        if (last is { Runs: > 0, Error: null })
        {
            // The run succeeded, but its reminder could not be removed then.
            await ForgetAsync(reminderName);
            return;
        }

        LogContinues(last.Workspace);
        await StartAsync(reminderName == GetResumeName(SyncMode.Full) ? SyncMode.Full : SyncMode.Due);
    }

    private static string GetResumeName(SyncMode mode) => ResumePrefix + (mode == SyncMode.Full ? "full" : "due");

    private async Task<bool> StartAsync(SyncMode mode)
    {
        if (Runner.Status.State != WorkspaceSyncState.Idle)
        {
            return false;
        }

        // The last run may still remove its reminder, which has the same name.
        await _end;
        await this.RegisterOrUpdateReminder(GetResumeName(mode), silo.Options.ResumeAfter, silo.Options.ResumeAfter);
        if (Runner.TryStart(mode) is not { } run)
        {
            return false;
        }

        DelayDeactivation(Timeout.InfiniteTimeSpan);
        _end = EndAsync(run, mode);
        return true;
    }

    // Never throws: nobody waits for it but the next run.
    private async Task EndAsync(Task<bool> run, SyncMode mode)
    {
        var hasSucceeded = await run;
        DelayDeactivation(TimeSpan.Zero);
        try
        {
            if (hasSucceeded)
            {
                await ForgetAsync(GetResumeName(mode));
            }
            else if (Runner.Status.Error is { } error)
            {
                LogFailed(Runner.Status.Workspace, error);
            }
        }
#pragma warning disable CA1031 // The reminder ticks once more, and is removed then.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogReminderStays(Runner.Status.Workspace, exception);
        }
    }

    private async Task ForgetAsync(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The run of workspace {Workspace} starts again, because the last one did not succeed.")]
    private partial void LogContinues(long workspace);

    [LoggerMessage(2, LogLevel.Warning, "The run of workspace {Workspace} failed and will be repeated: {Error}")]
    private partial void LogFailed(long workspace, string error);

    [LoggerMessage(3, LogLevel.Warning, "The reminder of the run of workspace {Workspace} could not be removed yet.")]
    private partial void LogReminderStays(long workspace, Exception exception);
}
