using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether an operation takes a body, and whether it has to be there.</summary>
internal sealed class RequestBodyCheck : IOperationCheck
{
    private static readonly Rule AddedRequired = new(
        "request-body-added-required",
        Severity.Breaking,
        Direction.Request,
        "A body has to be sent where none was: deployed clients send none.",
        Breaks.Both
    );
    private static readonly Rule AddedOptional = new(
        "request-body-added-optional",
        Severity.Info,
        Direction.Request,
        "A body may be sent where none was: the options of the method get the property Body.",
        VersionStep.Minor
    );
    private static readonly Rule Removed = new(
        "request-body-removed",
        Severity.Breaking,
        Direction.Request,
        "A body is no longer taken: the method loses its argument, or its options lose Body.",
        Breaks.Both
    );
    private static readonly Rule Required = new(
        "request-body-became-required",
        Severity.Breaking,
        Direction.Request,
        "A body that could be left out has to be sent: it moves from Body of the options to an argument of the method, and "
            + "deployed clients may send none.",
        Breaks.Both
    );
    private static readonly Rule Optional = new(
        "request-body-became-optional",
        Severity.Breaking,
        Direction.Request,
        "A body that had to be sent may be left out: it moves from an argument of the method to Body of its options.",
        Breaks.CSharp
    );

    public IEnumerable<Rule> Rules => [AddedRequired, AddedOptional, Removed, Required, Optional];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var (before, after) = (operations.Old.Body, operations.New.Body);
        var method = findings.Names.Method(operations.New);
        var pointer = $"{operations.New.Pointer}/requestBody";
        switch (before, after)
        {
            case (null, { Required: true }):
                findings.Add(AddedRequired, pointer, $"{method} has to send a body: deployed clients send none and get 400 or 422.");
                break;
            case (null, not null):
                findings.Add(AddedOptional, pointer, $"{method} may send a body now: its options have the property Body.");
                break;
            case (not null, null):
                findings.AddRemoved(
                    Removed,
                    $"{operations.Old.Pointer}/requestBody",
                    $"{method} sends no body any more: its argument, or Body of its options, is gone."
                );
                break;
            case ({ Required: false }, { Required: true }):
                findings.Add(
                    Required,
                    $"{pointer}/required",
                    $"{method} has to send its body, which could be left out: it is an argument instead of Body of the options now.",
                    "false",
                    "true"
                );
                break;
            case ({ Required: true }, { Required: false }):
                findings.Add(
                    Optional,
                    $"{pointer}",
                    $"{method} may be called without a body now: it is Body of the options instead of an argument.",
                    "true",
                    "false"
                );
                break;
        }
    }
}
