using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks the headers of responses. <see cref="PaginationCheck"/> checks the header of the page cursor.
/// </summary>
internal sealed class ResponseHeaderCheck : IOperationCheck
{
    private static readonly Rule RequiredRemoved = new(
        "required-response-header-removed",
        Severity.Breaking,
        RuleGroup.ResponseHeaders,
        "A required response header was removed."
    );
    private static readonly Rule OptionalRemoved = new(
        "optional-response-header-removed",
        Severity.Warning,
        RuleGroup.ResponseHeaders,
        "An optional response header was removed."
    );
    private static readonly Rule Added = new(
        "response-header-added",
        Severity.Info,
        RuleGroup.ResponseHeaders,
        "A response header was added."
    );
    private static readonly Rule BecameOptional = new(
        "response-header-became-optional",
        Severity.Warning,
        RuleGroup.ResponseHeaders,
        "A required response header became optional."
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
                    findings.Add(
                        BecameOptional,
                        same.Pointer,
                        $"{method} may not get the header {name} with {after.Status}.",
                        "true",
                        "false"
                    );
                }
            }

            foreach (var (name, header) in after.Headers.Where(header => !before.Headers.ContainsKey(header.Key)))
            {
                if (!Pagination.IsCursor(name) || Pagination.Of(operations.Old) is not null)
                {
                    findings.Add(Added, header.Pointer, $"{method} now gets the header {name} with {after.Status}.", null, name);
                }
            }
        }
    }
}
