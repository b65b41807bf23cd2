using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Store;

/// <summary>The change of one record by a call.</summary>
internal sealed record RecordChange(Record Record, JsonObject? Before)
{
    /// <summary>True if the record is no longer in the store.</summary>
    public bool IsRemoved { get; init; }

    public bool IsCreated => Before is null && !IsRemoved;

    /// <summary>True if the record was removed, deleted softly or stripped of its personal data.</summary>
    public bool IsDeletion => IsRemoved || Became("gdpr_redacted", "true") || (Before is not null && IsSet("deleted_at"));

    /// <summary>Value before the call, as text; null when there was none.</summary>
    public string? Old(string name) => Before?[name]?.ToString();

    /// <summary>Value after the call, as text; null when there is none.</summary>
    public string? New(string name) => Record.Fields[name]?.ToString();

    public bool Became(string name, string value) => New(name) == value && Old(name) != value;

    /// <summary>True if there is a value that was not there before.</summary>
    public bool IsSet(string name) => New(name) is not null && Old(name) is null;

    /// <summary>True if the record was there before, still is, and has another value.</summary>
    public bool IsEdited(string name) => Before is not null && !IsRemoved && New(name) != Old(name);

    /// <summary>True if one of the named values changed.</summary>
    public bool IsEdited(IEnumerable<string> names) =>
        Before is not null && !IsRemoved && names.Any(name => !JsonNode.DeepEquals(Before[name], Record.Fields[name]));
}
