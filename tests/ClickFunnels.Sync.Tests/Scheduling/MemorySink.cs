namespace ClickFunnels.Sync.Tests.Scheduling;

/// <summary>A sink that has only a state, in memory.</summary>
internal sealed class MemorySink : SyncSink
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, string> _state = new(StringComparer.Ordinal);

    public override string Name => "memory";

    public override bool CanUpdate => true;

    public bool IsBroken { get; set; }

    public string? this[string entry]
    {
        get
        {
            lock (_lock)
            {
                return _state.GetValueOrDefault(entry);
            }
        }
    }

    public override Task OpenAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task<SyncTable> PrepareAsync(SyncTable table, CancellationToken cancellationToken = default) => Task.FromResult(table);

    public override Task CommitAsync(SinkCommit commit, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (IsBroken)
            {
                throw new SyncSinkException("The storage is away.");
            }

            if (commit.Expected.Any(entry => _state.GetValueOrDefault(entry.Key) != entry.Value))
            {
                throw new SyncConflictException("The state is another one.");
            }

            foreach (var (name, value) in commit.State)
            {
                if (value is null)
                {
                    _state.Remove(name);
                }
                else
                {
                    _state[name] = value;
                }
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
                .. _state.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).Take(limit),
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
    ) => Task.FromResult<IReadOnlyList<StoredRow>>([]);

    public override Task<long> CountAsync(SyncTable table, long? workspace = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(0L);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
