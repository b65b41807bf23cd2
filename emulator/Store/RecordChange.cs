using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Store;

/// <summary>What a call did to one record.</summary>
internal sealed record RecordChange(Record Record, JsonObject? Before)
{
    /// <summary>Whether the record is no longer in the store.</summary>
    public bool IsRemoved { get; init; }

    public bool IsCreated => Before is null && !IsRemoved;

    /// <summary>Whether the record was removed, deleted softly or bereft of its personal data.</summary>
    public bool IsDeletion => IsRemoved || Became("gdpr_redacted", "true") || (Before is not null && IsSet("deleted_at"));

    /// <summary>Value before the call, as text; null when there was none.</summary>
    public string? Old(string name) => Before?[name]?.ToString();

    /// <summary>Value after the call, as text; null when there is none.</summary>
    public string? New(string name) => Record.Fields[name]?.ToString();

    public bool Became(string name, string value) => New(name) == value && Old(name) != value;

    /// <summary>Whether there is a value that was not there before.</summary>
    public bool IsSet(string name) => New(name) is not null && Old(name) is null;

    /// <summary>Whether the record was there before, still is, and has another value.</summary>
    public bool IsEdited(string name) => Before is not null && !IsRemoved && New(name) != Old(name);

    /// <summary>Whether one of the named values changed.</summary>
    public bool IsEdited(IEnumerable<string> names) =>
        Before is not null && !IsRemoved && names.Any(name => !JsonNode.DeepEquals(Before[name], Record.Fields[name]));
}
