namespace ClickFunnels.Core.Infrastructure;

/// <summary>How the list operations of a service page (<c>x-pagination</c> of the contract).</summary>
public enum PagingStyle
{
    /// <summary>The list comes in one response.</summary>
    None,

    /// <summary>A response header holds the cursor of the next page.</summary>
    Cursor,

    /// <summary>The request says how many records to skip; the response body says how many there are.</summary>
    Skip,

    /// <summary>The request names the number of the page; the response body says which is the last one.</summary>
    PageNumber,
}
