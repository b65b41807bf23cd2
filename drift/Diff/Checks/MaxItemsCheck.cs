namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The largest number of items in a list.</summary>
internal sealed class MaxItemsCheck()
    : LimitCheck(
        new("maxItems", "max-items", IsUpper: true, "maximum number of items", "may hold at most", "longer lists")
        {
            Unit = ("item", "items"),
        }
    );
