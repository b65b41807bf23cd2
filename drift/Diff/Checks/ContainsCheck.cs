using System.Text.Json.Nodes;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Items of a certain shape that a list has to hold.</summary>
internal sealed class ContainsCheck() : ShapeCheck("contains", "contains", "it has to hold an item of a certain shape")
{
    // Even an item of any shape has to be there.
    protected override bool IsTrivial(JsonNode value) => false;
}
