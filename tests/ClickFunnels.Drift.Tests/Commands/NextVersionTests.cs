using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Commands;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Commands;

public sealed class NextVersionTests
{
    [TestCase("parameters: [{ name: thing, in: query, required: true }]", "0.1.0", "0.2.0")]
    [TestCase("parameters: [{ name: thing, in: query }]", "0.1.0", "0.1.1")]
    [TestCase("parameters: [{ name: thing, in: query }]", "1.1.0", "1.2.0")]
    [TestCase("summary: Only words.", "1.1.0", "1.1.0")]
    public void The_report_names_the_next_version(string change, string current, string next)
    {
        var report = DiffCommand.WithNextVersion(
            ContractComparison.Compare(Read(Specs.Operation("")), Read(Specs.Operation(change))),
            SemanticVersion.Parse(current)
        );
        Assert.That(report.NextVersion, Is.EqualTo(next));
        Assert.That(report.Notes, Has.Exactly(1).Contains(next));
    }

    [Test]
    public void Without_a_current_version_the_report_has_no_next_version()
    {
        var report = DiffCommand.WithNextVersion(
            ContractComparison.Compare(Read(Specs.Operation("")), Read(Specs.Operation("deprecated: true"))),
            null
        );
        Assert.That(report.NextVersion, Is.Null);
        Assert.That(report.Notes, Is.Empty);
    }

    private static ApiDocument Read(string yaml) =>
        ApiDocument.Read(SpecFile.Parse("things.yaml", System.Text.Encoding.UTF8.GetBytes(yaml)));
}
