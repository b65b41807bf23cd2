using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Store;

/// <summary>A stored record: its public fields, and links that responses do not show.</summary>
internal sealed class Record
{
    private Record? _frozen;

    public required string Resource { get; init; }

    public required long Id { get; init; }

    public required long TeamId { get; init; }

    /// <summary>The workspace that the record belongs to; null for a team.</summary>
    public required long? WorkspaceId { get; init; }

    /// <summary>Values by wire name. Change them through <see cref="RecordStore.Edit"/> only.</summary>
    public required JsonObject Fields { get; set; }

    public string PublicId => field ??= Store.PublicIdCode.Encode(Id);

    /// <summary>True for a workspace or a team: every other record belongs to one.</summary>
    public bool IsTenant => Id == (WorkspaceId ?? TeamId);

    public bool IsDeleted => Text("deleted_at") is not null;

    /// <summary>True if its personal data was taken away for good.</summary>
    public bool IsRedacted => Flag("gdpr_redacted");

    /// <summary>Returns a copy that later edits do not change, so that it can be read without the store's gate.</summary>
    public Record Freeze() =>
        _frozen is { } known && ReferenceEquals(known.Fields, Fields)
            ? known
            : _frozen = new Record
            {
                Resource = Resource,
                Id = Id,
                TeamId = TeamId,
                WorkspaceId = WorkspaceId,
                Fields = Fields,
            };

    public string? Text(string name) => Fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public long? Number(string name) => Fields[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public bool Flag(string name) => Fields[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public decimal Decimal(string name) =>
        Text(name) is { } text ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0m;

    public IEnumerable<long> Numbers(string name) =>
        (Fields[name] as JsonArray ?? []).OfType<JsonValue>().Select(item => item.TryGetValue<long>(out var id) ? id : 0);
}
