using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>
/// <c>diff</c> and <c>surface</c> agree: a change that breaks the C# surface is a breaking finding of the contracts. Each pair of each
/// rule example is generated with our templates, and both comparisons are made.
/// </summary>
public sealed class SurfaceAgreementTests
{
    private const string Golden = "tests/ClickFunnels.Drift.Tests/Rules/behavioral-breaks.txt";

    /// <summary>All pairs, compared once.</summary>
    private static readonly Lazy<IReadOnlyList<Row>> Rows = new(CompareAll);

    [Test]
    public void A_change_that_breaks_the_surface_is_breaking_in_diff()
    {
        var disagreements = Rows.Value.Where(row => row.Check.Verdict == Verdict.Disagreement).ToList();

        foreach (var verdict in Rows.Value.GroupBy(row => row.Check.Verdict).OrderBy(group => group.Key))
            TestContext.Out.WriteLine($"{verdict.Key}: {verdict.Count()} of {Rows.Value.Count} pairs");
        Assert.That(
            disagreements.Where(row => !Excluded.AcceptedDisagreements.ContainsKey(row.Name)).Select(row => row.ToString()), Is.Empty,
            "Make a rule of the pair breaking, or correct the templates.");
        Assert.That(Excluded.AcceptedDisagreements.Keys.Except(disagreements.Select(row => row.Name)), Is.Empty, "These agree: remove the entries.");
    }

    [Test]
    public void An_example_without_a_surface_is_in_the_table()
    {
        var listed = Excluded.NotGenerated.Values.SelectMany(rules => rules).ToList();
        var failed = Rows.Value.Where(row => row.Check.Verdict == Verdict.NotGenerated).ToList();

        Assert.That(listed, Is.Unique);
        Assert.That(failed.Where(row => !listed.Contains(row.Rule)).Select(row => row.ToString()), Is.Empty, "Their code is not correct.");
        Assert.That(listed.Except(failed.Select(row => row.Rule)), Is.Empty, "These have a surface: remove the entries.");
    }

    [Test]
    public void Breaks_that_only_the_wire_shows_are_as_reviewed()
    {
        var behavioral = Rows.Value.Where(row => row.Triggers && DiffRules.All[row.Rule].Step == VersionStep.Major)
            .GroupBy(row => row.Rule).Where(rule => rule.All(row => row.Check.Verdict == Verdict.BehavioralBreak))
            .Select(rule => rule.Key).ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder("# Breaking rules whose examples leave the C# surface as it is: only requests and responses change.\n")
            .Append("# Generated: run the tests with UPDATE_GOLDEN=1 to write it again.\n");
        foreach (var family in RuleGroups.All)
        {
            var count = family.Count(rule => behavioral.Contains(rule.Id));
            text.Append(CultureInfo.InvariantCulture, $"# {family.Key}: {count} of {family.Count()} rules\n");
        }

        text.AppendJoin('\n', behavioral.Order(StringComparer.Ordinal)).Append('\n');
        TestContext.Out.WriteLine(text);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(Repository.PathOf(Golden), text.ToString());
        Assert.That(File.ReadAllText(Repository.PathOf(Golden)).ReplaceLineEndings("\n"), Is.EqualTo(text.ToString()), Golden);
    }

    [Test]
    public void A_break_that_diff_does_not_see_is_a_disagreement()
    {
        const string Body = "requestBody:\n  required: true\n  content:\n    application/json:\n      schema: { type: object, properties: { name: { type: string } } }";
        var (before, after) = (Specs.Operation(Body), Specs.Operation(Body.Replace("name", "title", StringComparison.Ordinal)));
        var silent = new Report("old.yaml → new.yaml", [], 1, "operations");

        var check = AgreementCheck.Compare(silent, before, after);

        Assert.That(check.Verdict, Is.EqualTo(Verdict.Disagreement));
        Assert.That(check.SurfaceBreaks, Has.Some.Contains("ThingsCreateThingRequest.Name is gone"));
        Assert.That(AgreementCheck.Compare(before, after).Verdict, Is.EqualTo(Verdict.Breaking), "The rules see it.");
    }

    [Test]
    public void A_body_that_moves_between_parameter_and_options_breaks_and_a_new_optional_body_does_not()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Triggers("request-body-added-optional"), Is.EqualTo(Verdict.Compatible));
            Assert.That(Triggers("new-optional-request-parameter"), Is.EqualTo(Verdict.Compatible));
            Assert.That(Triggers("new-optional-request-property"), Is.EqualTo(Verdict.Compatible));
            Assert.That(Triggers("request-body-became-optional"), Is.EqualTo(Verdict.Breaking));
            Assert.That(Triggers("request-body-became-required"), Is.EqualTo(Verdict.Breaking));
        });
    }

    private static Verdict Triggers(string rule) => Rows.Value.First(row => row.Triggers && row.Rule == rule).Check.Verdict;

    private static List<Row> CompareAll()
    {
        var rows = new ConcurrentBag<Row>();
        var examples = RuleExampleTests.Examples.GroupBy(example => example.Rule).SelectMany(group => group.Select((example, index) => (example, index + 1)));
        Parallel.ForEach(examples, numbered =>
        {
            var (example, number) = numbered;
            rows.Add(new Row(example.Rule, number, true, AgreementCheck.Compare(example.Triggers.Old, example.Triggers.New)));
            rows.Add(new Row(example.Rule, number, false, AgreementCheck.Compare(example.Quiet.Old, example.Quiet.New)));
        });
        return [.. rows.OrderBy(row => row.Name, StringComparer.Ordinal)];
    }

    /// <summary>A pair of a rule example.</summary>
    private sealed record Row(string Rule, int Number, bool Triggers, AgreementCheck Check)
    {
        public string Name => $"{Rule} {Number}{(Triggers ? "" : ", quiet pair")}";

        public override string ToString() =>
            $"{Name}: {Check.Problem}{string.Join(' ', Check.SurfaceBreaks)} diff: {string.Join(", ", Check.DiffRules)}";
    }
}
