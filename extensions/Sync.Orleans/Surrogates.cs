namespace ClickFunnels.Sync.Orleans;

/// <summary>The form of a <see cref="SyncSchedule" /> between silos.</summary>
[GenerateSerializer]
internal struct SyncScheduleSurrogate
{
    [Id(0)]
    public TimeSpan Interval;

    [Id(1)]
    public TimeSpan? SpreadOver;
}

/// <summary>Converts schedules.</summary>
[RegisterConverter]
internal sealed class SyncScheduleConverter : IConverter<SyncSchedule, SyncScheduleSurrogate>
{
    public SyncSchedule ConvertFromSurrogate(in SyncScheduleSurrogate surrogate) =>
        new() { Interval = surrogate.Interval, SpreadOver = surrogate.SpreadOver };

    public SyncScheduleSurrogate ConvertToSurrogate(in SyncSchedule value) =>
        new() { Interval = value.Interval, SpreadOver = value.SpreadOver };
}

/// <summary>The form of a <see cref="WorkspaceSyncStatus" /> between silos.</summary>
[GenerateSerializer]
internal struct WorkspaceSyncStatusSurrogate
{
    [Id(0)]
    public long Workspace;

    [Id(1)]
    public int State;

    [Id(2)]
    public string Host;

    [Id(3)]
    public DateTimeOffset? StartedAt;

    [Id(4)]
    public DateTimeOffset? EndedAt;

    [Id(5)]
    public long Runs;

    [Id(6)]
    public int Failures;

    [Id(7)]
    public string? Error;

    [Id(8)]
    public long Rows;

    [Id(9)]
    public long Changes;

    [Id(10)]
    public long Requests;
}

/// <summary>Converts states.</summary>
[RegisterConverter]
internal sealed class WorkspaceSyncStatusConverter : IConverter<WorkspaceSyncStatus, WorkspaceSyncStatusSurrogate>
{
    public WorkspaceSyncStatus ConvertFromSurrogate(in WorkspaceSyncStatusSurrogate surrogate) =>
        new()
        {
            Workspace = surrogate.Workspace,
            State = (WorkspaceSyncState)surrogate.State,
            Host = surrogate.Host,
            StartedAt = surrogate.StartedAt,
            EndedAt = surrogate.EndedAt,
            Runs = surrogate.Runs,
            Failures = surrogate.Failures,
            Error = surrogate.Error,
            Rows = surrogate.Rows,
            Changes = surrogate.Changes,
            Requests = surrogate.Requests,
        };

    public WorkspaceSyncStatusSurrogate ConvertToSurrogate(in WorkspaceSyncStatus value) =>
        new()
        {
            Workspace = value.Workspace,
            State = (int)value.State,
            Host = value.Host,
            StartedAt = value.StartedAt,
            EndedAt = value.EndedAt,
            Runs = value.Runs,
            Failures = value.Failures,
            Error = value.Error,
            Rows = value.Rows,
            Changes = value.Changes,
            Requests = value.Requests,
        };
}
