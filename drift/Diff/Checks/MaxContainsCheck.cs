namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The largest number of items that fit <c>contains</c>.</summary>
internal sealed class MaxContainsCheck()
    : LimitCheck(
        new(
            "maxContains",
            "max-contains",
            IsUpper: true,
            "maximum number of items that fit contains",
            "may hold at most",
            "lists with more such items"
        )
        {
            Unit = ("item that fits contains", "items that fit contains"),
        }
    );
