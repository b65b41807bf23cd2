namespace ClickFunnels.Sync.Tests.Support;

/// <summary>A sink in memory. It can fail before or after a commit, as a process that is killed there.</summary>
internal sealed class MemorySink(bool canUpdate = true) : SyncSink
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Table, long Workspace), SortedDictionary<long, SyncRow>> _rows = [];
    private readonly Dictionary<long, SortedDictionary<string, string>> _state = [];
    private readonly Dictionary<string, SyncTable> _tables = [];

    public override string Name => "memory";

    public override bool CanUpdate => canUpdate;

    /// <summary>Number of commits until one fails; 0 for never.</summary>
    public int CommitsUntilFailure { get; set; }

    /// <summary>True to store the commit that fails.</summary>
    public bool FailsAfterCommit { get; set; }

    public int Commits { get; private set; }

    public IReadOnlyDictionary<string, SyncTable> Tables => _tables;

    public IReadOnlyDictionary<long, SyncRow> Rows(string table, long workspace)
    {
        lock (_lock)
        {
            return _rows.TryGetValue((table, workspace), out var rows) ? new Dictionary<long, SyncRow>(rows) : [];
        }
    }

    public override Task OpenAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task<SyncTable> PrepareAsync(SyncTable table, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var known = _tables.GetValueOrDefault(table.Name)?.Columns ?? [];
            var stored = table.With(known.Where(column => table.Columns.All(other => other.Name != column.Name)));
            return Task.FromResult(_tables[table.Name] = stored);
        }
    }

    public override Task CommitAsync(SinkCommit commit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Commits++;
            var fails = CommitsUntilFailure > 0 && --CommitsUntilFailure == 0;
            if (fails && !FailsAfterCommit)
            {
                throw new SyncSinkException("The process was killed before the commit.");
            }

            var state = StateOf(commit.Workspace);
            if (commit.Expected.Any(entry => state.GetValueOrDefault(entry.Key) != entry.Value))
            {
                throw new SyncConflictException("The state is not the expected one.");
            }

            foreach (var change in commit.Changes)
            {
                var key = (change.Table.Name, commit.Workspace);
                if (!_rows.TryGetValue(key, out var rows))
                {
                    _rows[key] = rows = [];
                }

                foreach (var id in change.Deletes)
                {
                    rows.Remove(id);
                }

                foreach (var row in change.Upserts)
                {
                    if (!canUpdate && rows.ContainsKey(row.Id))
                    {
                        throw new InvalidOperationException($"Row {row.Id} of {change.Table} is written twice.");
                    }

                    rows[row.Id] = row;
                }
            }

            foreach (var (name, value) in commit.State)
            {
                if (value is null)
                {
                    state.Remove(name);
                }
                else
                {
                    state[name] = value;
                }
            }

            if (fails)
            {
                throw new SyncSinkException("The process was killed after the commit.");
            }
        }

        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<KeyValuePair<string, string>>> ReadStateAsync(
        long workspace,
        string prefix,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([
                .. StateOf(workspace).Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Take(limit),
            ]);
        }
    }

    public override Task<IReadOnlyList<StoredRow>> ReadRowsAsync(
        SyncTable table,
        long workspace,
        long after = long.MinValue,
        long upTo = long.MaxValue,
        long? parent = null,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        lock (_lock)
        {
            var rows = canUpdate && _rows.TryGetValue((table.Name, workspace), out var found) ? found.Values : Enumerable.Empty<SyncRow>();
            return Task.FromResult<IReadOnlyList<StoredRow>>([
                .. rows.Where(row => row.Id > after && row.Id <= upTo && (parent is null || row.Parent == parent))
                    .Take(limit)
                    .Select(row => new StoredRow(row.Id, row.Digest, row.SyncedAt)),
            ]);
        }
    }

    public override Task<long> CountAsync(SyncTable table, long? workspace = null, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(
                (long)
                    _rows
                        .Where(entry => entry.Key.Table == table.Name && (workspace ?? entry.Key.Workspace) == entry.Key.Workspace)
                        .Sum(entry => entry.Value.Count)
            );
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SortedDictionary<string, string> StateOf(long workspace) =>
        _state.TryGetValue(workspace, out var state) ? state : _state[workspace] = new(StringComparer.Ordinal);
}
