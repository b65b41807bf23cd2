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

    private static readonly Rule Unreadable = new(
        "sunset-became-unreadable",
        Severity.Warning,
        RuleGroup.Operations,
        "The x-sunset of a deprecated operation is no longer a date: its last day is unknown."
    );

    public IEnumerable<Rule> Rules => [Deleted, Earlier, Unreadable];

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
        else if (after.IsInvalid && after.Text != before.Text)
        {
            findings.Add(
                Unreadable,
                $"{operations.New.Pointer}/{Sunset.Key}",
                $"{method} has the x-sunset \"{after.Text}\", which is not a date: its last day is now unknown.",
                before.Text,
                after.Text
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
