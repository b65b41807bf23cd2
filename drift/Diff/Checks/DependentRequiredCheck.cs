using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Properties that have to be set when another one is.</summary>
internal sealed class DependentRequiredCheck()
    : KeyedConstraintCheck("dependentRequired", "dependent-required", "some properties have to be set when another one is", "")
{
    protected override string Demand(string key, JsonNode? value) =>
        $"{string.Join(", ", Names(value))} {(Names(value).Count == 1 ? "has" : "have")} to be set when {key} is";

    protected override bool Same(JsonNode? before, JsonNode? after) => Names(before).SequenceEqual(Names(after));

    protected override bool IsTrivial(JsonNode value) => Names(value).Count == 0;

    private static List<string> Names(JsonNode? value) =>
        [.. (value as JsonArray ?? []).Select(name => JsonValueText.Of(name)).Order(StringComparer.Ordinal)];
}
