using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether a parameter is required.</summary>
internal sealed class ParameterRequiredCheck : IOperationCheck
{
    private static readonly Rule Required = new(
        "request-parameter-became-required",
        Severity.Breaking,
        RuleGroup.Parameters,
        "An optional parameter became required."
    );
    private static readonly Rule Optional = new(
        "request-parameter-became-optional",
        Severity.Info,
        RuleGroup.Parameters,
        "A required parameter became optional.",
        VersionStep.Minor
    );

    public IEnumerable<Rule> Rules => [Required, Optional];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var (before, after) in operations.Parameters.Same.Where(pair => pair.New.In != "path"))
        {
            if (!before.Required && after.Required)
            {
                findings.Add(
                    Required,
                    $"{after.Pointer}/required",
                    $"{method} now requires the {after.In} parameter {after.Name}, which was optional.",
                    "false",
                    "true"
                );
            }
            else if (before.Required && !after.Required)
            {
                findings.Add(
                    Optional,
                    after.Pointer,
                    $"{method} no longer requires the {after.In} parameter {after.Name}.",
                    "true",
                    "false"
                );
            }
        }
    }
}
