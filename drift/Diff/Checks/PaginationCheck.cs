using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether and how a list comes in pages.</summary>
internal sealed class PaginationCheck : IOperationCheck
{
    private static readonly Rule Removed = new(
        "pagination-removed",
        Severity.Breaking,
        Direction.Response,
        "A list has no cursor any more: the client sees its first page alone.",
        Breaks.Both
    );
    private static readonly Rule Added = new(
        "pagination-added",
        Severity.Breaking,
        Direction.Response,
        "A list comes in pages: deployed clients see the first page alone, and the method gets another return type.",
        Breaks.Both
    );
    private static readonly Rule Changed = new(
        "pagination-changed",
        Severity.Breaking,
        Direction.Response,
        "A list comes in pages of another kind: the client cannot go from one to the next."
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
                    $"{method} gets no cursor any more: it ends after the first page.",
                    before
                );
                break;
            case (null, not null):
                findings.Add(
                    Added,
                    Pointer(operations.New),
                    $"{method} gets pages: deployed clients see the first one alone.",
                    null,
                    after
                );
                break;
            case (not null, not null) when before != after:
                findings.Add(
                    Changed,
                    Pointer(operations.New),
                    $"{method} pages by {after} instead of {before}: deployed clients end after the first page.",
                    before,
                    after
                );
                break;
        }
    }

    private static string Pointer(ApiOperation operation) =>
        operation.Text("x-pagination") is null ? $"{operation.Pointer}/responses" : $"{operation.Pointer}/x-pagination";
}
