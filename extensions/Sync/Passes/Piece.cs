using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync;

/// <summary>A part of a list that was read, to be written.</summary>
internal sealed class Piece
{
    /// <summary>Id of the parent record; null for a list of the workspace.</summary>
    public long? Parent { get; init; }

    /// <summary>The records with their ids.</summary>
    public required IReadOnlyList<KeyValuePair<long, JObject>> Records { get; init; }

    /// <summary>The time of the request.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>
    /// The range of ids (greater than the first, at most the second) of which the piece has all records, so that the rows of others can be
    /// deleted; null for none.
    /// </summary>
    public (long After, long UpTo)? Complete { get; init; }

    /// <summary>False if the rows of others must not be deleted all the same, because something could not be read.</summary>
    public bool MayDelete { get; init; } = true;

    /// <summary>Ids of records that were in earlier pieces of the same range; null for none.</summary>
    public IReadOnlySet<long>? Kept { get; init; }

    /// <summary>The entry of the state that is done with the piece; null for none.</summary>
    public string? Done { get; init; }
}
