using System.Text.Json.Nodes;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A keyword whose value is one schema that has to fit.</summary>
internal abstract class ShapeCheck(string keyword, string suffix, string demand) : ConstraintCheck(keyword, suffix, demand)
{
    private readonly string _demand = demand;

    protected override string Demand(string key, JsonNode? value) => _demand;
}
