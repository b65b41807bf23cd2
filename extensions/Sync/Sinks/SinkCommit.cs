namespace ClickFunnels.Sync;

/// <summary>The changes of one table in a commit.</summary>
/// <param name="Table">The table, with all columns that the rows have. It was prepared before.</param>
/// <param name="Upserts">Rows to insert, or to replace as a whole. No id occurs twice.</param>
/// <param name="Deletes">Ids of the rows to delete. Ids without a row are ignored.</param>
public sealed record TableChanges(SyncTable Table, IReadOnlyList<SyncRow> Upserts, IReadOnlyList<long> Deletes);

/// <summary>Changes of one workspace that a sink stores together or not at all.</summary>
public sealed class SinkCommit
{
    /// <summary>Id of the workspace.</summary>
    public required long Workspace { get; init; }

    /// <summary>The changes by table. No table occurs twice.</summary>
    public IReadOnlyList<TableChanges> Changes { get; init; } = [];

    /// <summary>Entries of the state to set, by name; null removes an entry.</summary>
    public IReadOnlyDictionary<string, string?> State { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Values that entries of the state must have before the commit; null for an entry that must not exist. If one differs, nothing is
    /// stored and the commit fails with a <see cref="SyncConflictException" />. The comparison and the commit are one transaction.
    /// </summary>
    /// <remarks>An entry that is compared may only be changed by commits that compare it, too.</remarks>
    public IReadOnlyDictionary<string, string?> Expected { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// The time of the deletion, to keep deleted rows and set <see cref="SyncTable.DeletedAtColumn" />; null to remove them.
    /// </summary>
    public DateTimeOffset? KeepDeletedAt { get; init; }
}

/// <summary>What a sink has of a row, for comparison.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="Digest">Digest of the record.</param>
/// <param name="SyncedAt">The time of the request that returned the row.</param>
public readonly record struct StoredRow(long Id, long Digest, DateTimeOffset SyncedAt);
