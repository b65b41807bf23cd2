namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The number that all allowed ones are larger than.</summary>
internal sealed class ExclusiveMinimumCheck()
    : LimitCheck(
        new("exclusiveMinimum", "exclusive-min", IsUpper: false, "exclusive minimum", "has to be more than", "smaller values")
        {
            Counterpart = "minimum",
        }
    );
