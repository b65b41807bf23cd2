using System.Text;
using ClickFunnels.Drift.Contract;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Documents;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Surface;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>What <c>diff</c> and <c>surface</c> say of a change together.</summary>
internal enum Verdict
{
    /// <summary>Neither has a breaking finding.</summary>
    Compatible,

    /// <summary>Both have one.</summary>
    Breaking,

    /// <summary>Only <c>diff</c> has one: code compiles, and a deployed client fails.</summary>
    BehavioralBreak,

    /// <summary>Only <c>surface</c> has one, so <c>diff</c> promises too much.</summary>
    Disagreement,

    /// <summary>A contract has no surface.</summary>
    NotGenerated,
}

/// <summary>A pair of contracts, compared by <c>diff</c> and, after code generation, by <c>surface</c>.</summary>
/// <param name="Verdict">What both say together.</param>
/// <param name="SurfaceBreaks">The breaking findings of <c>surface</c>.</param>
/// <param name="DiffRules">The rules that <c>diff</c> reports, each with its step.</param>
/// <param name="Problem">Says why a contract has no surface.</param>
internal sealed record AgreementCheck(Verdict Verdict, IReadOnlyList<string> SurfaceBreaks, IReadOnlyList<string> DiffRules, string? Problem)
{
    public static AgreementCheck Compare(string before, string after) =>
        Compare(ContractComparison.Compare(Read("old.yaml", before), Read("new.yaml", after)), before, after);

    /// <summary>Compares with findings that <c>diff</c> has made of the pair.</summary>
    public static AgreementCheck Compare(Report diff, string before, string after)
    {
        var rules = diff.Findings.Select(finding => $"{finding.Rule.Id} ({RuleDocument.Word(finding.Rule.Step)})").Distinct().ToList();
        var (old, now) = (GeneratedSurface.Of(before), GeneratedSurface.Of(after));
        if (old.Listing is null || now.Listing is null)
            return new AgreementCheck(Verdict.NotGenerated, [], rules, old.Problem ?? now.Problem);

        var surface = SurfaceComparison.Compare(SurfaceFile.Parse("old.cs", old.Listing), SurfaceFile.Parse("new.cs", now.Listing));
        var breaks = surface.Findings.Where(IsBreaking).Select(finding => finding.Message).ToList();
        var verdict = (diff.Findings.Any(IsBreaking), breaks.Count > 0) switch
        {
            (true, true) => Verdict.Breaking,
            (true, false) => Verdict.BehavioralBreak,
            (false, true) => Verdict.Disagreement,
            _ => Verdict.Compatible,
        };
        return new AgreementCheck(verdict, breaks, rules, null);
    }

    private static bool IsBreaking(Finding finding) => finding.Rule.Step == VersionStep.Major || finding.Rule.Severity == Severity.Breaking;

    private static ApiDocument Read(string name, string yaml) => ApiDocument.Read(SpecFile.Parse(name, Encoding.UTF8.GetBytes(yaml)));
}
