using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>A row of the input as it is sent, or the reason why it is not.</summary>
internal sealed class MappedRow
{
    public required long Line { get; init; }

    /// <summary>The key for people; null if the row has none.</summary>
    public string? ShownKey { get; init; }

    /// <summary>The key for comparisons: rows of the same record have the same key and the same parents.</summary>
    public string Key { get; init; } = "";

    /// <summary>The parents and the key.</summary>
    public string Identity => Parents.Count == 0 ? Key : string.Join('/', Parents) + "/" + Key;

    /// <summary>The fields of the record.</summary>
    public JObject Fields { get; init; } = [];

    /// <summary>Ids of the parent records, in the order of the path.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>Names of the tags to apply.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The reason why the row is not sent; null if it is.</summary>
    public ImportRejection? Rejection { get; init; }

    /// <summary>Digest of the row as it was read.</summary>
    public ulong Digest { get; set; }

    public double? Fraction { get; init; }

    public override string ToString() => $"row {Line}";
}
