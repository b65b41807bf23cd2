using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Generated;

/// <summary>The rules of <c>generated</c>.</summary>
internal static class GeneratedRules
{
    public static Rule Edited { get; } = new("generated-file-edited", Severity.Breaking, Direction.None, "A generated file is not what contract and configuration yield: it was edited, or what it is made from was and it is out of date.");

    public static Rule Missing { get; } = new("generated-file-missing", Severity.Breaking, Direction.None, "Code generation writes a file that is not there.");

    public static Rule Extra { get; } = new("generated-file-extra", Severity.Breaking, Direction.None, "A file lies among the generated ones that code generation does not write; the client would compile it.");

    public static IReadOnlyList<Rule> All { get; } = [Edited, Missing, Extra];
}
