namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The least number that is allowed.</summary>
internal sealed class MinimumCheck()
    : LimitCheck(
        new("minimum", "min", IsUpper: false, "minimum", "has to be at least", "smaller values") { Counterpart = "exclusiveMinimum" }
    );
