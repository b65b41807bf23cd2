using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>The texts that several formats share.</summary>
internal static class ReportText
{
    private const int MaxOperations = 3;

    /// <summary>Severities, worst first.</summary>
    public static IReadOnlyList<Severity> Severities { get; } = [Severity.Breaking, Severity.Warning, Severity.Info];

    public static string Id(this Severity severity) =>
        severity switch
        {
            Severity.Breaking => "breaking",
            Severity.Warning => "warning",
            _ => "info",
        };

    public static string Id(this VersionStep step) =>
        step switch
        {
            VersionStep.Major => "major",
            VersionStep.Minor => "minor",
            VersionStep.Patch => "patch",
            _ => "none",
        };

    /// <summary>Null for findings about a call as a whole.</summary>
    public static string? Id(this Direction direction) =>
        direction switch
        {
            Direction.Request => "request",
            Direction.Response => "response",
            _ => null,
        };

    public static int Count(this Report report, Severity severity) => report.Findings.Count(finding => finding.Severity == severity);

    /// <summary>The report in one line.</summary>
    public static string Summary(Report report)
    {
        var warnings = report.Count(Severity.Warning);
        var counts =
            $"{report.Count(Severity.Breaking)} breaking, {warnings} {(warnings == 1 ? "warning" : "warnings")}, "
            + $"{report.Count(Severity.Info)} info, {report.Waived.Count} waived";
        return $"compared {Compared(report)}: {counts}" + (report.Step is { } step ? $"; semantic version step: {step.Id()}" : "");
    }

    /// <summary><c>418 operations</c>, <c>1 operation</c>.</summary>
    public static string Compared(Report report) =>
        $"{report.Compared} {(report.Compared == 1 && report.Unit.EndsWith('s') ? report.Unit[..^1] : report.Unit)}";

    /// <summary>Gets the location as editors and terminals read it, such as <c>new.yaml:12:5</c>; null if the file is unknown.</summary>
    public static string? Location(Finding finding) =>
        (finding.File, finding.Position) switch
        {
            (null, _) => null,
            (var file, null) => file,
            var (file, position) => $"{file}:{position.Value.Line}:{position.Value.Column}",
        };

    /// <summary>Gets the old and the new value; null if the finding has neither.</summary>
    public static string? Change(Finding finding, Func<string, string> quote) =>
        (finding.OldValue, finding.NewValue) switch
        {
            (null, null) => null,
            var (before, after) => $"{(before is null ? "nothing" : quote(before))} → {(after is null ? "nothing" : quote(after))}",
        };

    /// <summary>Gets the first operations and the number of others; null if there are none.</summary>
    public static string? Operations(Finding finding, Func<string, string> quote)
    {
        if (finding.Operations.Count == 0)
        {
            return null;
        }

        var first = string.Join(", ", finding.Operations.Take(MaxOperations).Select(quote));
        return finding.Operations.Count > MaxOperations ? $"{first} and {finding.Operations.Count - MaxOperations} more" : first;
    }
}
