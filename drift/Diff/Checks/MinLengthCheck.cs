namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The least number of characters.</summary>
internal sealed class MinLengthCheck()
    : LimitCheck(
        new("minLength", "min-length", IsUpper: false, "minimum length", "has to hold at least", "shorter values")
        {
            Unit = ("character", "characters"),
        }
    );
