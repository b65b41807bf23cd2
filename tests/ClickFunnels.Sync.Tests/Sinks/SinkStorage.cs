namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>A row as a storage has it.</summary>
/// <param name="Workspace">Id of the workspace.</param>
/// <param name="Id">Id of the record.</param>
/// <param name="Parent">Id of the parent.</param>
/// <param name="Values">The values by the name of the field, as <see cref="CanonicalJson" />; without those that are null.</param>
/// <param name="Extra">The JSON of <c>_extra</c>.</param>
/// <param name="Digest">The digest.</param>
/// <param name="SyncedAt">The time of the request.</param>
/// <param name="DeletedAt">The time of the deletion.</param>
internal sealed record ReadRow(
    long Workspace,
    long Id,
    long? Parent,
    IReadOnlyDictionary<string, string> Values,
    string? Extra,
    long Digest,
    DateTimeOffset SyncedAt,
    DateTimeOffset? DeletedAt
)
{
    /// <summary>All values, no matter if they are in their column or in <c>_extra</c>.</summary>
    public SortedDictionary<string, string> All
    {
        get
        {
            var all = new SortedDictionary<string, string>(CanonicalJson.OfStoredExtra(Extra), StringComparer.Ordinal);
            foreach (var (name, value) in Values)
            {
                all.Add(name, value);
            }

            return all;
        }
    }

    /// <summary>The row as text, for comparison.</summary>
    public string Text => Describe(Workspace, Id, Parent, All, Digest, SyncedAt, DeletedAt);

    public static string Describe(
        long workspace,
        long id,
        long? parent,
        IEnumerable<KeyValuePair<string, string>> values,
        long digest,
        DateTimeOffset syncedAt,
        DateTimeOffset? deletedAt
    ) =>
        $"{workspace}/{id} parent {parent} digest {digest} synced {syncedAt:O} deleted {deletedAt:O} "
        + string.Join("; ", values.Select(static value => $"{value.Key}={value.Value}"));
}

/// <summary>A place that sinks of one kind store to, for one test.</summary>
internal abstract class SinkStorage : IAsyncDisposable
{
    /// <summary>What <see cref="SinkPrograms" /> needs to create a sink on this storage in another process.</summary>
    public abstract string[] Arguments { get; }

    /// <summary>True if several sinks may be open at the same time.</summary>
    public virtual bool TakesSeveralSinks => true;

    /// <summary>Creates a sink on this storage. It is not open.</summary>
    public SyncSink Create() => SinkPrograms.Create(Arguments);

    /// <summary>Creates and opens a sink on this storage.</summary>
    public async Task<SyncSink> OpenAsync()
    {
        var sink = Create();
        await sink.OpenAsync();
        return sink;
    }

    /// <summary>Reads the rows of a table without the sink, ordered by workspace and id.</summary>
    public abstract Task<IReadOnlyList<ReadRow>> ReadAsync(string table);

    /// <summary>Waits until nothing of a process that was killed is going on.</summary>
    public virtual Task WaitForEndOfKilledAsync() => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();
}
