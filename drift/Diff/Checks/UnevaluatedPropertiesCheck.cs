namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Properties that no other keyword speaks of.</summary>
internal sealed class UnevaluatedPropertiesCheck()
    : ShapeCheck("unevaluatedProperties", "unevaluated-properties", "properties beyond the described ones are restricted");
