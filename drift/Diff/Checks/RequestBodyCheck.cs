using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether an operation has a body, and whether it is required.</summary>
internal sealed class RequestBodyCheck : IOperationCheck
{
    private static readonly Rule AddedRequired = new(
        "request-body-added-required",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "A required body is added to an operation: deployed clients do not send one.",
        Breaks.Both
    );
    private static readonly Rule AddedOptional = new(
        "request-body-added-optional",
        Severity.Info,
        RuleGroup.RequestBodies,
        "An optional body is added to an operation: the options of the method get the property Body.",
        VersionStep.Minor
    );
    private static readonly Rule Removed = new(
        "request-body-removed",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "The body of an operation is removed: the method loses its argument, or its options lose Body.",
        Breaks.Both
    );
    private static readonly Rule Required = new(
        "request-body-became-required",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "An optional body became required: it moves from the Body of the options to an argument of the method, and "
            + "deployed clients may not send one.",
        Breaks.Both
    );
    private static readonly Rule Optional = new(
        "request-body-became-optional",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "A required body became optional: it moves from an argument of the method to the Body of its options.",
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
                findings.Add(AddedRequired, pointer, $"{method} now requires a body: deployed clients do not send one and get 400 or 422.");
                break;
            case (null, not null):
                findings.Add(AddedOptional, pointer, $"{method} may now send a body: its options have the property Body.");
                break;
            case (not null, null):
                findings.AddRemoved(
                    Removed,
                    $"{operations.Old.Pointer}/requestBody",
                    $"{method} no longer sends a body: its argument, or the Body of its options, is removed."
                );
                break;
            case ({ Required: false }, { Required: true }):
                findings.Add(
                    Required,
                    $"{pointer}/required",
                    $"{method} now requires its body, which was optional: it is an argument instead of the Body of the options.",
                    "false",
                    "true"
                );
                break;
            case ({ Required: true }, { Required: false }):
                findings.Add(
                    Optional,
                    $"{pointer}",
                    $"{method} may now be called without a body: it is the Body of the options instead of an argument.",
                    "true",
                    "false"
                );
                break;
        }
    }
}
