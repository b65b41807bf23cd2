using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>The rules in groups, for the documentation.</summary>
internal static class RuleGroups
{
    private static readonly (string Title, Func<Rule, bool> Has)[] Groups =
    [
        (
            "Attributes of parameters",
            rule =>
                Begins(
                    rule,
                    "request-parameter-property-",
                    "new-required-request-parameter-property",
                    "new-optional-request-parameter-property"
                )
        ),
        (
            "Parameters",
            rule =>
                Begins(
                    rule,
                    "request-parameter-",
                    "request-header-",
                    "new-request-path-",
                    "request-path-",
                    "new-required-request-parameter",
                    "new-optional-request-parameter"
                )
                || rule.Direction == Direction.Request
                    && (
                        rule.Id.Contains("-default-parameter-", StringComparison.Ordinal)
                        || rule.Id.Contains("-header-property", StringComparison.Ordinal)
                    )
        ),
        ("Request bodies", rule => Begins(rule, "request-body-", "request-envelope-")),
        ("Request properties", rule => rule.Direction == Direction.Request),
        ("Response headers", rule => Begins(rule, "response-header-", "required-response-header-", "optional-response-header-")),
        (
            "Response properties",
            rule => Begins(rule, "response-property-", "response-required-", "response-optional-", "response-write-only-")
        ),
        ("Responses", rule => rule.Direction == Direction.Response),
        ("Security", rule => rule.Id.Contains("-security-", StringComparison.Ordinal)),
        ("The API and its operations", _ => true),
    ];

    /// <summary>All rules by group, the API as a whole first.</summary>
    public static IEnumerable<IGrouping<string, Rule>> All =>
        DiffRules
            .All.Values.GroupBy(rule => Groups.First(group => group.Has(rule)).Title)
            .OrderBy(group => group.First().Direction)
            .ThenBy(group => -Array.FindIndex(Groups, candidate => candidate.Title == group.Key));

    private static bool Begins(Rule rule, params string[] prefixes) =>
        prefixes.Any(prefix => rule.Id.StartsWith(prefix, StringComparison.Ordinal));
}
