using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Schemas of the first items of a list, by position.</summary>
internal sealed class PrefixItemsCheck()
    : ConstraintCheck("prefixItems", "prefix-items", "the item at a position has to have a certain shape")
{
    protected override string Demand(string key, JsonNode? value) => $"the item at position {key} has to have a certain shape";

    protected override IReadOnlyDictionary<string, JsonNode?> Entries(Schema schema) =>
        (schema.Keyword("prefixItems") as JsonArray ?? [])
            .Index()
            .ToDictionary(entry => (entry.Index + 1).ToString(CultureInfo.InvariantCulture), entry => entry.Item);
}
