namespace ClickFunnels.Sync.Files;

/// <summary>A table as a file sink stores it. Columns are only added, at the end.</summary>
internal sealed class FileTable
{
    // More columns would make every reader slow; their values are kept, too.
    private const int MaxColumns = 2000;
    private const int MaxNameLength = 500;

    private static readonly HashSet<string> Reserved =
    [
        SyncTable.WorkspaceColumn,
        SyncTable.IdColumn,
        SyncTable.ParentColumn,
        SyncTable.ExtraColumn,
        SyncTable.DigestColumn,
        SyncTable.SyncedAtColumn,
        SyncTable.DeletedAtColumn,
    ];

    private readonly Dictionary<string, int> _indexes = [];

    public FileTable(string name, string? parent, IReadOnlyList<SyncColumn> columns, Func<string, bool> canName)
    {
        Name = name;
        Parent = parent;
        FileName = FileNames.Of(name);
        Columns = columns;
        for (var index = 0; index < columns.Count; index++)
        {
            _indexes.TryAdd(columns[index].Name, index);
        }

        HasColumn = [.. columns.Select((column, index) => index < MaxColumns && CanBeColumn(column.Name, canName))];
    }

    public string Name { get; }

    public string? Parent { get; }

    /// <summary>The name for files, without extension.</summary>
    public string FileName { get; }

    /// <summary>All columns, in the order in which they came.</summary>
    public IReadOnlyList<SyncColumn> Columns { get; }

    /// <summary>False for a column whose name the format cannot have. Its values are in <see cref="SyncTable.ExtraColumn" />.</summary>
    public IReadOnlyList<bool> HasColumn { get; }

    /// <summary>The columns that the file has besides those of all tables.</summary>
    public IEnumerable<SyncColumn> FileColumns => Columns.Where((_, index) => HasColumn[index]);

    public int IndexOf(string column) => _indexes.GetValueOrDefault(column, -1);

    private static bool CanBeColumn(string name, Func<string, bool> canName) =>
        name.Length is > 0 and <= MaxNameLength && !Reserved.Contains(name) && StorableJson.IsWellFormed(name) && canName(name);
}
