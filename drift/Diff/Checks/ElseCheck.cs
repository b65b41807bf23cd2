namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A shape for values that miss the condition <c>if</c>.</summary>
internal sealed class ElseCheck() : ShapeCheck("else", "else", "it has to have a certain shape where its condition does not hold");
