using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the announced last day of a deprecated operation.</summary>
internal sealed class EndpointSunsetCheck : IOperationCheck
{
    private static readonly Rule Deleted = new(
        "sunset-deleted",
        Severity.Warning,
        RuleGroup.Operations,
        "The x-sunset date of a deprecated operation was removed."
    );
    private static readonly Rule Earlier = new(
        "api-sunset-date-changed-too-small",
        Severity.Warning,
        RuleGroup.Operations,
        "The x-sunset date of a deprecated operation is earlier than announced."
    );

    public IEnumerable<Rule> Rules => [Deleted, Earlier];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        if (!operations.Old.Deprecated || !operations.New.Deprecated)
        {
            return;
        }

        var (before, after) = (Sunset.Of(operations.Old.Node), Sunset.Of(operations.New.Node));
        var method = findings.Names.Method(operations.New);
        if (!before.IsMissing && after.IsMissing)
        {
            findings.AddRemoved(
                Deleted,
                $"{operations.Old.Pointer}/{Sunset.Key}",
                $"{method} was announced to work until {before.Text}; its last day is now unknown.",
                before.Text
            );
        }
        else if (after.Date < before.Date)
        {
            findings.Add(
                Earlier,
                $"{operations.New.Pointer}/{Sunset.Key}",
                $"{method} only works until {after.Text}, not until {before.Text}.",
                before.Text,
                after.Text
            );
        }
    }
}
