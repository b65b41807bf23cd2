using System.Text.Json.Nodes;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks a keyword whose value is one schema.</summary>
/// <param name="keyword">The keyword.</param>
/// <param name="suffix">The part of the rule ids that names the keyword.</param>
/// <param name="demand">The constraint, for documentation and messages.</param>
/// <param name="hasTrivialValues">False if even the schema <c>true</c> is a constraint, as an item for <c>contains</c> is.</param>
internal sealed class ShapeCheck(string keyword, string suffix, string demand, bool hasTrivialValues = true)
    : ConstraintCheck(keyword, suffix, demand)
{
    private readonly string _demand = demand;

    protected override string Demand(string key, JsonNode? value) => _demand;

    protected override bool IsTrivial(JsonNode value) => hasTrivialValues && base.IsTrivial(value);
}
