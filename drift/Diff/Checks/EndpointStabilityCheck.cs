using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the stability level of an operation, <c>x-stability-level</c>.</summary>
internal sealed class EndpointStabilityCheck : IOperationCheck
{
    private const string Keyword = "x-stability-level";
    private const string Stable = "stable";
    private static readonly string[] Levels = ["draft", "alpha", "beta", Stable];
    private static readonly Rule Decreased = new(
        "api-stability-decreased",
        Severity.Warning,
        RuleGroup.Operations,
        "The stability level of an operation decreased: it may change without notice."
    );
    private static readonly Rule Increased = new(
        "api-stability-increased",
        Severity.Info,
        RuleGroup.Operations,
        "The stability level of an operation increased."
    );
    private static readonly Rule Invalid = new(
        "api-invalid-stability-level",
        Severity.Warning,
        RuleGroup.Operations,
        "The x-stability-level of an operation is not one of draft, alpha, beta and stable."
    );

    public IEnumerable<Rule> Rules => [Decreased, Increased, Invalid];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        // Without a level, an operation or property is stable.
        var (before, after) = (operations.Old.Text(Keyword) ?? Stable, operations.New.Text(Keyword) ?? Stable);
        var (was, now) = (Array.IndexOf(Levels, before), Array.IndexOf(Levels, after));
        var method = findings.Names.Method(operations.New);
        var pointer = operations.New.Node.ContainsKey(Keyword) ? $"{operations.New.Pointer}/{Keyword}" : operations.New.Pointer;
        if (now < 0 && before != after)
        {
            findings.Add(
                Invalid,
                pointer,
                $"{method} has the stability level \"{after}\". Expected one of {string.Join(", ", Levels)}.",
                before,
                after
            );
        }
        else if (was >= 0 && now >= 0 && now < was)
        {
            findings.Add(Decreased, pointer, $"{method} is now {after} instead of {before}: it may change without notice.", before, after);
        }
        else if (was >= 0 && now > was)
        {
            findings.Add(Increased, pointer, $"{method} is now {after}, no longer {before}.", before, after);
        }
    }
}
