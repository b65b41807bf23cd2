using Orleans.Concurrency;

namespace ClickFunnels.Sync.Orleans;

/// <summary>Syncs one workspace. The key is the id of the workspace.</summary>
/// <remarks>
/// A run is work in the background of the grain: all calls return without waiting for it. If its silo is lost, the grain is activated on
/// another one after <see cref="OrleansSyncOptions.ResumeAfter" />, and the run continues from the state in the sink.
/// </remarks>
public interface IWorkspaceSyncGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Syncs the workspace on a schedule from now on. Does nothing if it has a schedule with the same interval, so that a host can set
    /// all schedules whenever it starts.
    /// </summary>
    /// <param name="schedule">The schedule. Reminders of Orleans need an interval of one minute or more by default.</param>
    Task ScheduleAsync(SyncSchedule schedule);

    /// <summary>Starts a run, whatever the schedule says.</summary>
    /// <param name="mode">The kind of the pass.</param>
    /// <returns>True if a run was started; false if one is in progress.</returns>
    Task<bool> RunNowAsync(SyncMode mode = SyncMode.Due);

    /// <summary>
    /// Reads a record again, and stores it or removes it, also while a run is in progress. Calls for one record that wait together lead
    /// to one read.
    /// </summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="id">Id of the record.</param>
    /// <param name="cancellationToken">Cancels the wait, not the read.</param>
    /// <returns>True if the sink was changed.</returns>
    [AlwaysInterleave]
    Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default);

    /// <summary>Returns the state of the sync. Counts begin when the grain is activated.</summary>
    [AlwaysInterleave]
    Task<WorkspaceSyncStatus> GetStatusAsync();

    /// <summary>
    /// Ends the schedule, and stops the run in progress. What was stored stays. Returns when the run has ended, or after 20 seconds.
    /// </summary>
    Task StopAsync();
}
