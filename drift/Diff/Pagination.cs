using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>Determines the pagination of an operation from <c>x-pagination</c> and the header of the cursor.</summary>
internal static class Pagination
{
    private const string CursorHeader = "Pagination-Next";
    private const string Cursor = "cursor";

    public static bool IsCursor(string header) => string.Equals(header, CursorHeader, StringComparison.OrdinalIgnoreCase);

    /// <summary>The kind of pagination; null if the operation has none.</summary>
    public static string? Of(ApiOperation operation) =>
        operation.Text("x-pagination")
        ?? (operation.Responses.Values.Any(response => response.IsSuccess && response.Headers.ContainsKey(CursorHeader)) ? Cursor : null);
}
