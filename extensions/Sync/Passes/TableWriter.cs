namespace ClickFunnels.Sync;

/// <summary>Compares what was read from the lists of a table with the sink, and commits the difference with the state.</summary>
internal sealed class TableWriter : IDisposable
{
    private readonly SyncSink _sink;
    private readonly SyncOptions _options;
    private readonly long _workspace;
    private readonly RecordConverter _reader;
    private readonly SemaphoreSlim _turn = new(1);

    // Records that were read alone while passes run, with the time of the request. A page that was requested earlier must not undo them.
    private readonly Dictionary<long, DateTimeOffset> _refreshed = [];
    private DateTimeOffset _newestPage;
    private int _columns;

    private TableWriter(SyncSink sink, SyncOptions options, long workspace, ListSource source, RecordConverter reader)
    {
        _sink = sink;
        _options = options;
        _workspace = workspace;
        Source = source;
        _reader = reader;
        _columns = reader.Table.Columns.Count;
    }

    /// <summary>The list.</summary>
    public ListSource Source { get; }

    /// <summary>The table as it is stored.</summary>
    public SyncTable Table => _reader.Table;

    /// <summary>The writers of the tables below this one.</summary>
    public List<TableWriter> Children { get; } = [];

    /// <summary>Called after a commit, when the tables below may have further lists to read.</summary>
    public Action? Written { get; set; }

    /// <summary>The writer of the table above; null if there is none.</summary>
    public TableWriter? Parent { get; private init; }

    public static async Task<TableWriter> CreateAsync(
        SyncSink sink,
        SyncOptions options,
        long workspace,
        ListSource source,
        TableWriter? parent,
        IReadOnlyCollection<string>? fields,
        CancellationToken cancellationToken
    )
    {
        var wanted = fields is null
            ? source.Documented
            : new SyncTable(source.Table, source.Documented.Columns.Where(column => fields.Contains(column.Name)), source.Parent?.Table);
        var stored = await sink.PrepareAsync(wanted, cancellationToken).ConfigureAwait(false);
        var writer = new TableWriter(sink, options, workspace, source, new RecordConverter(stored, fields)) { Parent = parent };
        parent?.Children.Add(writer);
        return writer;
    }

    /// <summary>
    /// Returns true if a page was written that was requested later than a record: then the record may be older than what the page showed.
    /// </summary>
    public bool HasNewerPage(DateTimeOffset sentAt) => _newestPage > sentAt;

    /// <summary>Writes pieces.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="readChildren">Which records' lists are to be read afterwards.</param>
    /// <param name="state">Returns further entries of the state, given the numbers of upserts and deletes.</param>
    /// <param name="isRefresh">True if the pieces are records that were read alone.</param>
    /// <param name="cancellationToken">Cancels the call; then all or nothing is stored.</param>
    /// <returns>
    /// The numbers of upserts and of deletes; -1 if nothing was written, because a record that was read alone must be read again
    /// (<see cref="HasNewerPage" />).
    /// </returns>
    public async Task<(int Upserts, int Deletes)> WriteAsync(
        IReadOnlyList<Piece> pieces,
        ReadChildren readChildren,
        Func<int, int, IEnumerable<KeyValuePair<string, string?>>>? state,
        bool isRefresh,
        CancellationToken cancellationToken
    )
    {
        var turns = new List<TableWriter>();
        await TakeTurnAsync(turns, cancellationToken).ConfigureAwait(false);
        try
        {
            if (isRefresh && pieces.Any(piece => HasNewerPage(piece.SentAt)))
            {
                return (-1, 0);
            }

            var rows = ReadRows(await WithParentsAsync(pieces, cancellationToken).ConfigureAwait(false));
            if (_columns != Table.Columns.Count)
            {
                _reader.Use(await _sink.PrepareAsync(Table, cancellationToken).ConfigureAwait(false));
                _columns = Table.Columns.Count;
            }

            var (upserts, deletes) = _sink.CanUpdate
                ? await CompareAsync(pieces, rows, isRefresh, cancellationToken).ConfigureAwait(false)
                : ([.. rows.Values], []);
            if (deletes.Count > 0)
            {
                // Until the commit, nobody may add records below those that are deleted.
                foreach (var child in Children)
                {
                    await child.TakeTurnsAsync(turns, cancellationToken).ConfigureAwait(false);
                }
            }

            var entries = new Dictionary<string, string?>(StringComparer.Ordinal);
            var changes = new List<TableChanges>();
            foreach (var child in Children)
            {
                foreach (var id in readChildren == ReadChildren.All ? rows.Keys : upserts.Select(static row => row.Id))
                {
                    entries[SyncState.Pending(child.Source.Table, id)] = "";
                }

                await DeleteBelowAsync(child, deletes, changes, entries, cancellationToken).ConfigureAwait(false);
            }

            foreach (var done in pieces.Where(static piece => piece.Done is not null))
            {
                entries[done.Done!] = null;
            }

            foreach (var (name, value) in state?.Invoke(upserts.Count, deletes.Count) ?? [])
            {
                entries[name] = value;
            }

            if (upserts.Count + deletes.Count + entries.Count > 0)
            {
                changes.Insert(0, new TableChanges(Table, upserts, deletes));
                await _sink
                    .CommitAsync(
                        new SinkCommit
                        {
                            Workspace = _workspace,
                            Changes = changes,
                            State = entries,
                            KeepDeletedAt = _options.KeepDeletedRows ? _options.TimeProvider.GetUtcNow() : null,
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            if (!isRefresh)
            {
                _newestPage = pieces.Aggregate(_newestPage, static (newest, piece) => piece.SentAt > newest ? piece.SentAt : newest);
            }

            if (isRefresh)
            {
                foreach (var piece in pieces)
                {
                    _refreshed[piece.Complete!.Value.UpTo] = piece.SentAt;
                }
            }

            Written?.Invoke();
            return (upserts.Count, deletes.Count);
        }
        finally
        {
            turns.ForEach(static writer => writer._turn.Release());
        }
    }

    /// <summary>Forgets the records that were read alone, when no pass runs.</summary>
    public async Task ForgetRefreshedAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        _refreshed.Clear();
        _turn.Release();
    }

    public void Dispose() => _turn.Dispose();

    private async Task TakeTurnAsync(List<TableWriter> turns, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        turns.Add(this);
    }

    // Always from the parent to its children, so that two writers never wait for each other.
    private async Task TakeTurnsAsync(List<TableWriter> turns, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(turns, cancellationToken).ConfigureAwait(false);
        foreach (var child in Children)
        {
            await child.TakeTurnsAsync(turns, cancellationToken).ConfigureAwait(false);
        }
    }

    // A parent that was deleted after its list was read has no records any more.
    private async Task<IReadOnlyList<Piece>> WithParentsAsync(IReadOnlyList<Piece> pieces, CancellationToken cancellationToken)
    {
        if (Parent is null || !_sink.CanUpdate)
        {
            return pieces;
        }

        var kept = new List<Piece>(pieces.Count);
        foreach (var piece in pieces)
        {
            if (
                piece.Records.Count == 0
                || piece.Parent is not { } id
                || await Parent.HasAsync(id, cancellationToken).ConfigureAwait(false)
            )
            {
                kept.Add(piece);
            }
        }

        return kept;
    }

    private async Task<bool> HasAsync(long id, CancellationToken cancellationToken) =>
        (await _sink.ReadRowsAsync(Table, _workspace, id - 1, id, cancellationToken: cancellationToken).ConfigureAwait(false)).Count > 0;

    private Dictionary<long, SyncRow> ReadRows(IReadOnlyList<Piece> pieces)
    {
        var rows = new Dictionary<long, SyncRow>();
        foreach (var piece in pieces)
        {
            foreach (var (id, record) in piece.Records)
            {
                // Pages may overlap; the later request has the newer record.
                if (!rows.TryGetValue(id, out var other) || other.SyncedAt <= piece.SentAt)
                {
                    rows[id] = _reader.Read(record, id, piece.Parent, piece.SentAt);
                }
            }
        }

        return rows;
    }

    private async Task<(List<SyncRow> Upserts, List<long> Deletes)> CompareAsync(
        IReadOnlyList<Piece> pieces,
        Dictionary<long, SyncRow> rows,
        bool isRefresh,
        CancellationToken cancellationToken
    )
    {
        var stored = new Dictionary<long, StoredRow>();
        var deletes = new HashSet<long>();
        foreach (var piece in pieces)
        {
            if (piece.Complete is not { } range)
            {
                continue;
            }

            var found = await _sink
                .ReadRowsAsync(Table, _workspace, range.After, range.UpTo, piece.Parent, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            foreach (var row in found)
            {
                stored[row.Id] = row;
                if (
                    piece.MayDelete
                    && !rows.ContainsKey(row.Id)
                    && piece.Kept?.Contains(row.Id) != true
                    && MayReplace(row, piece.SentAt, isRefresh)
                )
                {
                    deletes.Add(row.Id);
                }
            }
        }

        var upserts = new List<SyncRow>(rows.Count);
        foreach (var row in rows.Values)
        {
            if (!stored.TryGetValue(row.Id, out var known))
            {
                // Rows outside of the complete ranges, and those that another parent had.
                var found = await _sink
                    .ReadRowsAsync(Table, _workspace, row.Id - 1, row.Id, cancellationToken: cancellationToken)
                    .ConfigureAwait(false);
                if (found is not [var only])
                {
                    if (isRefresh || !_refreshed.TryGetValue(row.Id, out var refreshed) || refreshed <= row.SyncedAt)
                    {
                        upserts.Add(row);
                    }

                    continue;
                }

                known = only;
            }

            if (known.Digest != row.Digest && MayReplace(known, row.SyncedAt, isRefresh))
            {
                upserts.Add(row);
            }
        }

        return (upserts, [.. deletes]);
    }

    private bool MayReplace(StoredRow row, DateTimeOffset sentAt, bool isRefresh) =>
        isRefresh || (row.SyncedAt <= sentAt && (!_refreshed.TryGetValue(row.Id, out var refreshed) || refreshed <= sentAt));

    // The records below a deleted one are in no list any more.
    private async Task DeleteBelowAsync(
        TableWriter child,
        IReadOnlyList<long> parents,
        List<TableChanges> changes,
        Dictionary<string, string?> entries,
        CancellationToken cancellationToken
    )
    {
        var ids = new List<long>();
        foreach (var parent in parents)
        {
            entries[SyncState.Pending(child.Source.Table, parent)] = null;
            var rows = await _sink
                .ReadRowsAsync(child.Table, _workspace, parent: parent, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            ids.AddRange(rows.Select(static row => row.Id));
        }

        if (ids.Count > 0)
        {
            changes.Add(new TableChanges(child.Table, [], ids));
            foreach (var below in child.Children)
            {
                await DeleteBelowAsync(below, ids, changes, entries, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>The records whose lists are to be read after they were written.</summary>
internal enum ReadChildren
{
    /// <summary>Records that are new or were changed.</summary>
    Changed,

    /// <summary>All records.</summary>
    All,
}
