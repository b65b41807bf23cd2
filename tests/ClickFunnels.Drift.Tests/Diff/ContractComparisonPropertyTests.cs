using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>Tests properties of every comparison, with random documents.</summary>
public sealed class ContractComparisonPropertyTests
{
    // A renamed argument, and what the version of the document says of a document with such a finding.
    private static readonly string[] RulesOfRenamedArguments =
    [
        "request-path-parameter-renamed",
        "api-version-not-bumped",
        "api-major-version-not-bumped",
    ];

    private const int Runs = 100;

    [Test]
    public void A_document_compared_with_itself_has_no_findings() => ForEach(document => IsEmpty(Compare(document, document)));

    [Test]
    public void The_order_of_keys_changes_nothing() => ForEach(document => IsEmpty(Compare(document, Shuffle(document, 1))));

    [Test]
    public void The_order_of_keys_changes_no_fingerprint() =>
        ForEachPair(
            (before, after) =>
            {
                var written = Compare(before, after).Select(Describe).ToHashSet();
                var shuffled = Compare(Shuffle(before, 2), Shuffle(after, 3)).Select(Describe).ToHashSet();
                Assert.Multiple(() =>
                {
                    Assert.That(shuffled.Except(written), Is.Empty, "Only after shuffling:");
                    Assert.That(written.Except(shuffled), Is.Empty, "Only before shuffling:");
                });
                return true;
            }
        );

    [Test]
    public void The_names_of_path_parameters_change_the_names_of_arguments_only() =>
        ForEach(document =>
        {
            var renamed = DocumentForms.WithOtherPathParameters(document);
            Assert.That(renamed, Does.Contain("/pets/{key}").And.Contain("/owners/{id}/pets/{number}"));
            return IsEmpty(WithoutRenamedArguments(Compare(document, renamed)));
        });

    [Test]
    public void The_names_of_path_parameters_change_no_other_fingerprint() =>
        ForEachPair(
            (before, after) =>
                Fingerprints(WithoutRenamedArguments(Compare(before, after)))
                    .SetEquals(Fingerprints(WithoutRenamedArguments(Compare(before, DocumentForms.WithOtherPathParameters(after)))))
        );

    [Test]
    public void Yaml_and_json_are_one() =>
        ForEach(document =>
        {
            var yaml = DocumentForms.AsYaml(JsonNode.Parse(document)!);
            Assert.That(yaml, Does.Not.StartWith("{"));
            return IsEmpty(Compare(document, yaml)) && IsEmpty(Compare(yaml, document));
        });

    [Test]
    public void A_change_elsewhere_changes_no_fingerprint() =>
        ForEachPair(
            (before, after) =>
            {
                var alone = Fingerprints(Compare(before, after));
                var together = Compare(WithMore(before, "string"), WithMore(after, "integer"));
                var rest = together.Where(finding => !finding.Pointer.Contains("elsewhere", StringComparison.OrdinalIgnoreCase));
                return Fingerprints(rest).SetEquals(alone);
            }
        );

    [Test]
    public void No_two_findings_share_a_fingerprint() =>
        ForEachPair(
            (before, after) =>
            {
                var findings = Compare(before, after);
                return Fingerprints(findings).Count == findings.Count;
            }
        );

    [Test]
    public void The_documents_differ_enough_to_prove_something()
    {
        var rules = new HashSet<string>();
        var pairs = RandomDocuments.Document.Two().Sample(100, 50).ToList();
        foreach (var (before, after) in pairs)
        {
            rules.UnionWith(Compare(before, after).Select(finding => finding.Rule.Id));
        }

        Assert.That(rules, Has.Count.GreaterThan(100));
    }

    [Test]
    public void The_contract_of_this_project_compared_with_itself_has_no_findings()
    {
        var bytes = File.ReadAllBytes(Repository.Contract);

        var report = ContractComparison.Compare(
            ApiDocument.Read(SpecFile.Parse("old.yaml", bytes)),
            ApiDocument.Read(SpecFile.Parse("new.yaml", bytes))
        );

        Assert.That(report.Findings, Is.Empty);
        Assert.That(
            (report.Compared, report.Step),
            Is.EqualTo((ApiDocument.Read(SpecFile.Parse("new.yaml", bytes)).Operations.Count, VersionStep.None))
        );
    }

    private static void ForEach(Func<string, bool> holds) =>
        Check.One(Settings, Prop.ForAll(RandomDocuments.Document.ToArbitrary(), holds));

    private static void ForEachPair(Func<string, string, bool> holds) =>
        Check.One(Settings, Prop.ForAll(RandomDocuments.Document.Two().ToArbitrary(), pair => holds(pair.Item1, pair.Item2)));

    // The same documents in every run, so that a failure can be repeated.
    private static Config Settings => Config.QuickThrowOnFailure.WithMaxTest(Runs).WithQuietOnSuccess(true).WithReplay(20260801, 1);

    private static bool IsEmpty(IReadOnlyList<Finding> findings)
    {
        Assert.That(findings.Select(Describe), Is.Empty);
        return true;
    }

    private static string Describe(Finding finding) => $"{finding.Fingerprint} {finding.Rule.Id} {finding.Pointer}: {finding.Message}";

    private static List<Finding> WithoutRenamedArguments(IEnumerable<Finding> findings) =>
        [.. findings.Where(finding => !RulesOfRenamedArguments.Contains(finding.Rule.Id))];

    private static HashSet<string> Fingerprints(IEnumerable<Finding> findings) => [.. findings.Select(finding => finding.Fingerprint)];

    private static string Shuffle(string document, int seed) =>
        DocumentForms.Shuffled(JsonNode.Parse(document), new Random(seed))!.ToJsonString();

    private static string WithMore(string document, string type)
    {
        var root = JsonNode.Parse(document)!;
        root["paths"]!["/elsewhere"] = JsonNode.Parse(
            """
            {"get":{"operationId":"elsewhere","responses":
             {"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Elsewhere"}}}}}}}
            """
        );
        root["components"]!["schemas"]!["Elsewhere"] = JsonNode.Parse(
            $$$"""{"type":"object","properties":{"x":{"type":"{{{type}}}"}},"maxProperties":{{{type.Length}}}}"""
        );
        return root.ToJsonString();
    }

    private static IReadOnlyList<Finding> Compare(string before, string after) =>
        ContractComparison.Compare(Read("old", before), Read("new", after)).Findings;

    private static ApiDocument Read(string name, string text) => ApiDocument.Read(SpecFile.Parse(name, Encoding.UTF8.GetBytes(text)));
}
