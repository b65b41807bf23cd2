using System.Collections.Generic;

namespace ClickFunnels.Core;

/// <summary>One page of a list: its records, in the service's order.</summary>
/// <typeparam name="T">The type of a record.</typeparam>
public sealed class Page<T>
{
    /// <summary>Creates a page; for tests of code that reads pages.</summary>
    /// <param name="items">The records.</param>
    /// <param name="nextCursor">Where the next page begins, or null on the last page.</param>
    public Page(IReadOnlyList<T> items, string? nextCursor)
    {
        Items = items;
        NextCursor = nextCursor;
    }

    /// <summary>The records of the page.</summary>
    public IReadOnlyList<T> Items { get; }

    /// <summary>The cursor of the next page; null on the last page. Store it to resume later.</summary>
    public string? NextCursor { get; }

    /// <summary>
    /// The items of the response that are not records, such as null, each as its JSON; nearly always empty. They are also logged as a
    /// Warning, without their content.
    /// </summary>
    public IReadOnlyList<string> SkippedItems { get; init; } = [];

    /// <summary>True when the response had neither records nor other items.</summary>
    internal bool IsEmpty => Items.Count == 0 && SkippedItems.Count == 0;

    /// <summary>Returns the page with the cursor of the next one.</summary>
    internal Page<T> WithCursor(string? nextCursor, ulong? content = null) =>
        new(Items, nextCursor)
        {
            SkippedItems = SkippedItems,
            Content = content,
            Total = Total,
        };

    /// <summary>Identifies the content of the page; null when its cursor is the service's own.</summary>
    internal ulong? Content { get; init; }

    /// <summary>The number of records of the whole list; null when the response does not say.</summary>
    internal long? Total { get; init; }
}
