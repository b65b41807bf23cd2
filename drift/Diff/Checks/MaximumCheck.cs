namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The largest number that is allowed.</summary>
internal sealed class MaximumCheck()
    : LimitCheck(new("maximum", "max", IsUpper: true, "maximum", "may be at most", "larger values") { Counterpart = "exclusiveMaximum" });
