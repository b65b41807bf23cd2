namespace ClickFunnels.Sync;

/// <summary>
/// A table of a sink. A row is a record of the service; the key is <see cref="WorkspaceColumn" /> together with <see cref="IdColumn" />.
/// </summary>
/// <remarks>
/// A sink writes the columns <see cref="WorkspaceColumn" />, <see cref="IdColumn" /> and <see cref="ParentColumn" />, then those of
/// <see cref="Columns" />, then <see cref="ExtraColumn" />, <see cref="DigestColumn" />, <see cref="SyncedAtColumn" /> and
/// <see cref="DeletedAtColumn" />.
/// </remarks>
public sealed class SyncTable
{
    /// <summary>Column with the id of the workspace.</summary>
    public const string WorkspaceColumn = "_workspace";

    /// <summary>Column with the id of the record.</summary>
    public const string IdColumn = "id";

    /// <summary>
    /// Column with the id of the parent record whose list contains the record; null for a list of the workspace.
    /// </summary>
    public const string ParentColumn = "_parent";

    /// <summary>
    /// Column with a JSON object of the values that do not fit the type of their column, by their name; null for none.
    /// </summary>
    public const string ExtraColumn = "_extra";

    /// <summary>Column with the digest of the record (64 bits), by which a change is found.</summary>
    public const string DigestColumn = "_digest";

    /// <summary>Column with the time of the request that returned the row.</summary>
    public const string SyncedAtColumn = "_synced_at";

    /// <summary>
    /// Column with the time at which the record was found to be deleted, if deleted rows are kept
    /// (<see cref="SyncOptions.KeepDeletedRows" />); null for a record that exists.
    /// </summary>
    public const string DeletedAtColumn = "_deleted_at";

    /// <summary>Creates a table.</summary>
    /// <param name="name">Name of the table: lower-case letters, digits and underscores.</param>
    /// <param name="columns">The columns of the record, without the id.</param>
    /// <param name="parent">Name of the table that <see cref="ParentColumn" /> refers to; null for none.</param>
    public SyncTable(string name, IEnumerable<SyncColumn> columns, string? parent = null)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Columns = [.. columns ?? throw new ArgumentNullException(nameof(columns))];
        Parent = parent;
    }

    /// <summary>Name of the table.</summary>
    public string Name { get; }

    /// <summary>The columns of the record, without the id. <see cref="SyncRow.Values" /> has the same order.</summary>
    public IReadOnlyList<SyncColumn> Columns { get; }

    /// <summary>Name of the table that <see cref="ParentColumn" /> refers to; null for none.</summary>
    public string? Parent { get; }

    /// <summary>Returns the table with further columns at its end.</summary>
    /// <param name="columns">The new columns.</param>
    public SyncTable With(params IEnumerable<SyncColumn> columns) => new(Name, [.. Columns, .. columns], Parent);

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}
