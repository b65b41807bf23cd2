namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The number that all allowed ones are smaller than.</summary>
internal sealed class ExclusiveMaximumCheck()
    : LimitCheck(
        new("exclusiveMaximum", "exclusive-max", IsUpper: true, "exclusive maximum", "has to be less than", "larger values")
        {
            Counterpart = "maximum",
        }
    );
