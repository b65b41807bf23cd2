using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether a parameter has to be sent.</summary>
internal sealed class ParameterRequiredCheck : IOperationCheck
{
    private static readonly Rule Required = new(
        "request-parameter-became-required",
        Severity.Breaking,
        Direction.Request,
        "A parameter that could be left out has to be sent."
    );
    private static readonly Rule Optional = new(
        "request-parameter-became-optional",
        Severity.Info,
        Direction.Request,
        "A parameter that had to be sent may be left out.",
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
                    $"{method} has to send the {after.In} parameter {after.Name}, which could be left out.",
                    "false",
                    "true"
                );
            }
            else if (before.Required && !after.Required)
            {
                findings.Add(Optional, after.Pointer, $"{method} may leave out the {after.In} parameter {after.Name}.", "true", "false");
            }
        }
    }
}
