namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Schemas of properties whose names fit a pattern.</summary>
internal sealed class PatternPropertiesCheck()
    : KeyedConstraintCheck(
        "patternProperties",
        "pattern-property",
        "properties whose names fit a pattern have to have a certain shape",
        "properties whose names fit {0} have to have a certain shape"
    );
