namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The largest number of characters.</summary>
internal sealed class MaxLengthCheck()
    : LimitCheck(
        new("maxLength", "max-length", IsUpper: true, "maximum length", "may hold at most", "longer values")
        {
            Unit = ("character", "characters"),
        }
    );
