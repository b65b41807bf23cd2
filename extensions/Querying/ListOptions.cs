namespace ClickFunnels;

/// <summary>Query parameters of an operation that lists records page by page.</summary>
public abstract class ListOptions : QueryOptions
{
    private protected ListOptions() { }

    /// <summary>
    /// Cursor to begin after: <see cref="Page{T}.NextCursor" /> of the last page that was handled. Null begins at the start.
    /// </summary>
    public string? After { get; set; }
}
