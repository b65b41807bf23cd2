namespace ClickFunnels.Core;

/// <summary>
/// Detects a cursor that repeats, after any number of pages, by comparing it with one that is kept at each
/// doubling of the number of pages (Brent's algorithm).
/// </summary>
internal sealed class CursorGuard(string? start)
{
    private const int MaximumLength = 4096;
    private const int MaximumPagesWithoutRecords = 100;

    private string? _kept = start;
    private string? _previous = start;
    private long _pages;
    private long _limit = 1;
    private ulong? _content;
    private int _pagesWithoutRecords;

    /// <summary>Throws when the page shows that the list would not end.</summary>
    /// <param name="next">The cursor of the next page.</param>
    /// <param name="content">Identifies the content of the page, for lists whose cursor moves whatever the service returns.</param>
    /// <param name="records">The number of records on the page.</param>
    public void Check(string? next, ulong? content = null, int records = 1)
    {
        if (next is null)
        {
            return;
        }

        _pagesWithoutRecords = records > 0 ? 0 : _pagesWithoutRecords + 1;
        if (
            next.Length > MaximumLength
            || _pagesWithoutRecords == MaximumPagesWithoutRecords
            || (content is not null && content == _content)
            || next == _previous
            || next == _kept
        )
        {
            throw new ApiResponseException(Problem(next, content));
        }

        _content = content;
        _previous = next;
        if (++_pages == _limit)
        {
            _kept = next;
            _limit *= 2;
        }
    }

    private string Problem(string next, ulong? content) =>
        next.Length > MaximumLength ? $"The cursor of the next page has {next.Length} characters, but at most {MaximumLength} are accepted."
        : _pagesWithoutRecords == MaximumPagesWithoutRecords
            ? $"The list does not end: {MaximumPagesWithoutRecords} pages in a row have a cursor of a next page, but no records."
        : content is not null && content == _content
            ? "The list does not end: two pages in a row are the same, so the service seems to ignore the position that was asked for."
        : "The list does not end: a cursor repeats, so the same pages would be fetched for ever.";
}
