using System.Text.Json.Nodes;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>SARIF 2.1.0, which code scanning services read.</summary>
internal sealed class SarifFormat : IReportFormat
{
    /// <summary>Key of our fingerprints; changes if their algorithm changes.</summary>
    public const string FingerprintKey = "clickfunnelsDrift/v1";

    public string Name => "sarif";

    public void Write(Report report, OutputSettings settings, TextWriter output)
    {
        var rules = report
            .Findings.Concat(report.Waived.Select(waived => waived.Finding))
            .Select(finding => finding.Rule)
            .DistinctBy(rule => rule.Id)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToList();
        var indexes = rules.Index().ToDictionary(rule => rule.Item.Id, rule => rule.Index, StringComparer.Ordinal);

        var driver = new JsonObject { ["name"] = Tool.Name, ["version"] = Tool.Version };
        if (Tool.Address is { } address)
        {
            driver["informationUri"] = address;
        }

        driver["rules"] = new JsonArray([.. rules.Select(Rule)]);

        output.Write(
            JsonFormat.Text(
                new JsonObject
                {
                    ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
                    ["version"] = "2.1.0",
                    ["runs"] = new JsonArray(
                        new JsonObject
                        {
                            ["tool"] = new JsonObject { ["driver"] = driver },
                            ["columnKind"] = "utf16CodeUnits",
                            ["results"] = new JsonArray([
                                .. report.Findings.Select(finding => Result(finding, indexes[finding.Rule.Id], [])),
                                .. report.Waived.Select(waived =>
                                    Result(waived.Finding, indexes[waived.Finding.Rule.Id], [Suppression(waived)])
                                ),
                            ]),
                            ["properties"] = Properties(report),
                        }
                    ),
                }
            )
        );
    }

    private static JsonObject Properties(Report report) =>
        new()
        {
            ["title"] = report.Title,
            ["summary"] = ReportText.Summary(report),
            ["notes"] = new JsonArray([.. report.Notes.Select(note => JsonValue.Create(note))]),
        };

    private static JsonObject Rule(Rule rule) =>
        new()
        {
            ["id"] = rule.Id,
            ["shortDescription"] = new JsonObject { ["text"] = rule.Summary },
            ["help"] = new JsonObject
            {
                ["text"] = $"{rule.Summary} Severity: {rule.Severity.Id()}. Semantic version step: {rule.Step.Id()}.",
            },
            ["defaultConfiguration"] = new JsonObject { ["level"] = Level(rule.Severity) },
        };

    private static JsonObject Result(Finding finding, int ruleIndex, JsonNode[] suppressions) =>
        new()
        {
            ["ruleId"] = finding.Rule.Id,
            ["ruleIndex"] = ruleIndex,
            ["level"] = Level(finding.Severity),
            ["message"] = new JsonObject { ["text"] = Message(finding) },
            ["locations"] = new JsonArray(Location(finding)),
            ["partialFingerprints"] = new JsonObject { [FingerprintKey] = finding.Fingerprint },
            ["suppressions"] = new JsonArray(suppressions),
            ["properties"] = new JsonObject
            {
                ["group"] = finding.Rule.Group.Id(),
                ["direction"] = finding.Direction.Id(),
                ["operations"] = new JsonArray([.. finding.Operations.Select(operation => JsonValue.Create(operation))]),
                ["old"] = finding.OldValue,
                ["new"] = finding.NewValue,
                ["csharp"] = finding.CSharp,
            },
        };

    // Text in brackets before a number in parentheses would be read as a link.
    private static string Message(Finding finding) => Printable.Line(finding.Message).Replace("](", "] (", StringComparison.Ordinal);

    private static JsonObject Location(Finding finding)
    {
        var location = new JsonObject
        {
            ["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = finding.Pointer, ["kind"] = "object" }),
        };
        if (finding.File is { Length: > 0 } file)
        {
            var physical = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = ArtifactUri.Of(file) } };
            if (finding.Position is { } position)
            {
                physical["region"] = new JsonObject { ["startLine"] = position.Line, ["startColumn"] = position.Column };
            }

            location["physicalLocation"] = physical;
        }

        return location;
    }

    private static JsonObject Suppression(WaivedFinding waived) =>
        new()
        {
            ["kind"] = "external",
            ["status"] = "accepted",
            ["justification"] = $"{waived.Reason} (until {waived.Expires:O})",
        };

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Breaking => "error",
            Severity.Warning => "warning",
            _ => "note",
        };
}
