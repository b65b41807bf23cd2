namespace ClickFunnels.Sync;

/// <summary>Settings of an export or a sync.</summary>
public sealed class SyncOptions
{
    /// <summary>
    /// Names of the tables to read, such as <c>contacts</c> or <c>products_prices</c>; empty for all lists of a workspace.
    /// The parents of a table are read, too, because its records are listed by parent.
    /// </summary>
    public IList<string> Tables { get; } = [];

    /// <summary>Names of tables to leave out.</summary>
    public IList<string> ExcludedTables { get; } = [];

    /// <summary>True to keep the rows of deleted records, with <see cref="SyncTable.DeletedAtColumn" />; false to remove them.</summary>
    public bool KeepDeletedRows { get; set; }

    /// <summary>The largest number of lists, or of parts of one list, that are read at the same time, 1 to 64; 16 by default.</summary>
    public int MaxParallelReads { get; set; } = 16;

    /// <summary>
    /// The time that an incremental sync reads back before the newest record that it has seen, because records that are changed at the
    /// same time may become visible later; 5 minutes by default.
    /// </summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The time after which an incremental sync is replaced by a comparison of all records, which also finds deletions and changes that do
    /// not set the time of the last change; one day by default.
    /// </summary>
    public TimeSpan ReconcileAfter { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// True to allow a temporary saved filter in the workspace, so that contacts can be read by <c>results</c>: thousands of rows in each
    /// request. The filter is deleted at the end. It needs a token that may write.
    /// </summary>
    public bool UseTemporaryFilter { get; set; }

    /// <summary>
    /// The fields of contacts to export, if only some are needed; empty for all. Contacts are read by <c>results</c> if
    /// <see cref="UseTemporaryFilter" /> is set and these fields allow it.
    /// </summary>
    public IList<string> ContactFields { get; } = [];

    /// <summary>Gives the time; for tests.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Receives the progress, at most ten times a second; null for none.</summary>
    public IProgress<SyncProgress>? Progress { get; set; }
}
