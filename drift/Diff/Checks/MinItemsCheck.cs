namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The least number of items in a list.</summary>
internal sealed class MinItemsCheck()
    : LimitCheck(
        new("minItems", "min-items", IsUpper: false, "minimum number of items", "has to hold at least", "shorter lists")
        {
            Unit = ("item", "items"),
        }
    );
