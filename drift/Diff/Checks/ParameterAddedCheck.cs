using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks added parameters of an operation or of a whole path.</summary>
internal sealed class ParameterAddedCheck : IOperationCheck
{
    private static readonly Rule Required = new(
        "new-required-request-parameter",
        Severity.Breaking,
        RuleGroup.Parameters,
        "A required parameter is added to an operation: deployed clients do not send it."
    );
    private static readonly Rule Optional = new(
        "new-optional-request-parameter",
        Severity.Info,
        RuleGroup.Parameters,
        "An optional parameter is added to an operation: its options get one more property.",
        VersionStep.Minor
    );
    private static readonly Rule PathRequired = new(
        "new-required-request-default-parameter-to-existing-path",
        Severity.Breaking,
        RuleGroup.Parameters,
        "A required parameter is added to all operations of a path: deployed clients do not send it."
    );
    private static readonly Rule PathOptional = new(
        "new-optional-request-default-parameter-to-existing-path",
        Severity.Info,
        RuleGroup.Parameters,
        "An optional parameter is added to all operations of a path: their options get one more property.",
        VersionStep.Minor
    );
    private static readonly Rule InPath = new(
        "new-request-path-parameter",
        Severity.Breaking,
        RuleGroup.Parameters,
        "The path of a moved operation has a parameter that the old path did not have.",
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
                    $"{method} now requires {parameter.Name} in its path: the method gets one more argument.",
                    null,
                    parameter.Name
                );
            }
            else if (parameter.Required)
            {
                findings.Add(
                    parameter.OfPath ? PathRequired : Required,
                    parameter.Pointer,
                    $"{method} now requires the {parameter.In} parameter {parameter.Name}: deployed clients do not send it.",
                    null,
                    parameter.Name
                );
            }
            else
            {
                findings.Add(
                    parameter.OfPath ? PathOptional : Optional,
                    parameter.Pointer,
                    $"{method} now has the {parameter.In} parameter {parameter.Name}.",
                    null,
                    parameter.Name
                );
            }
        }
    }
}
