using System.Globalization;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Store;

/// <summary>All records in memory. Readers and writers hold <see cref="Gate"/>. A failed call changes nothing.</summary>
internal sealed class RecordStore(long firstId)
{
    private const int PackAbove = 10_000;

    private readonly Stack<Action> _undo = new();
    private readonly HashSet<Record> _edited = [];
    private readonly OrderedDictionary<Record, RecordChange> _changes = [];
    private readonly RecentFields _recent = new();
    private Dictionary<string, List<Record>> _byResource = [];
    private Dictionary<long, Record> _byId = [];
    private Dictionary<long, string> _secrets = [];
    private Dictionary<string, RecordSnapshot> _snapshots = [];

    public Lock Gate { get; } = new();

    /// <summary>Name of the API that the records belong to.</summary>
    public string Api { get; init; } = "";

    /// <summary>Secret of every webhook endpoint; null when each has its own.</summary>
    public string? EndpointSecret { get; init; }

    /// <summary>Makes up UUIDs, tokens and secrets.</summary>
    public GeneratedValues Generated { get; init; } = new(null);

    /// <summary>True if identifiers may be public ids.</summary>
    public bool HasPublicIds { get; init; }

    public long NextId { get; private set; } = firstId;

    /// <summary>Gets the number of commits that changed something: what was read at one version is true until the next.</summary>
    public long Version { get; private set; }

    /// <summary>
    /// Counts the states that replaced an earlier one. What was begun in one epoch must not be finished in another: its records are gone.
    /// </summary>
    public long Epoch { get; private set; }

    /// <summary>Gets a value that indicates whether there are changes since the last commit.</summary>
    public bool HasChanges => _undo.Count > 0;

    /// <summary>Gets or sets the receiver of the records that a commit changed; null if nobody watches.</summary>
    public Action<IEnumerable<Record>>? Committed { get; set; }

    /// <summary>Gets the changes since the last commit, in the order in which the records were first changed.</summary>
    public IReadOnlyList<RecordChange> Changes => _changes.Count == 0 ? [] : [.. _changes.Values];

    /// <summary>Gets the number of records.</summary>
    public int Count => _byId.Count;

    public IEnumerable<Record> All => _byId.Values.OrderBy(record => record.Id);

    /// <summary>Records of one resource, oldest first, deleted ones included.</summary>
    public IReadOnlyList<Record> Of(string resource) => _byResource.TryGetValue(resource, out var list) ? list : [];

    /// <summary>
    /// Returns the records of one resource as they are now. The caller holds the gate, but needs it no longer to read the result.
    /// </summary>
    public RecordSnapshot Snapshot(string resource)
    {
        if (!_snapshots.TryGetValue(resource, out var snapshot))
        {
            _snapshots.Add(resource, snapshot = new RecordSnapshot([.. Of(resource).Select(record => record.Freeze())]));
        }

        return snapshot;
    }

    public Record? Find(string resource, long id) => _byId.TryGetValue(id, out var record) && record.Resource == resource ? record : null;

    /// <summary>A record of any resource.</summary>
    public Record? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>Finds by numeric id or, where records have one, by public id.</summary>
    public Record? Find(string resource, string identifier) =>
        long.TryParse(identifier, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        || (HasPublicIds && PublicIdCode.TryDecode(identifier, out id))
            ? Find(resource, id)
            : null;

    /// <summary>Makes up a credential of hexadecimal digits.</summary>
    public string NewHex(int length) => Generated.Hex(length, NextId);

    /// <summary>Makes up a UUID.</summary>
    public string NewUuid() => Generated.Uuid(NextId).ToString();

    public long TakeId()
    {
        var id = NextId++;
        _undo.Push(() => NextId = id);
        return id;
    }

    public Record Insert(string resource, long teamId, long? workspaceId, JsonObject fields)
    {
        var id = TakeId();
        return Insert(resource, id, teamId, workspaceId, fields);
    }

    public Record Insert(string resource, long id, long teamId, long? workspaceId, JsonObject fields)
    {
        var record = new Record(fields)
        {
            Resource = resource,
            Id = id,
            TeamId = teamId,
            WorkspaceId = workspaceId,
        };
        _byId.Add(id, record);
        if (!_byResource.TryGetValue(resource, out var list))
        {
            _byResource.Add(resource, list = []);
        }

        list.Add(record);
        _snapshots.Remove(resource);
        _changes.Add(record, new RecordChange(record, null));
        _undo.Push(() =>
        {
            _snapshots.Remove(resource);
            _byId.Remove(id);
            list.Remove(record);
        });
        return record;
    }

    /// <summary>The fields of a record, for changing.</summary>
    public JsonObject Edit(Record record)
    {
        if (_edited.Add(record))
        {
            var before = record.Fields;
            record.Fields = (JsonObject)before.DeepClone();
            _snapshots.Remove(record.Resource);
            _changes.TryAdd(record, new RecordChange(record, before));
            _undo.Push(() =>
            {
                record.Fields = before;
                _snapshots.Remove(record.Resource);
            });
        }

        return record.Fields;
    }

    public void Remove(Record record)
    {
        var list = _byResource[record.Resource];
        var index = list.LastIndexOf(record);
        list.RemoveAt(index);
        _byId.Remove(record.Id);
        _snapshots.Remove(record.Resource);
        if (_changes.TryGetValue(record, out var change) && change.IsCreated)
        {
            _changes.Remove(record);
        }
        else
        {
            _changes[record] = new RecordChange(record, change?.Before ?? record.Fields) { IsRemoved = true };
        }

        _undo.Push(() =>
        {
            _snapshots.Remove(record.Resource);
            list.Insert(index, record);
            _byId.Add(record.Id, record);
        });
    }

    /// <summary>Puts a record back as the change log has it, in place of what the snapshot has.</summary>
    public void Restore(string resource, long id, long teamId, long? workspaceId, JsonObject fields)
    {
        if (Find(resource, id) is { } known)
        {
            Edit(known);
            known.Fields = fields;
        }
        else
        {
            Insert(resource, id, teamId, workspaceId, fields);
        }
    }

    /// <summary>Keeps a secret of a record in memory only: no response and no snapshot shows it.</summary>
    public void KeepSecret(long id, string secret)
    {
        _secrets[id] = secret;
        _undo.Push(() => _secrets.Remove(id));
    }

    public string? SecretOf(long id) => _secrets.GetValueOrDefault(id) ?? EndpointSecret;

    /// <summary>Keeps the changes since the last commit.</summary>
    public void Commit()
    {
        if (HasChanges)
        {
            Version++;
            Committed?.Invoke(_changes.Keys);
            foreach (var record in _changes.Keys)
            {
                if (Of(record.Resource).Count > PackAbove)
                {
                    record.Pack(_recent);
                }
            }
        }

        _undo.Clear();
        _edited.Clear();
        _changes.Clear();
    }

    /// <summary>Undoes the changes since the last commit.</summary>
    public void Rollback()
    {
        while (_undo.TryPop(out var step))
        {
            step();
        }

        _edited.Clear();
        _changes.Clear();
    }

    /// <summary>Returns all that the store holds. The caller holds the gate, and has no changes that are not committed.</summary>
    public StoreState Capture() =>
        new(
            NextId,
            [.. _byResource.Values.SelectMany(list => list.Select(record => record.Freeze()))],
            new Dictionary<long, string>(_secrets),
            Generated.Count
        );

    /// <summary>
    /// Replaces all that the store holds, and begins a new epoch. The caller holds the gate, and has no changes that are not committed.
    /// </summary>
    public void Replace(StoreState state)
    {
        var records = state.Records.Select(record => record.Thaw()).ToList();
        _byId = records.ToDictionary(record => record.Id);
        _byResource = records.GroupBy(record => record.Resource).ToDictionary(group => group.Key, group => group.ToList());
        _snapshots = [];
        _secrets = new Dictionary<long, string>(state.Secrets);
        NextId = state.NextId;
        Generated.ContinueFrom(state.GeneratedCount);
        Version++;
        Epoch++;
    }

    /// <summary>Continues the ids of new records; used after a snapshot was loaded.</summary>
    public void ContinueFrom(long nextId) => NextId = Math.Max(NextId, nextId);
}
