namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A shape for values that meet the condition <c>if</c>.</summary>
internal sealed class ThenCheck() : ShapeCheck("then", "then", "it has to have a certain shape where its condition holds");
