using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the response statuses of an operation.</summary>
internal sealed class ResponseStatusCheck : IOperationCheck
{
    private static readonly Rule SuccessRemoved = new(
        "response-success-status-removed",
        Severity.Breaking,
        RuleGroup.Responses,
        "A success status was removed: the method no longer returns the result for it."
    );
    private static readonly Rule SuccessAdded = new(
        "response-success-status-added",
        Severity.Info,
        RuleGroup.Responses,
        "A success status was added.",
        VersionStep.Minor
    );
    private static readonly Rule SuccessChanged = new(
        "response-success-status-changed",
        Severity.Warning,
        RuleGroup.Responses,
        "The success status changed, for example from 201 to 200: code that compares the status fails."
    );
    private static readonly Rule ErrorRemoved = new(
        "response-non-success-status-removed",
        Severity.Info,
        RuleGroup.Responses,
        "An error status is no longer documented."
    );
    private static readonly Rule ErrorAdded = new(
        "response-non-success-status-added",
        Severity.Info,
        RuleGroup.Responses,
        "An error status was added: the method may throw another exception."
    );

    private static readonly Rule Narrowed = new(
        "response-status-range-narrowed",
        Severity.Info,
        RuleGroup.Responses,
        "A range of statuses became single statuses, for example 2XX became 200: the others are no longer documented."
    );
    private static readonly Rule Widened = new(
        "response-status-range-widened",
        Severity.Info,
        RuleGroup.Responses,
        "Single statuses became a range, for example 200 became 2XX: the operation may have further statuses of the range."
    );

    public IEnumerable<Rule> Rules => [SuccessRemoved, SuccessAdded, SuccessChanged, ErrorRemoved, ErrorAdded, Narrowed, Widened];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        var responses = operations.Responses;
        if (responses.ChangedSuccess is var (was, now))
        {
            findings.Add(
                SuccessChanged,
                now.Pointer,
                $"{method} now gets {now.Status} instead of {was.Status} on success.",
                was.Status,
                now.Status
            );
        }

        foreach (var (range, statuses) in responses.Narrowed)
        {
            findings.AddRemoved(
                Narrowed,
                range.Pointer,
                $"{method} is documented to get only {List(statuses)} instead of {Name(range)}.",
                range.Status,
                List(statuses)
            );
        }

        foreach (var (range, statuses) in responses.Widened)
        {
            findings.Add(
                Widened,
                range.Pointer,
                $"{method} may now get {Name(range)}, not only {List(statuses)}.",
                List(statuses),
                range.Status
            );
        }

        foreach (var response in responses.Removed)
        {
            if (response.IsSuccess)
            {
                findings.AddRemoved(
                    SuccessRemoved,
                    response.Pointer,
                    $"{method} no longer gets {response.Status} on success.",
                    response.Status
                );
            }
            else
            {
                findings.AddRemoved(
                    ErrorRemoved,
                    response.Pointer,
                    $"{method} is no longer documented to fail with {Name(response)}.",
                    response.Status
                );
            }
        }

        foreach (var response in responses.Added)
        {
            if (response.IsSuccess)
            {
                findings.Add(SuccessAdded, response.Pointer, $"{method} may now get {response.Status} on success.", null, response.Status);
            }
            else
            {
                findings.Add(ErrorAdded, response.Pointer, $"{method} may now fail with {Name(response)}.", null, response.Status);
            }
        }
    }

    private static string List(IEnumerable<ContractResponse> responses) => string.Join(", ", responses.Select(response => response.Status));

    private static string Name(ContractResponse response) => response.Status == "default" ? "any other status" : response.Status;
}
