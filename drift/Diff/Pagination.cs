using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>How an operation pages: what <c>x-pagination</c> says, and a header with the cursor.</summary>
internal static class Pagination
{
    private const string CursorHeader = "Pagination-Next";
    private const string Cursor = "cursor";

    public static bool IsCursor(string header) => string.Equals(header, CursorHeader, StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of pagination; null when the operation has none.</summary>
    public static string? Of(ApiOperation operation) =>
        operation.Text("x-pagination")
        ?? (operation.Responses.Values.Any(response => response.IsSuccess && response.Headers.ContainsKey(CursorHeader)) ? Cursor : null);
}
