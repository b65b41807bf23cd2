using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks for a changed method or path of an operation, which is recognized by its operationId.</summary>
internal sealed class OperationMovedCheck : IOperationCheck
{
    private static readonly Rule Moved = new(
        "operation-moved",
        Severity.Breaking,
        RuleGroup.Operations,
        "The HTTP method or path of an operation changed: deployed clients call the old one."
    );

    public IEnumerable<Rule> Rules => [Moved];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        if (operations.Moved)
        {
            findings.Add(
                Moved,
                operations.New.Pointer,
                $"{findings.Names.Method(operations.New)} now calls {operations.New.Name}: deployed clients that call "
                    + $"{operations.Old.Name} get 404 or 405.",
                operations.Old.Name,
                operations.New.Name
            );
        }
    }
}
