using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Every rule has a pair of documents that triggers it and one that does not.</summary>
public sealed class RuleExampleTests
{
    internal static IReadOnlyList<RuleExample> Examples { get; } =
    [
        .. typeof(IRuleExamples)
            .Assembly.GetTypes()
            .Where(type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IRuleExamples)))
            .SelectMany(type => ((IRuleExamples)Activator.CreateInstance(type)!).Examples),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        Examples
            .GroupBy(example => example.Rule)
            .SelectMany(group =>
                group.Select((example, index) => new TestCaseData(example) { TestName = $"{{m}}({example.Rule} {index + 1})" })
            );

    [TestCaseSource(nameof(Cases))]
    public void Triggers(object example)
    {
        var (rule, (before, after), _) = (RuleExample)example;
        var found = Compare(before, after).Findings.Where(finding => finding.Rule.Id == rule).ToList();

        Assert.That(found, Is.Not.Empty, $"{rule} did not report the change.");
        Assert.Multiple(() =>
        {
            Assert.That(
                found,
                Has.All.Property(nameof(Finding.Message)).Matches<string>(message => message!.EndsWith('.') && message.Length > 10),
                "A message is a sentence."
            );
            Assert.That(found, Has.All.Property(nameof(Finding.Pointer)).StartsWith("/"), "A pointer begins with a slash.");
            Assert.That(found, Has.All.Property(nameof(Finding.Position)).Not.Null);
        });
    }

    [TestCaseSource(nameof(Cases))]
    public void Stays_quiet(object example)
    {
        var (rule, _, (before, after)) = (RuleExample)example;
        Assert.That(before, Is.Not.EqualTo(after), "Two equal documents prove nothing.");
        Assert.That(Compare(before, after).Findings.Select(finding => finding.Rule.Id), Has.None.EqualTo(rule));
    }

    [Test]
    public void Every_rule_has_an_example_and_every_example_a_rule()
    {
        Assert.That(Examples.Select(example => example.Rule).Distinct(), Is.EquivalentTo(DiffRules.All.Keys));
    }

    private static Report Compare(string before, string after) =>
        ContractComparison.Compare(Read("old.yaml", before), Read("new.yaml", after));

    private static ApiDocument Read(string name, string yaml) => ApiDocument.Read(SpecFile.Parse(name, Encoding.UTF8.GetBytes(yaml)));
}
