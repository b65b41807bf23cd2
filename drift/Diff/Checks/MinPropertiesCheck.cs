namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The least number of properties that an object sets.</summary>
internal sealed class MinPropertiesCheck()
    : LimitCheck(
        new(
            "minProperties",
            "min-properties",
            IsUpper: false,
            "minimum number of properties",
            "has to set at least",
            "objects with fewer properties"
        )
        {
            Unit = ("property", "properties"),
        }
    );
