using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Parameters that are new, of one operation or of a whole path.</summary>
internal sealed class ParameterAddedCheck : IOperationCheck
{
    private static readonly Rule Required = new(
        "new-required-request-parameter",
        Severity.Breaking,
        Direction.Request,
        "An operation needs a further parameter: deployed clients do not send it."
    );
    private static readonly Rule Optional = new(
        "new-optional-request-parameter",
        Severity.Info,
        Direction.Request,
        "An operation takes a further parameter: its options get one more property.",
        VersionStep.Minor
    );
    private static readonly Rule PathRequired = new(
        "new-required-request-default-parameter-to-existing-path",
        Severity.Breaking,
        Direction.Request,
        "All operations of a path need a further parameter: deployed clients do not send it."
    );
    private static readonly Rule PathOptional = new(
        "new-optional-request-default-parameter-to-existing-path",
        Severity.Info,
        Direction.Request,
        "All operations of a path take a further parameter: their options get one more property.",
        VersionStep.Minor
    );
    private static readonly Rule InPath = new(
        "new-request-path-parameter",
        Severity.Breaking,
        Direction.Request,
        "The path of a moved operation needs an id that the old one did not.",
        Breaks.Both
    );

    public IEnumerable<Rule> Rules => [Required, Optional, PathRequired, PathOptional, InPath];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var parameter in operations.Parameters.Added)
        {
            if (parameter.In == "path")
            {
                findings.Add(
                    InPath,
                    parameter.Pointer,
                    $"{method} needs {parameter.Name} in its path: the method gets a further argument.",
                    null,
                    parameter.Name
                );
            }
            else if (parameter.Required)
            {
                findings.Add(
                    parameter.OfPath ? PathRequired : Required,
                    parameter.Pointer,
                    $"{method} needs the {parameter.In} parameter {parameter.Name}: deployed clients do not send it.",
                    null,
                    parameter.Name
                );
            }
            else
            {
                findings.Add(
                    parameter.OfPath ? PathOptional : Optional,
                    parameter.Pointer,
                    $"{method} takes the {parameter.In} parameter {parameter.Name} now.",
                    null,
                    parameter.Name
                );
            }
        }
    }
}
