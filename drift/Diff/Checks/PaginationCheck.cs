using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the pagination of a list.</summary>
internal sealed class PaginationCheck : IOperationCheck
{
    private static readonly Rule Removed = new(
        "pagination-removed",
        Severity.Breaking,
        RuleGroup.Responses,
        "A list no longer has a cursor: the client only sees its first page.",
        Breaks.Both
    );
    private static readonly Rule Added = new(
        "pagination-added",
        Severity.Breaking,
        RuleGroup.Responses,
        "A list is now paged: deployed clients only see the first page, and the method gets another return type.",
        Breaks.Both
    );
    private static readonly Rule Changed = new(
        "pagination-changed",
        Severity.Breaking,
        RuleGroup.Responses,
        "The kind of pagination of a list changed: the client cannot get the next page."
    );

    public IEnumerable<Rule> Rules => [Removed, Added, Changed];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var (before, after) = (Pagination.Of(operations.Old), Pagination.Of(operations.New));
        var method = findings.Names.Method(operations.New);
        switch (before, after)
        {
            case (not null, null):
                findings.AddRemoved(
                    Removed,
                    Pointer(operations.Old),
                    $"{method} no longer gets a cursor: it ends after the first page.",
                    before
                );
                break;
            case (null, not null):
                findings.Add(
                    Added,
                    Pointer(operations.New),
                    $"{method} is now paged: deployed clients only see the first page.",
                    null,
                    after
                );
                break;
            case (not null, not null) when before != after:
                findings.Add(
                    Changed,
                    Pointer(operations.New),
                    $"{method} now uses {after} pagination instead of {before}: deployed clients end after the first page.",
                    before,
                    after
                );
                break;
        }
    }

    private static string Pointer(ApiOperation operation) =>
        operation.Text("x-pagination") is null ? $"{operation.Pointer}/responses" : $"{operation.Pointer}/x-pagination";
}
