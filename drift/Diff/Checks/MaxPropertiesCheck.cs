namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The largest number of properties that an object sets.</summary>
internal sealed class MaxPropertiesCheck()
    : LimitCheck(
        new(
            "maxProperties",
            "max-properties",
            IsUpper: true,
            "maximum number of properties",
            "may set at most",
            "objects with more properties"
        )
        {
            Unit = ("property", "properties"),
        }
    );
