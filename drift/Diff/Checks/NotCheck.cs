namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A shape that is forbidden.</summary>
internal sealed class NotCheck() : ShapeCheck("not", "not", "it must not have a certain shape");
