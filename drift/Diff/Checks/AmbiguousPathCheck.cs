using ClickFunnels.Contracts.Routing;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Reports operations that only the names of path parameters tell apart, which OpenAPI forbids.</summary>
internal sealed class AmbiguousPathCheck : IDocumentCheck
{
    private static readonly Rule Ambiguous = new(
        "ambiguous-path",
        Severity.Warning,
        RuleGroup.Operations,
        "Two paths of the new document differ only in the names of their parameters. The document is invalid: a request fits both. "
            + "Operations are compared by their exact path first."
    );

    public IEnumerable<Rule> Rules => [Ambiguous];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        foreach (var group in documents.New.Operations.GroupBy(operation => operation.Key).Where(group => group.Count() > 1))
        {
            findings.Operations = [.. group.Select(operation => operation.Name)];
            findings.Add(
                Ambiguous,
                group.Last().Pointer,
                $"{string.Join(" and ", group.Select(operation => operation.Name))} are the same operation: only the names of their path "
                    + "parameters differ. Remove one.",
                null,
                PathTemplate.Route(group.First().Path)
            );
        }
    }
}
