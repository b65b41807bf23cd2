using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks removed parameters, announced or not. Path parameters of a moved operation are reported with the move.</summary>
internal sealed class ParameterRemovedCheck : IOperationCheck
{
    private static readonly Rule Sudden = new(
        "request-parameter-removed",
        Severity.Breaking,
        RuleGroup.Parameters,
        "A parameter that was not deprecated was removed: it is removed from the client and has no effect.",
        Breaks.Both
    );
    private static readonly Rule Announced = new(
        "request-parameter-removed-with-deprecation",
        Severity.Breaking,
        RuleGroup.Parameters,
        "A deprecated parameter was removed: it is removed from the client and has no effect.",
        Breaks.Both
    );
    private static readonly Rule Early = new(
        "request-parameter-removed-before-sunset",
        Severity.Breaking,
        RuleGroup.Parameters,
        "A deprecated parameter was removed before its announced date.",
        Breaks.Both
    );
    private static readonly Rule Unreadable = new(
        "request-parameter-sunset-parse",
        Severity.Warning,
        RuleGroup.Parameters,
        "The x-sunset of a removed parameter is not a date."
    );

    public IEnumerable<Rule> Rules => [Sudden, Announced, Early, Unreadable];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var parameter in operations.Parameters.Removed.Where(parameter => parameter.In != "path"))
        {
            var sunset = Sunset.Of(parameter.Node);
            if (sunset.IsInvalid)
            {
                findings.AddRemoved(
                    Unreadable,
                    $"{parameter.Pointer}/{Sunset.Key}",
                    $"{method} no longer has the parameter {parameter.Name}; its x-sunset " + $"\"{sunset.Text}\" is not a date.",
                    sunset.Text
                );
            }

            if (!parameter.Deprecated && sunset.IsMissing)
            {
                findings.AddRemoved(
                    Sudden,
                    parameter.Pointer,
                    $"{method} no longer has the {parameter.In} parameter {parameter.Name}.",
                    parameter.Name
                );
            }
            else if (sunset.Date >= findings.Today)
            {
                findings.AddRemoved(
                    Early,
                    parameter.Pointer,
                    $"{method} no longer has the {parameter.In} parameter {parameter.Name}, which was announced until {sunset.Text}.",
                    parameter.Name
                );
            }
            else
            {
                findings.AddRemoved(
                    Announced,
                    parameter.Pointer,
                    $"{method} no longer has the deprecated {parameter.In} parameter {parameter.Name}.",
                    parameter.Name
                );
            }
        }
    }
}
