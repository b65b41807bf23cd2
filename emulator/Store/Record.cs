using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Store;

/// <summary>A stored record: its public fields, and links that responses do not show.</summary>
internal sealed class Record
{
    private RecordFields _fields;
    private Record? _frozen;

    /// <param name="fields">Values by wire name.</param>
    public Record(JsonObject fields)
        : this(new RecordFields(fields)) { }

    private Record(RecordFields fields) => _fields = fields;

    public required string Resource { get; init; }

    public required long Id { get; init; }

    public required long TeamId { get; init; }

    /// <summary>The workspace that the record belongs to; null for a team.</summary>
    public required long? WorkspaceId { get; init; }

    /// <summary>Values by wire name. Change them through <see cref="RecordStore.Edit"/> only.</summary>
    public JsonObject Fields
    {
        get => _fields.Nodes;
        set => _fields = new RecordFields(value);
    }

    public string PublicId => field ??= Store.PublicIdCode.Encode(Id);

    /// <summary>True for a workspace or a team: every other record belongs to one.</summary>
    public bool IsTenant => Id == (WorkspaceId ?? TeamId);

    public bool IsDeleted => Text("deleted_at") is not null;

    /// <summary>True if its personal data was taken away for good.</summary>
    public bool IsRedacted => Flag("gdpr_redacted");

    /// <summary>Returns a copy that later edits do not change, so that it can be read without the store's gate.</summary>
    public Record Freeze()
    {
        if (_frozen is not { } known || !ReferenceEquals(known._fields, _fields))
        {
            _frozen = known = new Record(_fields)
            {
                Resource = Resource,
                Id = Id,
                TeamId = TeamId,
                WorkspaceId = WorkspaceId,
            };
        }

        return known;
    }

    /// <summary>Returns a record for editing, of which this frozen one is the copy. Both share their fields until the edit.</summary>
    public Record Thaw() =>
        new(_fields)
        {
            Resource = Resource,
            Id = Id,
            TeamId = TeamId,
            WorkspaceId = WorkspaceId,
            _frozen = this,
        };

    /// <summary>Makes the fields take less memory. They must not be changed other than through <see cref="RecordStore.Edit"/>.</summary>
    public void Pack(RecentFields recent) => _fields.Pack(recent);

    public string? Text(string name) => _fields.Text(name);

    public long? Number(string name) => _fields.Number(name);

    public bool Flag(string name) => _fields.Flag(name);

    public decimal Decimal(string name) =>
        Text(name) is { } text ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0m;

    public IEnumerable<long> Numbers(string name) =>
        (Fields[name] as JsonArray ?? []).OfType<JsonValue>().Select(item => item.TryGetValue<long>(out var id) ? id : 0);
}
