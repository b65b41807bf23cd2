using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks added operations.</summary>
internal sealed class EndpointAddedCheck : IDocumentCheck
{
    private static readonly Rule Added = new(
        "endpoint-added",
        Severity.Info,
        RuleGroup.Operations,
        "An operation is new: the client gets a method for it.",
        VersionStep.Minor
    );

    public IEnumerable<Rule> Rules => [Added];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        foreach (var operation in documents.Added)
        {
            findings.Operations = [operation.Name];
            findings.Add(
                Added,
                operation.Pointer,
                $"{findings.Names.Method(operation)} is new: it calls {operation.Name}.",
                null,
                operation.Name
            );
        }
    }
}
