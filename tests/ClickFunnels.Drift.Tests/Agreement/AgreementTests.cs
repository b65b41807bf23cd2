using System.Text;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Surface;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary><c>drift diff</c> and <c>drift surface</c> agree about what breaks, for every example of every rule.</summary>
public sealed class AgreementTests
{
    private static readonly (string Old, string New) BodyBecameOptional = RuleExampleTests
        .Examples.First(example => example.Rule == "request-body-became-optional")
        .Triggers;

    private static readonly (string Old, string New) LimitSet = RuleExampleTests
        .Examples.First(example => example.Rule == "request-property-max-length-set")
        .Triggers;

    [Test]
    public void Diff_and_surface_agree_about_every_rule_example()
    {
        var results = RuleExampleTests.Examples.AsParallel().AsOrdered().Select(Judge).ToList();
        var compared = results.Count(result => result.IsCompared);

        TestContext.Out.WriteLine($"{results.Count} examples, {compared} compared, {results.Count - compared} without a C# client");
        Assert.That(compared, Is.GreaterThan(results.Count * 3 / 4), "Most examples have a C# client.");
        Assert.That(results.Where(result => result.Failure is not null).Select(result => $"{result.Rule}: {result.Failure}"), Is.Empty);
    }

    [Test]
    public void A_surface_break_that_diff_does_not_report_is_found()
    {
        var (diff, surface) = Compare(BodyBecameOptional);
        var silent = With(diff, Breaks.None);

        Assert.Multiple(() =>
        {
            Assert.That(SurfaceAgreement.Disagreement(diff, surface), Is.Null);
            Assert.That(SurfaceAgreement.Disagreement(silent, surface), Does.StartWith("The surface breaks, and diff is silent."));
        });
    }

    [Test]
    public void A_break_in_CSharp_that_the_surface_does_not_show_is_found()
    {
        var (diff, surface) = Compare(LimitSet);
        var loud = With(diff, Breaks.Both);

        Assert.Multiple(() =>
        {
            Assert.That(SurfaceAgreement.Disagreement(diff, surface), Is.Null);
            Assert.That(SurfaceAgreement.Disagreement(loud, surface), Does.StartWith("Diff says that C# breaks, and it does not."));
        });
    }

    [Test]
    public void A_rule_breaks_something_if_and_only_if_it_is_breaking_and_demands_a_major_step()
    {
        Assert.That(
            DiffRules
                .All.Values.Where(rule =>
                    (rule.Breaks != Breaks.None, rule.Step == VersionStep.Major) is var (breaks, major)
                    && (breaks != (rule.Severity == Severity.Breaking) || breaks != major)
                )
                .Select(rule => rule.Id),
            Is.Empty
        );
    }

    private static Report With(Report report, Breaks breaks) =>
        report with
        {
            Findings = [.. report.Findings.Select(finding => finding with { Rule = finding.Rule with { Breaks = breaks } })],
        };

    private static (string Rule, bool IsCompared, string? Failure) Judge(RuleExample example)
    {
        var surfaces = new[] { ExampleClient.Surface(example.Triggers.Old), ExampleClient.Surface(example.Triggers.New) };
        foreach (var surface in surfaces)
        {
            var reason = UnsupportedContracts.Reasons.FirstOrDefault(reason => reason.Holds(surface.Contract)).Reason;
            if (reason is null && surface.Problem is { } problem)
            {
                return (example.Rule, false, $"The client does not compile, and UnsupportedContracts has no reason: {problem}");
            }

            if (reason is not null && surface.Problem is null)
            {
                return (example.Rule, false, $"The client compiles, though UnsupportedContracts says: {reason}");
            }
        }

        if (surfaces.Any(surface => surface.Problem is not null))
        {
            return (example.Rule, false, null);
        }

        var (diff, comparison) = Compare(example.Triggers);
        return (example.Rule, true, SurfaceAgreement.Disagreement(diff, comparison));
    }

    private static (Report Diff, Report Surface) Compare((string Old, string New) documents) =>
        (
            ContractComparison.Compare(Read("old.yaml", documents.Old), Read("new.yaml", documents.New)),
            SurfaceComparison.Compare(ExampleClient.Surface(documents.Old).File!, ExampleClient.Surface(documents.New).File!)
        );

    private static ApiDocument Read(string name, string yaml) => ApiDocument.Read(SpecFile.Parse(name, Encoding.UTF8.GetBytes(yaml)));
}
