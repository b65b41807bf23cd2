using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks parameters that become deprecated, or are no longer deprecated, and their last day.</summary>
internal sealed class ParameterDeprecationCheck : IOperationCheck
{
    private static readonly Rule Deprecated = new(
        "request-parameter-deprecated",
        Severity.Info,
        RuleGroup.Parameters,
        "A parameter is deprecated: it becomes [Obsolete].",
        VersionStep.Minor
    );
    private static readonly Rule Missing = new(
        "request-parameter-deprecated-sunset-missing",
        Severity.Info,
        RuleGroup.Parameters,
        "A newly deprecated parameter has no x-sunset, although other parameters of the operation have one.",
        VersionStep.Minor
    );
    private static readonly Rule TooSoon = new(
        "request-parameter-sunset-date-too-small",
        Severity.Warning,
        RuleGroup.Parameters,
        "A newly deprecated parameter may already be removed: its x-sunset date has passed."
    );
    private static readonly Rule Reactivated = new(
        "request-parameter-reactivated",
        Severity.Info,
        RuleGroup.Parameters,
        "A parameter is no longer deprecated."
    );
    private static readonly Rule Deleted = new(
        "request-parameter-sunset-deleted",
        Severity.Warning,
        RuleGroup.Parameters,
        "The x-sunset date of a deprecated parameter was removed."
    );
    private static readonly Rule Earlier = new(
        "request-parameter-sunset-date-changed-too-small",
        Severity.Warning,
        RuleGroup.Parameters,
        "The x-sunset date of a deprecated parameter is earlier than announced."
    );

    private static readonly Rule Unreadable = new(
        "request-parameter-sunset-became-unreadable",
        Severity.Warning,
        RuleGroup.Parameters,
        "The x-sunset of a deprecated parameter is not a date: its last day is unknown."
    );

    public IEnumerable<Rule> Rules => [Deprecated, Missing, TooSoon, Reactivated, Deleted, Earlier, Unreadable];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var (before, after) in operations.Parameters.Same)
        {
            var subject = $"{method} has the parameter {after.Name}, which";
            if (before.Deprecated && after.Deprecated)
            {
                Sunsets(before, after, subject, findings);
            }
            else if (before.Deprecated)
            {
                findings.AddRemoved(Reactivated, $"{before.Pointer}/deprecated", $"{subject} is no longer deprecated.", "true", "false");
            }
            else if (after.Deprecated)
            {
                Announced(operations, after, subject, findings);
            }
        }
    }

    private static void Announced(OperationPair operations, ApiParameter after, string subject, DiffFindings findings)
    {
        var sunset = Sunset.Of(after.Node);
        if (sunset.IsTooSoon(findings.Today))
        {
            findings.Add(
                TooSoon,
                $"{after.Pointer}/{Sunset.Key}",
                $"{subject} is deprecated and may already fail: its last day was {sunset.Text}.",
                null,
                sunset.Text
            );
        }
        else if (sunset.IsMissing && operations.New.Parameters.Any(parameter => !Sunset.Of(parameter.Node).IsMissing))
        {
            findings.Add(
                Missing,
                $"{after.Pointer}/deprecated",
                $"{subject} is deprecated without an x-sunset date, which other parameters have.",
                "false",
                "true"
            );
        }
        else
        {
            findings.Add(
                Deprecated,
                $"{after.Pointer}/deprecated",
                sunset.Date is null ? $"{subject} is now deprecated." : $"{subject} is now deprecated and works until {sunset.Text}.",
                "false",
                "true"
            );
        }
    }

    private static void Sunsets(ApiParameter before, ApiParameter after, string subject, DiffFindings findings)
    {
        var (was, now) = (Sunset.Of(before.Node), Sunset.Of(after.Node));
        if (!was.IsMissing && now.IsMissing)
        {
            findings.AddRemoved(
                Deleted,
                $"{before.Pointer}/{Sunset.Key}",
                $"{subject} was announced to work until {was.Text}; its last day is now unknown.",
                was.Text
            );
        }
        else if (now.IsInvalid && now.Text != was.Text)
        {
            findings.Add(
                Unreadable,
                $"{after.Pointer}/{Sunset.Key}",
                $"{subject} has the x-sunset \"{now.Text}\", which is not a date: its last day is now unknown.",
                was.Text,
                now.Text
            );
        }
        else if (now.Date < was.Date)
        {
            findings.Add(
                Earlier,
                $"{after.Pointer}/{Sunset.Key}",
                $"{subject} only works until {now.Text}, not until {was.Text}.",
                was.Text,
                now.Text
            );
        }
    }
}
