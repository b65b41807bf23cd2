using System.Linq;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The position of a query, which must advance with each page, so that every query ends.</summary>
internal sealed class ResultPosition(string? after)
{
    private const int MaximumLength = 4096;
    private const int MaximumPagesWithoutRows = 100;

    // A position that is not a number is compared with one that is kept at each doubling of the number of pages (Brent's algorithm).
    private string? _kept = after;
    private long _pages;
    private long _limit = 1;
    private int _pagesWithoutRows;

    /// <summary>The position to continue after; null for the beginning.</summary>
    public string? After { get; private set; } = after;

    /// <summary>The position as the id of a record; null when it is none.</summary>
    public long? AfterId => IsNumber(After) && long.TryParse(After, out var id) ? id : null;

    /// <summary>Moves to the position after a page.</summary>
    /// <exception cref="ApiResponseException">The query would not end.</exception>
    public void MoveTo(string next, int rows)
    {
        _pagesWithoutRows = rows > 0 ? 0 : _pagesWithoutRows + 1;
        var problem =
            next.Length > MaximumLength ? $"next_after has {next.Length} characters, but at most {MaximumLength} are accepted"
            : !Advances(next) ? "next_after does not advance, so the same rows would be fetched for ever"
            : _pagesWithoutRows == MaximumPagesWithoutRows ? $"{MaximumPagesWithoutRows} pages in a row have no rows, but are truncated"
            : null;
        if (problem is not null)
        {
            throw new ApiResponseException($"The query does not end: {problem} (getRefineFilter).");
        }

        After = next;
        if (++_pages == _limit)
        {
            _kept = next;
            _limit *= 2;
        }
    }

    private bool Advances(string next) =>
        After is null || (IsNumber(After) && IsNumber(next) ? Compare(next, After) > 0 : next != After && next != _kept);

    // Positions may be longer than any number of .NET.
    private static int Compare(string left, string right)
    {
        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }

    private static bool IsNumber(string? text) => text is { Length: > 0 } && text.All(static character => character is >= '0' and <= '9');
}
