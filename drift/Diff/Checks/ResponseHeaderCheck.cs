using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Whether answers have a header, and whether it is always there. Of the page cursor's header <see cref="PaginationCheck"/> tells.
/// </summary>
internal sealed class ResponseHeaderCheck : IOperationCheck
{
    private static readonly Rule RequiredRemoved = new(
        "required-response-header-removed",
        Severity.Breaking,
        Direction.Response,
        "A header that was always there is gone."
    );
    private static readonly Rule OptionalRemoved = new(
        "optional-response-header-removed",
        Severity.Warning,
        Direction.Response,
        "A header that could be there is gone."
    );
    private static readonly Rule Added = new("response-header-added", Severity.Info, Direction.Response, "An answer has a further header.");
    private static readonly Rule BecameOptional = new(
        "response-header-became-optional",
        Severity.Warning,
        Direction.Response,
        "A header that was always there may be missing."
    );

    public IEnumerable<Rule> Rules => [RequiredRemoved, OptionalRemoved, Added, BecameOptional];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var (before, after) in operations.Responses.Pairs)
        {
            foreach (var (name, header) in before.Headers)
            {
                if (!after.Headers.TryGetValue(name, out var same))
                {
                    if (!Pagination.IsCursor(name) || Pagination.Of(operations.New) is not null)
                    {
                        findings.AddRemoved(
                            header.Required ? RequiredRemoved : OptionalRemoved,
                            header.Pointer,
                            $"{method} no longer gets the header {name} with {after.Status}.",
                            name
                        );
                    }
                }
                else if (header.Required && !same.Required)
                {
                    findings.Add(BecameOptional, same.Pointer, $"{method} may get no header {name} with {after.Status}.", "true", "false");
                }
            }

            foreach (var (name, header) in after.Headers.Where(header => !before.Headers.ContainsKey(header.Key)))
            {
                if (!Pagination.IsCursor(name) || Pagination.Of(operations.Old) is not null)
                {
                    findings.Add(Added, header.Pointer, $"{method} gets the header {name} with {after.Status}.", null, name);
                }
            }
        }
    }
}
