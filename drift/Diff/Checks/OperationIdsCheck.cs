using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks that every operation of the new document has a unique operationId.</summary>
internal sealed class OperationIdsCheck : IDocumentCheck
{
    private static readonly Rule Duplicate = new(
        "duplicate-operation-id",
        Severity.Warning,
        RuleGroup.Operations,
        "Two operations have the same operationId: the generator adds a number to a method name, which the next change may move."
    );
    private static readonly Rule Missing = new(
        "operation-without-id",
        Severity.Warning,
        RuleGroup.Operations,
        "A new operation has no operationId: its method is named after its path, and it cannot be recognized when it moves."
    );

    public IEnumerable<Rule> Rules => [Duplicate, Missing];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        var known = Duplicates(documents.Old).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var group in Duplicates(documents.New).Where(group => !known.Contains(group.Key)))
        {
            findings.Operations = [.. group.Select(operation => operation.Name)];
            findings.Add(
                Duplicate,
                $"{group.Last().Pointer}/operationId",
                $"The operationId {group.Key} names {string.Join(" and ", findings.Operations)}.",
                null,
                group.Key
            );
        }

        foreach (var operation in documents.Added.Where(operation => operation.OperationId is null))
        {
            findings.Operations = [operation.Name];
            findings.Add(
                Missing,
                operation.Pointer,
                $"{operation.Name} has no operationId: {findings.Names.Method(operation)} is named after its path."
            );
        }
    }

    private static IEnumerable<IGrouping<string, ApiOperation>> Duplicates(ApiDocument document) =>
        document
            .Operations.Where(operation => operation.OperationId is not null)
            .GroupBy(operation => operation.OperationId!)
            .Where(group => group.Count() > 1);
}
