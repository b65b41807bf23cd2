using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Routes;

/// <summary>The rules of <c>routes</c>.</summary>
internal static class RouteRules
{
    public static Rule Missing { get; } =
        new(
            "route-missing",
            Severity.Breaking,
            RuleGroup.Operations,
            "The contract lacks a documented operation, so the client has no method for it."
        );

    public static Rule Moved { get; } =
        new(
            "route-moved",
            Severity.Breaking,
            RuleGroup.Operations,
            "The method or path of an operation differs from the documented one: its C# method calls the wrong address."
        );

    public static Rule Renamed { get; } =
        new(
            "route-renamed",
            Severity.Warning,
            RuleGroup.Operations,
            "The operationId in the contract differs from the documented one: the operation cannot be found by its documented name."
        );

    public static Rule Extra { get; } =
        new(
            "route-extra",
            Severity.Info,
            RuleGroup.Operations,
            "The contract has an operation that the ledger does not list; deprecated ones are ignored."
        );

    public static IReadOnlyList<Rule> All { get; } = [Missing, Moved, Renamed, Extra];
}
