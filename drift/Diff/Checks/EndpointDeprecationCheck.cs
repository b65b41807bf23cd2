using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks operations that become deprecated, or are no longer deprecated.</summary>
internal sealed class EndpointDeprecationCheck : IOperationCheck
{
    private static readonly Rule Deprecated = new(
        "endpoint-deprecated",
        Severity.Info,
        RuleGroup.Operations,
        "An operation is deprecated: its method becomes [Obsolete].",
        VersionStep.Minor
    );
    private static readonly Rule WithSunset = new(
        "endpoint-deprecated-with-sunset",
        Severity.Info,
        RuleGroup.Operations,
        "An operation is deprecated with an x-sunset date: its method becomes [Obsolete].",
        VersionStep.Minor
    );
    private static readonly Rule Missing = new(
        "api-deprecated-sunset-missing",
        Severity.Info,
        RuleGroup.Operations,
        "A newly deprecated operation has no x-sunset, although other operations of the document have one.",
        VersionStep.Minor
    );
    private static readonly Rule Unreadable = new(
        "api-deprecated-sunset-parse",
        Severity.Warning,
        RuleGroup.Operations,
        "A newly deprecated operation has an x-sunset that is not a date."
    );
    private static readonly Rule TooSoon = new(
        "api-sunset-date-too-small",
        Severity.Warning,
        RuleGroup.Operations,
        "A newly deprecated operation may already be removed: its x-sunset date has passed."
    );
    private static readonly Rule Reactivated = new(
        "endpoint-reactivated",
        Severity.Info,
        RuleGroup.Operations,
        "An operation is no longer deprecated: its method is no longer [Obsolete]."
    );

    public IEnumerable<Rule> Rules => [Deprecated, WithSunset, Missing, Unreadable, TooSoon, Reactivated];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        var pointer = operations.New.Pointer;
        if (operations.Old.Deprecated && !operations.New.Deprecated)
        {
            findings.AddRemoved(Reactivated, $"{operations.Old.Pointer}/deprecated", $"{method} is no longer [Obsolete].", "true", "false");
        }

        if (operations.Old.Deprecated || !operations.New.Deprecated)
        {
            return;
        }

        var sunset = Sunset.Of(operations.New.Node);
        if (sunset.IsInvalid)
        {
            findings.Add(
                Unreadable,
                $"{pointer}/{Sunset.Key}",
                $"{method} becomes [Obsolete]; its x-sunset \"{sunset.Text}\" is not a date, so its last day is unknown.",
                null,
                sunset.Text
            );
        }
        else if (sunset.IsTooSoon(findings.Today))
        {
            findings.Add(
                TooSoon,
                $"{pointer}/{Sunset.Key}",
                $"{method} becomes [Obsolete] and may already fail: its last day was {sunset.Text}.",
                null,
                sunset.Text
            );
        }
        else if (!sunset.IsMissing)
        {
            findings.Add(
                WithSunset,
                $"{pointer}/deprecated",
                $"{method} becomes [Obsolete]: it works until {sunset.Text}.",
                "false",
                "true"
            );
        }
        else if (operations.New.Document.Operations.Any(operation => !Sunset.Of(operation.Node).IsMissing))
        {
            findings.Add(
                Missing,
                $"{pointer}/deprecated",
                $"{method} becomes [Obsolete] without an x-sunset date, which other operations have.",
                "false",
                "true"
            );
        }
        else
        {
            findings.Add(Deprecated, $"{pointer}/deprecated", $"{method} becomes [Obsolete].", "false", "true");
        }
    }
}
