using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the location of a parameter.</summary>
internal sealed class ParameterMovedCheck : IOperationCheck
{
    private static readonly Rule Moved = new(
        "request-parameter-moved",
        Severity.Breaking,
        RuleGroup.Parameters,
        "A parameter moved, for example from the query to a header: the service does not read it where deployed clients send it.",
        Breaks.Both
    );

    public IEnumerable<Rule> Rules => [Moved];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var (before, after) in operations.Parameters.Relocated)
        {
            findings.Add(
                Moved,
                after.Pointer,
                $"{method} now sends {after.Name} in the {after.In} instead of the {before.In}, where deployed clients send it.",
                before.In,
                after.In
            );
        }
    }
}
