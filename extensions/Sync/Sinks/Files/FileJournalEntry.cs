using System.Text.Json.Serialization;

namespace ClickFunnels.Sync.Files;

/// <summary>A line of the journal: everything that changes together.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
internal sealed class FileJournalEntry
{
    /// <summary>The format of the journal; only in the first line.</summary>
    public string? Format { get; set; }

    /// <summary>The kind of the files; only in the first line.</summary>
    public string? Kind { get; set; }

    /// <summary>The settings that all files of the folder share; only in the first line.</summary>
    public string? Settings { get; set; }

    /// <summary>The new lengths of files by path; null for a file that is no longer needed.</summary>
    public Dictionary<string, long?> Files { get; } = [];

    /// <summary>Files that replace others after the line was written.</summary>
    public Dictionary<string, string> Moves { get; } = [];

    /// <summary>Tables that are new or have new columns.</summary>
    public Dictionary<string, JournalTable> Tables { get; } = [];

    /// <summary>The numbers of new rows by table and workspace.</summary>
    public Dictionary<string, Dictionary<long, long>> Rows { get; } = [];

    /// <summary>The changes of the state by workspace; null removes an entry.</summary>
    public Dictionary<long, Dictionary<string, string?>> State { get; } = [];

    [JsonIgnore]
    public bool IsEmpty => Files.Count == 0 && Tables.Count == 0 && State.Count == 0;
}

/// <summary>A table in the journal.</summary>
/// <param name="Parent">Name of the parent table.</param>
/// <param name="Columns">All columns.</param>
internal sealed record JournalTable(string? Parent, [property: JsonRequired] IReadOnlyList<SyncColumn> Columns);
