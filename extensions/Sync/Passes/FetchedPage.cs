using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync;

/// <summary>A page of a list, as it was read.</summary>
internal sealed class FetchedPage
{
    /// <summary>The cursor that the request had; null for the first page.</summary>
    public required string? After { get; init; }

    /// <summary>The records with their ids, in the service's order.</summary>
    public required IReadOnlyList<KeyValuePair<long, JObject>> Records { get; init; }

    /// <summary>The cursor of the next page; null at the end of the list.</summary>
    public required string? Next { get; init; }

    /// <summary>The time of the request.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Number of items that are not records with an id.</summary>
    public int Skipped { get; init; }

    /// <summary>True if the list may go on although the page has no further cursor.</summary>
    public bool IsUncertainEnd { get; init; }

    /// <summary>Returns the page with another end.</summary>
    public FetchedPage With(string? next, bool isUncertainEnd = false) =>
        new()
        {
            After = After,
            Records = Records,
            Next = next,
            SentAt = SentAt,
            Skipped = Skipped,
            IsUncertainEnd = isUncertainEnd,
        };
}

/// <summary>A list and the order in which it is read.</summary>
/// <param name="Source">The list.</param>
/// <param name="Parent">Id of the parent record; null for a list of the workspace.</param>
/// <param name="Sort">The property to sort by; null for the service's own order.</param>
/// <param name="Descending">True to read from the end.</param>
internal readonly record struct ListRead(ListSource Source, long? Parent = null, string? Sort = null, bool Descending = false);
