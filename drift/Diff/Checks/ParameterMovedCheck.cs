using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Where a parameter is sent.</summary>
internal sealed class ParameterMovedCheck : IOperationCheck
{
    private static readonly Rule Moved = new(
        "request-parameter-moved",
        Severity.Breaking,
        Direction.Request,
        "A parameter is sent elsewhere, such as in a header instead of the query: deployed clients send it where it is not read.",
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
                $"{method} sends {after.Name} in the {after.In} instead of the {before.In}: deployed clients send it where it is not read.",
                before.In,
                after.In
            );
        }
    }
}
