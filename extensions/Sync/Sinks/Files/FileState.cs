namespace ClickFunnels.Sync.Files;

/// <summary>The state that the lines of the journal make together.</summary>
internal sealed class FileState(Func<string, bool> canName)
{
    private readonly Dictionary<long, WorkspaceState> _workspaces = [];
    private readonly Dictionary<(string Table, long Workspace), long> _rows = [];

    public string? Kind { get; private set; }

    public string? Settings { get; private set; }

    public Dictionary<string, FileTable> Tables { get; } = [];

    /// <summary>The lengths of the files by path.</summary>
    public Dictionary<string, long> Files { get; } = [];

    /// <summary>The moves of the last line, which a killed process may not have done.</summary>
    public IReadOnlyDictionary<string, string> Moves { get; private set; } = new Dictionary<string, string>();

    /// <exception cref="SyncSinkException">The line cannot be from a file sink.</exception>
    public void Apply(FileJournalEntry entry)
    {
        Kind ??= entry.Kind;
        Settings ??= entry.Settings;
        if (Kind is null || (entry.Format is not null && entry.Format != FileJournal.Format))
        {
            throw new SyncSinkException("The folder was written by another version of the library. Export into an empty folder.");
        }

        foreach (var (path, length) in entry.Files)
        {
            Check(FileNames.IsPath(path) && length is null or >= 0);
            _ = length is null ? Files.Remove(path) : SetLength(path, length.Value);
        }

        foreach (var (from, to) in entry.Moves)
        {
            Check(FileNames.IsPath(from) && FileNames.IsPath(to));
        }

        Moves = entry.Moves;
        foreach (var (name, table) in entry.Tables)
        {
            Check(table.Columns.All(static column => column is { Name: not null }));
            Tables[name] = new FileTable(name, table.Parent, table.Columns, canName);
        }

        foreach (var (table, counts) in entry.Rows)
        {
            foreach (var (workspace, count) in counts ?? [])
            {
                _rows[(table, workspace)] = _rows.GetValueOrDefault((table, workspace)) + count;
            }
        }

        foreach (var (workspace, changes) in entry.State)
        {
            if (!_workspaces.TryGetValue(workspace, out var state))
            {
                _workspaces.Add(workspace, state = new WorkspaceState());
            }

            state.Apply(changes ?? []);
        }
    }

    /// <summary>Returns one line that says the same as all lines before.</summary>
    public FileJournalEntry ToEntry()
    {
        var entry = new FileJournalEntry
        {
            Format = FileJournal.Format,
            Kind = Kind,
            Settings = Settings,
        };
        foreach (var (path, length) in Files)
        {
            entry.Files[path] = length;
        }

        foreach (var (name, table) in Tables)
        {
            entry.Tables[name] = new JournalTable(table.Parent, table.Columns);
        }

        foreach (var ((table, workspace), count) in _rows)
        {
            if (!entry.Rows.TryGetValue(table, out var counts))
            {
                entry.Rows.Add(table, counts = []);
            }

            counts[workspace] = count;
        }

        foreach (var (workspace, state) in _workspaces)
        {
            entry.State[workspace] = state.ToEntries();
        }

        return entry;
    }

    public long CountRows(string table, long? workspace) =>
        workspace is { } id
            ? _rows.GetValueOrDefault((table, id))
            : _rows.Where(row => row.Key.Table == table).Sum(static row => row.Value);

    public IReadOnlyList<KeyValuePair<string, string>> ReadState(long workspace, string prefix, int limit) =>
        _workspaces.TryGetValue(workspace, out var state) ? state.Read(prefix, limit) : [];

    private bool SetLength(string path, long length)
    {
        Files[path] = length;
        return true;
    }

    private static void Check(bool isRight)
    {
        if (!isRight)
        {
            throw new SyncSinkException("The journal of the folder is damaged: a line names what a sink cannot have written.");
        }
    }

    private sealed class WorkspaceState
    {
        private readonly Dictionary<string, string> _values = [];
        private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

        public void Apply(IEnumerable<KeyValuePair<string, string?>> changes)
        {
            foreach (var (name, value) in changes)
            {
                if (value is null)
                {
                    _values.Remove(name);
                    _names.Remove(name);
                }
                else
                {
                    _values[name] = value;
                    _names.Add(name);
                }
            }
        }

        public IReadOnlyList<KeyValuePair<string, string>> Read(string prefix, int limit) =>
            _names.Max is { } last && StringComparer.Ordinal.Compare(prefix, last) <= 0
                ?
                [
                    .. _names
                        .GetViewBetween(prefix, last)
                        .TakeWhile(name => name.StartsWith(prefix, StringComparison.Ordinal))
                        .Take(limit)
                        .Select(name => KeyValuePair.Create(name, _values[name])),
                ]
                : [];

        public Dictionary<string, string?> ToEntries() =>
            _values.ToDictionary(static entry => entry.Key, static entry => (string?)entry.Value);
    }
}
