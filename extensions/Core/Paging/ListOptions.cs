using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Options of an operation that lists records page by page.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public abstract class ListOptions : RequestOptions
{
    /// <summary>Creates options without any setting.</summary>
    protected ListOptions() { }

    /// <summary>
    /// Cursor to start after: <see cref="Page{T}.NextCursor" /> of the last page that was handled. Null starts at the first page.
    /// </summary>
    public string? After { get; set; }
}
