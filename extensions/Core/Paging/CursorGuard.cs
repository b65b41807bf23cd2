namespace ClickFunnels.Core;

/// <summary>
/// Detects a cursor that repeats, after any number of pages, by comparing it with one that is kept at each
/// doubling of the number of pages (Brent's algorithm).
/// </summary>
internal sealed class CursorGuard(string? start)
{
    private string? _kept = start;
    private string? _previous = start;
    private long _pages;
    private long _limit = 1;
    private ulong? _content;

    /// <summary>Throws when the page shows that the list would not end.</summary>
    /// <param name="next">The cursor of the next page.</param>
    /// <param name="content">Identifies the content of the page, for lists whose cursor moves whatever the service returns.</param>
    public void Check(string? next, ulong? content = null)
    {
        if (next is null)
        {
            return;
        }

        if (content is not null && content == _content)
        {
            throw new ApiResponseException(
                "The list does not end: two pages in a row are the same, so the service seems to ignore the position that was asked for."
            );
        }

        _content = content;

        if (next == _previous || next == _kept)
        {
            throw new ApiResponseException("The list does not end: a cursor repeats, so the same pages would be fetched for ever.");
        }

        _previous = next;
        if (++_pages == _limit)
        {
            _kept = next;
            _limit *= 2;
        }
    }
}
