using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Generated;

/// <summary>The rules of the command <c>generated</c>.</summary>
internal static class GeneratedRules
{
    public static Rule Edited { get; } =
        new(
            "generated-file-edited",
            Severity.Breaking,
            RuleGroup.GeneratedCode,
            "A generated file is not what the contract and the configuration yield: it was edited, or it is out of date."
        );

    public static Rule Missing { get; } =
        new("generated-file-missing", Severity.Breaking, RuleGroup.GeneratedCode, "A file that code generation writes is missing.");

    public static Rule Extra { get; } =
        new(
            "generated-file-extra",
            Severity.Breaking,
            RuleGroup.GeneratedCode,
            "A file among the generated ones is not written by code generation; the client would compile it."
        );

    public static IReadOnlyList<Rule> All { get; } = [Edited, Missing, Extra];
}
