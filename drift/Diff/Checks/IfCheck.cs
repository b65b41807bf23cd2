using System.Text.Json.Nodes;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The condition that chooses between <c>then</c> and <c>else</c>.</summary>
internal sealed class IfCheck() : ShapeCheck("if", "if", "a condition chooses the shape that it has to have")
{
    // A condition that always holds still chooses.
    protected override bool IsTrivial(JsonNode value) => false;
}
