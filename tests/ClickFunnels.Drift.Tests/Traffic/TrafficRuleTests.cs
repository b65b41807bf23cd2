using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Traffic;

namespace ClickFunnels.Drift.Tests.Traffic;

/// <summary>Every rule of <c>responses</c> has an exchange that triggers it and one that does not.</summary>
public sealed class TrafficRuleTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        TrafficExamples
            .All.GroupBy(example => example.Rule)
            .SelectMany(group =>
                group.Select((example, index) => new TestCaseData(example) { TestName = $"{{m}}({example.Rule} {index + 1})" })
            );

    [TestCaseSource(nameof(Cases))]
    public async Task Triggers(object example)
    {
        var (rule, spec, triggers, _) = (TrafficExample)example;
        var found = (await Recorded.CheckAsync(spec, Beside(rule, triggers))).Findings;

        Assert.That(found.Select(finding => finding.Rule.Id), Is.EqualTo(new[] { rule }));
        Assert.Multiple(() =>
        {
            Assert.That(found[0].Message, Does.EndWith("first in 0.json).").Or.Match(@"first in 0\.json at /\S+\)\.$"));
            Assert.That(found[0].Pointer, Does.StartWith("/"));
            Assert.That(found[0].Position, Is.Not.Null);
        });
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Stays_quiet(object example)
    {
        var (rule, spec, triggers, quiet) = (TrafficExample)example;
        Assert.That(quiet, Is.Not.EqualTo(triggers), "Two equal exchanges prove nothing.");

        var found = await Recorded.RulesAsync(spec, Beside(rule, quiet));
        Assert.That(found, Has.None.EqualTo(rule));

        // The small contracts list no failures.
        Assert.That(found.Where(id => id != TrafficRules.UndocumentedStatus.Id), Is.Empty);
    }

    [Test]
    public void Every_rule_has_an_example_and_every_example_a_rule() =>
        Assert.That(TrafficExamples.All.Select(example => example.Rule).Distinct(), Is.EquivalentTo(TrafficRules.All.Keys));

    [Test]
    public void Every_rule_has_a_summary() =>
        Assert.That(TrafficRules.All.Values, Has.All.Matches<Rule>(rule => rule!.Summary.EndsWith('.') && rule.Summary.Length > 30));

    // What is about no operation needs another exchange, as comparing nothing is an error.
    private static string[] Beside(string rule, string exchange) =>
        rule == TrafficRules.UndocumentedOperation.Id ? [exchange, Recorded.Exchange()] : [exchange];
}
