using System.Collections.Generic;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>The names that a service uses for paging: query parameters, headers and properties of list responses.</summary>
public sealed class PagingNames
{
    /// <summary>Query parameter of the cursor (<see cref="PagingStyle.Cursor" />).</summary>
    public string CursorParameter { get; init; } = "after";

    /// <summary>Response header with the cursor of the next page (<see cref="PagingStyle.Cursor" />).</summary>
    public string CursorHeader { get; init; } = "Pagination-Next";

    /// <summary>Query parameter of the number of records to skip (<see cref="PagingStyle.Skip" />).</summary>
    public string SkipParameter { get; init; } = "skip";

    /// <summary>Query parameter of the page number, which starts at 1 (<see cref="PagingStyle.PageNumber" />).</summary>
    public string PageParameter { get; init; } = "page";

    /// <summary>
    /// Response properties that may hold the number of all records (<see cref="PagingStyle.Skip" /> and
    /// <see cref="PagingStyle.PageNumber" />).
    /// </summary>
    public IReadOnlyList<string> TotalProperties { get; init; } = ["totalCount", "total"];

    /// <summary>Response property with the number of the last page (<see cref="PagingStyle.PageNumber" />); it may be absent.</summary>
    public string LastPageProperty { get; init; } = "last_page";

    /// <summary>Response property with the number of records on a page (<see cref="PagingStyle.PageNumber" />).</summary>
    public string PageSizeProperty { get; init; } = "per_page";

    /// <summary>Response property with an object that may hold the paging properties instead of the response itself.</summary>
    public string MetaProperty { get; init; } = "meta";
}
