using System.Text.Json.Nodes;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether a list may contain duplicates.</summary>
internal sealed class UniqueItemsCheck()
    : ConstraintCheck(
        "uniqueItems",
        "unique-items",
        Sentence,
        [.. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseHeader)]
    )
{
    private const string Sentence = "it must not hold the same item twice";

    // It is there or not; it has no other value.
    public override IEnumerable<Rule> Rules => base.Rules.Where(rule => !rule.Id.EndsWith("-changed", StringComparison.Ordinal));

    protected override string Demand(string key, JsonNode? value) => Sentence;

    protected override bool IsTrivial(JsonNode value) => value is not JsonValue single || !single.TryGetValue<bool>(out var flag) || !flag;
}
