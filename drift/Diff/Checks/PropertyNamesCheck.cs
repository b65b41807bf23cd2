namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Which names properties may have.</summary>
internal sealed class PropertyNamesCheck()
    : ShapeCheck("propertyNames", "property-names", "the names of its properties have to fit a pattern");
