using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The announced last day of a deprecated operation.</summary>
internal sealed class EndpointSunsetCheck : IOperationCheck
{
    private static readonly Rule Deleted = new(
        "sunset-deleted",
        Severity.Warning,
        Direction.None,
        "A deprecated operation no longer tells until when it works."
    );
    private static readonly Rule Earlier = new(
        "api-sunset-date-changed-too-small",
        Severity.Warning,
        Direction.None,
        "The last day of a deprecated operation is earlier than was announced."
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
                $"{method} was to work until {before.Text}; until when it does now is not said.",
                before.Text
            );
        }
        else if (after.Date < before.Date)
        {
            findings.Add(
                Earlier,
                $"{operations.New.Pointer}/{Sunset.Key}",
                $"{method} works until {after.Text} only, not until {before.Text}.",
                before.Text,
                after.Text
            );
        }
    }
}
