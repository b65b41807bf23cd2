using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClickFunnels.Sync;

/// <summary>The names of the entries of the state, and their JSON.</summary>
internal static class SyncState
{
    /// <summary>The name of the entry with what is known of a table (<see cref="TableState" />).</summary>
    public static string Table(string table) => TablePrefix + table;

    /// <summary>The beginning of the names of <see cref="Table" />.</summary>
    public const string TablePrefix = "table/";

    /// <summary>The name of the entry with the time of the last record that was read alone.</summary>
    public static string Refreshed(string table) => RefreshedPrefix + table;

    /// <summary>The beginning of the names of <see cref="Refreshed" />.</summary>
    public const string RefreshedPrefix = "refreshed/";

    /// <summary>The name of the entry with the position of a full pass (<see cref="PassState" />).</summary>
    public static string Pass(string table) => "pass/" + table;

    /// <summary>The beginning of the names of the lists that are still to be read, one for each parent.</summary>
    public static string PendingPrefix(string table) => $"pending/{table}/";

    /// <summary>The name of the entry of a list that is still to be read. Names are in the order of the ids.</summary>
    public static string Pending(string table, long parent) => PendingPrefix(table) + parent.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>Returns the id of the parent in the name of a pending list.</summary>
    public static long ParentOf(string name) => long.Parse(name.AsSpan(name.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);

    /// <summary>Reads an entry; the default if there is none.</summary>
    public static T Read<T>(string? json)
        where T : new() => json is null ? new T() : JsonSerializer.Deserialize(json, TypeOf<T>()) ?? new T();

    /// <summary>Writes an entry.</summary>
    public static string Write<T>(T state) => JsonSerializer.Serialize(state, TypeOf<T>());

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)StateTypes.Default.GetTypeInfo(typeof(T))!;
}

/// <summary>The facts that are known of a table.</summary>
internal sealed class TableState
{
    /// <summary>Start of the last full pass that was completed.</summary>
    public DateTimeOffset? FullStart { get; set; }

    /// <summary>End of the last full pass that was completed.</summary>
    public DateTimeOffset? FullEnd { get; set; }

    /// <summary>Start of the last pass that was completed.</summary>
    public DateTimeOffset? LastStart { get; set; }

    /// <summary>End of the last pass that was completed.</summary>
    public DateTimeOffset? LastEnd { get; set; }

    /// <summary>The latest time of a change that was seen.</summary>
    public DateTimeOffset? Newest { get; set; }

    /// <summary>The reason why the list cannot be read by the time of the last change, although the contract allows it.</summary>
    public string? NotIncremental { get; set; }

    /// <summary>The reason why the list cannot be read at all.</summary>
    public string? Unavailable { get; set; }

    /// <summary>Number of rows after the last pass.</summary>
    public long Rows { get; set; }

    /// <summary>Results of the last passes, oldest first.</summary>
    public IReadOnlyList<FreshnessSample> History { get; set; } = [];
}

/// <summary>The position of a full pass: the ranges of ids that are still to be read.</summary>
internal sealed class PassState
{
    public DateTimeOffset? Start { get; set; }

    /// <summary>The ranges that are still to be read, as pairs: ids are greater than the first number and at most the second.</summary>
    public List<long[]>? Open { get; set; }

    /// <summary>True if the service accepts any id as a cursor; null if it is not known.</summary>
    public bool? AcceptsAnyCursor { get; set; }

    public DateTimeOffset? Newest { get; set; }

    public long Rows { get; set; }

    public long Upserts { get; set; }

    public long Deletes { get; set; }
}
