namespace ClickFunnels.Sync;

/// <summary>The state of the sync of a workspace.</summary>
public enum WorkspaceSyncState
{
    /// <summary>No run is in progress.</summary>
    Idle,

    /// <summary>A run waits until the process has capacity.</summary>
    Waiting,

    /// <summary>A run is in progress.</summary>
    Running,
}

/// <summary>The sync of a workspace, as its scheduler sees it. It contains no data of records.</summary>
public sealed record WorkspaceSyncStatus
{
    /// <summary>Id of the workspace.</summary>
    public required long Workspace { get; init; }

    /// <summary>The state.</summary>
    public WorkspaceSyncState State { get; init; }

    /// <summary>Name of the process that owns the workspace: the silo in a cluster, or the machine.</summary>
    public string Host { get; init; } = "";

    /// <summary>Start of the last run (UTC); null if the host has not started one.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>End of the last run (UTC); null if none has ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Number of runs that succeeded.</summary>
    public long Runs { get; init; }

    /// <summary>Number of runs that failed since the last one that succeeded.</summary>
    public int Failures { get; init; }

    /// <summary>The message of the last failure; null if the last run succeeded.</summary>
    public string? Error { get; init; }

    /// <summary>Number of records that the last successful run read.</summary>
    public long Rows { get; init; }

    /// <summary>Number of rows that the last successful run inserted, changed or deleted.</summary>
    public long Changes { get; init; }

    /// <summary>Number of requests of the last successful run.</summary>
    public long Requests { get; init; }
}
