namespace ClickFunnels.Sync;

/// <summary>A row: one record of one workspace.</summary>
public sealed class SyncRow
{
    /// <summary>Id of the record.</summary>
    public required long Id { get; init; }

    /// <summary>Id of the parent record; null for a list of the workspace.</summary>
    public long? Parent { get; init; }

    /// <summary>
    /// The values, in the order of <see cref="SyncTable.Columns" />; null for a field that is null or missing. A row may have fewer values
    /// than the table has columns: the others are null.
    /// </summary>
    public required IReadOnlyList<object?> Values { get; init; }

    /// <summary>A JSON object with the values that do not fit their column, by name; null for none.</summary>
    public string? Extra { get; init; }

    /// <summary>Digest of the record as it was sent.</summary>
    public required long Digest { get; init; }

    /// <summary>The time of the request that returned the record, in UTC.</summary>
    public required DateTimeOffset SyncedAt { get; init; }

    /// <summary>Returns the id; never data, which may be personal.</summary>
    public override string ToString() => $"row {Id}";
}
