using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks a keyword with one constraint per key, such as a schema for each pattern of names.</summary>
/// <param name="keyword">The keyword.</param>
/// <param name="suffix">The part of the rule ids that names the keyword.</param>
/// <param name="demand">The constraint, for the documentation.</param>
/// <param name="says">The constraint for one key, with <c>{0}</c> for the key.</param>
internal class KeyedConstraintCheck(string keyword, string suffix, string demand, string says) : ConstraintCheck(keyword, suffix, demand)
{
    private readonly string _keyword = keyword;

    protected override string Demand(string key, JsonNode? value) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, says, key);

    protected override IReadOnlyDictionary<string, JsonNode?> Entries(Schema schema) =>
        (schema.Keyword(_keyword) as JsonObject ?? [])
            .Where(entry => entry.Value is not null && !IsTrivial(entry.Value))
            .ToDictionary(entry => entry.Key, entry => entry.Value);
}
