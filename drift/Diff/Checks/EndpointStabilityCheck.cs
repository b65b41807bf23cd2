using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>How far an operation is promised to stay as it is, told in <c>x-stability-level</c>.</summary>
internal sealed class EndpointStabilityCheck : IOperationCheck
{
    private const string Keyword = "x-stability-level";
    private const string Stable = "stable";
    private static readonly string[] Levels = ["draft", "alpha", "beta", Stable];
    private static readonly Rule Decreased = new(
        "api-stability-decreased",
        Severity.Warning,
        Direction.None,
        "An operation is promised less than before: it may change without notice."
    );
    private static readonly Rule Increased = new(
        "api-stability-increased",
        Severity.Info,
        Direction.None,
        "An operation is promised more than before."
    );
    private static readonly Rule Invalid = new(
        "api-invalid-stability-level",
        Severity.Warning,
        Direction.None,
        "What an operation promises cannot be told: its x-stability-level is none of draft, alpha, beta and stable."
    );

    public IEnumerable<Rule> Rules => [Decreased, Increased, Invalid];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        // What says nothing is promised to stay.
        var (before, after) = (operations.Old.Text(Keyword) ?? Stable, operations.New.Text(Keyword) ?? Stable);
        var (was, now) = (Array.IndexOf(Levels, before), Array.IndexOf(Levels, after));
        var method = findings.Names.Method(operations.New);
        var pointer = operations.New.Node.ContainsKey(Keyword) ? $"{operations.New.Pointer}/{Keyword}" : operations.New.Pointer;
        if (now < 0 && before != after)
        {
            findings.Add(
                Invalid,
                pointer,
                $"{method} has the stability \"{after}\", which is none of {string.Join(", ", Levels)}.",
                before,
                after
            );
        }
        else if (was >= 0 && now >= 0 && now < was)
        {
            findings.Add(Decreased, pointer, $"{method} is {after} instead of {before} now: it may change without notice.", before, after);
        }
        else if (was >= 0 && now > was)
        {
            findings.Add(Increased, pointer, $"{method} is {after} now, no longer {before}.", before, after);
        }
    }
}
