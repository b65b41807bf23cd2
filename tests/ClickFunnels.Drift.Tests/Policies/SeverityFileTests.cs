using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Policies;
using ClickFunnels.Drift.Tests.Commands;
using ClickFunnels.Drift.Tests.Output;

namespace ClickFunnels.Drift.Tests.Policies;

/// <summary>Tests severity files: their errors, and their effect on a run.</summary>
public sealed class SeverityFileTests
{
    private const string Rule = "response-property-const-changed";
    private readonly SpecFolder _specs = new();

    [TearDown]
    public void DeleteFolder() => _specs.Dispose();

    [TestCase("", "s.yaml: The file is empty. Expected a list; [] means no severities.")]
    [TestCase("rule: a\n", "s.yaml(1,1): Expected a list of severities: \"- rule: …\" with a level.")]
    [TestCase("- rule: endpoint-added\n", "s.yaml(1,3): The severity lacks level.")]
    [TestCase("- level: info\n", "s.yaml(1,3): The severity has no condition. Add rule, group, path or operation.")]
    [TestCase("- level: info\n  rule: endpoint-aded\n", "s.yaml(2,9): There is no rule \"endpoint-aded\". Did you mean endpoint-added?")]
    [TestCase(
        "[{\"level\": \"off\", \"rule\": \"route-extr\"}]",
        "s.yaml(1,27): There is no rule \"route-extr\". Did you mean route-extra?"
    )]
    [TestCase(
        "- level: info\n  group: responce-headers\n",
        "s.yaml(2,10): There is no group \"responce-headers\". Did you mean response-headers?"
    )]
    [TestCase(
        "- level: error\n  rule: endpoint-added\n",
        "s.yaml(1,10): \"error\" is not a level. Expected one of breaking, warning, info, off."
    )]
    [TestCase(
        "- level: off\n  path: contacts\n",
        "s.yaml(2,9): \"contacts\" is not a path. Expected one such as /contacts/{id}, or /contacts/* for everything below."
    )]
    [TestCase(
        "- level: off\n  path: /a*\n",
        "s.yaml(2,9): \"/a*\" is not a path. Expected one such as /contacts/{id}, or /contacts/* for everything below."
    )]
    [TestCase(
        "- level: off\n  operation: FETCH /a\n",
        "s.yaml(2,14): \"FETCH /a\" is not an operation. Expected a method and a path, such as GET /contacts/{id}."
    )]
    [TestCase(
        "- level: off\n  rules: a\n",
        "s.yaml(2,3): The key \"rules\" is unknown; a severity has level and at least one of rule, group, path and "
            + "operation, and may have note."
    )]
    [TestCase("- level: off\n  level: off\n", "s.yaml(2,3): Duplicate key \"level\" in a severity.")]
    public void Errors_have_their_position_and_a_suggestion(string yaml, string message) =>
        Assert.That(Assert.Throws<InputException>(() => Read(yaml))!.Message, Is.EqualTo(message));

    [TestCase($"- level: warning\n  rule: {Rule}\n", 0, "warning")]
    [TestCase($"- level: info\n  group: response-properties\n  path: /things/*\n", 0, "info")]
    [TestCase($"[{{\"level\": \"off\", \"rule\": \"{Rule}\"}}]", 0, null)]
    [TestCase($"- level: off\n  rule: {Rule}\n- level: breaking\n  rule: {Rule}\n", 1, "breaking", Description = "The last one decides.")]
    [TestCase($"- level: off\n  rule: {Rule}\n  operation: GET /other\n", 1, "breaking")]
    [TestCase("- level: off\n  rule: endpoint-added\n", 1, "breaking")]
    [TestCase("[]", 1, "breaking")]
    public async Task The_level_decides_about_report_and_exit_code(string yaml, int exitCode, string? level)
    {
        var operation = (string?)(await DiffAsync("[]")).Json["findings"]![0]!["operations"]![0];
        var path = operation!.Split(' ')[1];
        var (actual, json) = await DiffAsync(yaml.Replace("/things/*", path, StringComparison.Ordinal));
        Assert.That(actual, Is.EqualTo(exitCode));
        Assert.That(
            json["findings"]!.AsArray().Select(finding => (string?)finding!["severity"]),
            Is.EqualTo(level is null ? [] : new[] { level })
        );
        Assert.That(json["notes"]!.AsArray(), Has.Count.EqualTo(level is null ? 1 : 0));
        Assert.That((string?)json["versionStep"], Is.EqualTo("major"), "What changed does not get smaller.");
    }

    [Test]
    public void A_finding_of_several_operations_needs_all_of_them()
    {
        var finding = SampleReports.Full.Findings[0] with { Operations = ["GET /contacts", "GET /contacts/{id}"] };
        Assert.That(
            ((string[])["/contacts", "/contacts/*", "/*", "/orders"]).Select(path =>
                new SeverityOverride(Severity.Info) { Path = path }.Matches(finding)
            ),
            Is.EqualTo((bool[])[false, false, true, false])
        );
        Assert.That(
            new SeverityOverride(Severity.Info) { Path = "/*" }.Matches(finding with { Operations = [] }),
            Is.False,
            "A finding without an operation has no path."
        );
    }

    [Test]
    public async Task Other_commands_have_the_option()
    {
        var ledger = _specs.Write("ledger.csv", "method,path,operationId\nGET,/other,getOther\nGET,/things,listThings\n");
        var document = Contract();
        var plain = await DriftProgram.RunAsync("routes", document, ledger);
        var off = await DriftProgram.RunAsync(
            "routes",
            document,
            ledger,
            "--severities",
            _specs.Write("s.yaml", "- level: off\n  rule: route-missing\n")
        );
        Assert.That((plain.ExitCode, off.ExitCode), Is.EqualTo((1, 0)), plain.Output + plain.Error + off.Output + off.Error);
    }

    [Test]
    public async Task An_invalid_file_ends_with_exit_code_3_before_the_comparison()
    {
        var file = _specs.Write("s.yaml", "- level: off\n");
        var run = await DriftProgram.RunAsync("diff", _specs.At("missing.yaml"), _specs.Old, "--severities", file);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((3, "")));
        Assert.That(run.Error, Does.StartWith($"{file}(1,3): "));
    }

    private static SeverityFile Read(string yaml) => SeverityFileReader.Read("s.yaml", Encoding.UTF8.GetBytes(yaml));

    private string Contract() =>
        _specs.Write(
            "things.yaml",
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /things:\n    get:\n      operationId: listThings\n      "
                + "responses: {'200': {description: Done.}}\n"
        );

    private async Task<(int ExitCode, JsonNode Json)> DiffAsync(string severities)
    {
        var run = await DriftProgram.RunAsync(
            "diff",
            _specs.Old,
            _specs.Breaking,
            "--format",
            "json",
            "--severities",
            _specs.Write("s.yaml", severities)
        );
        Assert.That(run.Error, Is.Empty);
        return (run.ExitCode, JsonNode.Parse(run.Output)!);
    }
}
