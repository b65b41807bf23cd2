using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether an operation takes a body, and whether it has to be there.</summary>
internal sealed class RequestBodyCheck : IOperationCheck
{
    private static readonly Rule AddedRequired = new("request-body-added-required", Severity.Breaking, Direction.Request, "A body has to be sent where none was: deployed clients send none.");
    private static readonly Rule AddedOptional = new("request-body-added-optional", Severity.Info, Direction.Request, "A body may be sent where none was: the method takes a further argument.", VersionStep.Minor);
    private static readonly Rule Removed = new("request-body-removed", Severity.Breaking, Direction.Request, "A body is no longer taken: the method loses its argument.");
    private static readonly Rule Required = new("request-body-became-required", Severity.Breaking, Direction.Request, "A body that could be left out has to be sent.");
    private static readonly Rule Optional = new("request-body-became-optional", Severity.Info, Direction.Request, "A body that had to be sent may be left out.", VersionStep.Minor);

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
                findings.Add(AddedOptional, pointer, $"{method} may send a body now.");
                break;
            case (not null, null):
                findings.AddRemoved(Removed, $"{operations.Old.Pointer}/requestBody", $"{method} sends no body any more: its argument is gone.");
                break;
            case ({ Required: false }, { Required: true }):
                findings.Add(Required, $"{pointer}/required", $"{method} has to send its body, which could be left out.", "false", "true");
                break;
            case ({ Required: true }, { Required: false }):
                findings.Add(Optional, $"{pointer}", $"{method} may be called without a body now.", "true", "false");
                break;
        }
    }
}
