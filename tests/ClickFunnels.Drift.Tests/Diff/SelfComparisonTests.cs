using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Tests.Damage;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>A document compared with itself has no findings, except those that call it invalid.</summary>
public sealed class SelfComparisonTests
{
    private static readonly string[] Invalid = ["ambiguous-path"];

    [Test]
    public void ADocumentIsEqualToItself()
    {
        var documents = RuleExampleTests
            .Examples.SelectMany(example => new[] { example.Triggers.Old, example.Triggers.New, example.Quiet.Old, example.Quiet.New })
            .Concat(SeedDocuments.All.Select(seed => seed.ToJsonString()))
            .Distinct();
        var findings = documents
            .SelectMany(text =>
                ContractComparison
                    .Compare(Read(text), Read(text))
                    .Findings.Where(finding => !Invalid.Contains(finding.Rule.Id))
                    .Select(finding => $"{finding.Rule.Id}: {finding.Message}\n{text}")
            )
            .ToList();
        Assert.That(findings, Is.Empty);
    }

    [Test]
    public void AnInvalidDocumentIsReportedAndItsPathsAreComparedByTheirExactNames()
    {
        var text = Specs.Paths(Path("id", "integer") + Path("uid", "string"));
        var report = ContractComparison.Compare(Read(text), Read(text));
        Assert.That(report.Findings.Select(finding => finding.Rule.Id), Is.EqualTo(["ambiguous-path"]));

        var changed = Specs.Paths(Path("uid", "boolean") + Path("id", "integer"));
        Assert.That(
            ContractComparison.Compare(Read(text), Read(changed)).Findings.Select(finding => (finding.Rule.Id, finding.Operations[0])),
            Is.EquivalentTo([("request-parameter-type-changed", "GET /things/{uid}"), ("ambiguous-path", "GET /things/{id}")])
        );
    }

    private static string Path(string name, string type) =>
        $"/things/{{{name}}}:\n  get:\n    operationId: getThingBy{name}\n    parameters:\n      - {{ name: {name}, in: path, "
        + $"required: true, schema: {{ type: {type} }} }}\n    responses: {{ '200': {{ description: Done. }} }}\n";

    private static ApiDocument Read(string text) => ApiDocument.Read(SpecFile.Parse("spec.yaml", Encoding.UTF8.GetBytes(text)));
}
