using System.Text.Json.Nodes;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Tests.Output;

/// <summary>Tests the requirements of SARIF 2.1.0 for the parts that we write.</summary>
public sealed class SarifFormatTests
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    private static IEnumerable<TestCaseData> Reports() =>
        [
            new TestCaseData(SampleReports.Full) { TestName = "{m}(full)" },
            new TestCaseData(SampleReports.Empty) { TestName = "{m}(empty)" },
            new TestCaseData(SampleReports.Dangerous) { TestName = "{m}(dangerous)" },
        ];

    [TestCaseSource(nameof(Reports))]
    public void Has_the_required_structure(object report)
    {
        var sarif = JsonNode.Parse(SampleReports.Write("sarif", (Report)report))!;
        Assert.That((string?)sarif["version"], Is.EqualTo("2.1.0"));
        Assert.That(Uri.IsWellFormedUriString((string?)sarif["$schema"], UriKind.Absolute));
        var run = sarif["runs"]!.AsArray().Single()!;
        var driver = run["tool"]!["driver"]!;
        Assert.That((string?)driver["name"], Is.Not.Empty);
        Assert.That((string?)run["columnKind"], Is.AnyOf("utf16CodeUnits", "unicodeCodePoints"));

        var rules = driver["rules"]!.AsArray();
        Assert.That(rules.Select(rule => (string?)rule!["id"]), Is.Unique);
        foreach (var rule in rules)
        {
            Assert.That((string?)rule!["shortDescription"]!["text"], Is.Not.Empty);
            Assert.That((string?)rule["help"]!["text"], Is.Not.Empty);
            Assert.That((string?)rule["defaultConfiguration"]!["level"], Is.AnyOf(Levels));
        }

        foreach (var result in run["results"]!.AsArray())
        {
            CheckResult(result!, rules);
        }
    }

    [Test]
    public void Only_waived_findings_are_suppressed()
    {
        var results = JsonNode.Parse(SampleReports.Write("sarif", SampleReports.Full))!["runs"]![0]!["results"]!.AsArray();
        Assert.That(results.Select(result => result!["suppressions"]!.AsArray().Count), Is.EqualTo((int[])[0, 0, 0, 1]));
    }

    [Test]
    public void An_address_loses_its_scheme()
    {
        var results = JsonNode.Parse(SampleReports.Write("sarif", SampleReports.Full))!["runs"]![0]!["results"]!.AsArray();
        Assert.That(
            (string?)results[1]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"],
            Is.EqualTo("example.com/openapi.yaml")
        );
    }

    private static void CheckResult(JsonNode result, JsonArray rules)
    {
        Assert.That((string?)result["ruleId"], Is.EqualTo((string?)rules[(int)result["ruleIndex"]!]!["id"]));
        Assert.That((string?)result["level"], Is.AnyOf(Levels));
        Assert.That((string?)result["message"]!["text"], Is.Not.Empty);
        Assert.That((string?)result["message"]!["text"], Does.Not.Match(@"\[[^\]]*\]\("), "No text of others is a link.");
        foreach (var fingerprint in result["partialFingerprints"]!.AsObject())
        {
            Assert.That((string?)fingerprint.Value, Is.Not.Empty);
        }

        foreach (var suppression in result["suppressions"]!.AsArray())
        {
            Assert.That((string?)suppression!["kind"], Is.AnyOf("inSource", "external"));
            Assert.That((string?)suppression["status"], Is.AnyOf("accepted", "underReview", "rejected"));
        }

        var location = result["locations"]!.AsArray().Single()!;
        Assert.That((string?)location["logicalLocations"]![0]!["fullyQualifiedName"], Is.Not.Empty);
        if (location["physicalLocation"] is not { } physical)
        {
            return;
        }

        var uri = (string?)physical["artifactLocation"]!["uri"];
        Assert.That(Uri.IsWellFormedUriString(uri, UriKind.Relative), $"{uri} is not a relative URI.");
        Assert.That((int)physical["region"]!["startLine"]!, Is.GreaterThan(0));
        Assert.That((int)physical["region"]!["startColumn"]!, Is.GreaterThan(0));
    }
}
