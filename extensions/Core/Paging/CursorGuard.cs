namespace ClickFunnels.Core;

/// <summary>
/// Notices a cursor that stands still or runs in a circle, however long, by comparing with one that is kept at each
/// doubling of the number of pages (Brent's algorithm).
/// </summary>
internal sealed class CursorGuard(string? start)
{
    private string? _kept = start;
    private string? _previous = start;
    private long _pages;
    private long _limit = 1;

    public void Check(string? next)
    {
        if (next is null)
        {
            return;
        }

        if (next == _previous || next == _kept)
        {
            throw new ApiResponseException("The cursor of the list does not move (header Pagination-Next repeats), so listing on would never end.");
        }

        _previous = next;
        if (++_pages == _limit)
        {
            _kept = next;
            _limit *= 2;
        }
    }
}
