using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Drift.Tests.Commands;

namespace ClickFunnels.Drift.Tests.Waivers;

/// <summary>Tests the effects of waivers on a run.</summary>
public sealed class WaiverTests
{
    private readonly SpecFolder _specs = new();

    [TearDown]
    public void DeleteFolder() => _specs.Dispose();

    [Test]
    public async Task A_waived_finding_is_listed_and_does_not_count()
    {
        var (exitCode, json) = await DiffAsync(_specs.Breaking, Waiver(await FingerprintAsync(), DriftProgram.Today));
        Assert.That(exitCode, Is.Zero, "A waiver holds on its last day.");
        Assert.That(json["findings"]!.AsArray(), Is.Empty);
        Assert.That((string?)json["waived"]![0]!["rule"], Is.EqualTo("response-property-const-changed"));
        Assert.That((string?)json["waived"]![0]!["waiver"]!["reason"], Is.EqualTo("Known."));
        Assert.That((string?)json["versionStep"], Is.EqualTo("major"), "What changed does not get smaller.");
    }

    [Test]
    public async Task An_expired_waiver_has_no_effect_and_is_a_finding()
    {
        var (exitCode, json) = await DiffAsync(_specs.Breaking, Waiver(await FingerprintAsync(), DriftProgram.Today.AddDays(-1)));
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(
            json["findings"]!.AsArray().Select(finding => (string?)finding!["rule"]),
            Is.EqualTo((string[])["response-property-const-changed", "waiver-expired"])
        );
        Assert.That((string?)json["findings"]![1]!["severity"], Is.EqualTo("warning"));
        Assert.That((int)json["findings"]![1]!["line"]!, Is.EqualTo(1));
        Assert.That((string?)json["notes"]![0], Does.Contain("1 waiver"));
    }

    [TestCase("warning", 0)]
    [TestCase("info", 1)]
    public async Task A_waiver_that_matches_nothing_is_an_info(string level, int expected)
    {
        var (exitCode, json) = await DiffAsync(_specs.Old, Waiver("0123456789abcdef", DriftProgram.Today), "--fail-on", level);
        Assert.That(exitCode, Is.EqualTo(expected));
        Assert.That(json["findings"]!.AsArray().Select(finding => (string?)finding!["rule"]), Is.EqualTo((string[])["waiver-unused"]));
    }

    [Test]
    public async Task An_invalid_file_ends_with_exit_code_3()
    {
        var file = _specs.Write("waivers.yaml", "- fingerprint: abc\n");
        var run = await DriftProgram.RunAsync("diff", _specs.Old, _specs.Breaking, "--waivers", file);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((3, "")));
        Assert.That(run.Error, Does.StartWith($"{file}(1,"));
    }

    [Test]
    public async Task Written_waivers_apply_at_once_and_later()
    {
        var file = _specs.At("waivers.yaml");
        var first = await DriftProgram.RunAsync(
            "diff",
            _specs.Old,
            _specs.Breaking,
            "--write-waivers",
            file,
            "--reason",
            "Known: \"x\" # y",
            "--expires",
            "2026-03-15"
        );
        Assert.That((first.ExitCode, first.Error), Is.EqualTo((0, "")));
        Assert.That(first.Output, Does.Contain("0 breaking, 0 warnings, 0 info, 1 waived"));

        var (exitCode, json) = await DiffAsync(_specs.Breaking, await File.ReadAllTextAsync(file));
        Assert.That(exitCode, Is.Zero);
        Assert.That((string?)json["waived"]![0]!["waiver"]!["reason"], Is.EqualTo("Known: \"x\" # y"));
    }

    [Test]
    public async Task An_existing_file_is_not_overwritten()
    {
        var file = _specs.Write("waivers.yaml", "[]");
        var run = await DriftProgram.RunAsync(
            "diff",
            _specs.Old,
            _specs.Breaking,
            "--write-waivers",
            file,
            "--reason",
            "Known.",
            "--expires",
            "2027-01-31"
        );
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain("is not overwritten"));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("[]"));
    }

    [Test]
    public async Task Waivers_for_the_past_are_refused()
    {
        var run = await DriftProgram.RunAsync(
            "diff",
            _specs.Old,
            _specs.Breaking,
            "--write-waivers",
            _specs.At("w.yaml"),
            "--reason",
            "Known.",
            "--expires",
            "2026-03-14"
        );
        Assert.That(
            (run.ExitCode, run.Error),
            Is.EqualTo((2, "--expires 2026-03-14: This day has passed. Expected today or a later day.\n"))
        );
        Assert.That(File.Exists(_specs.At("w.yaml")), Is.False);
    }

    [Test]
    public async Task Waivers_for_nothing_are_not_written()
    {
        var run = await DriftProgram.RunAsync(
            "diff",
            _specs.Old,
            _specs.Warning,
            "--write-waivers",
            _specs.At("w.yaml"),
            "--reason",
            "Known.",
            "--expires",
            "2027-01-31"
        );
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("was not written"));
        Assert.That(File.Exists(_specs.At("w.yaml")), Is.False);
    }

    private static string Waiver(string fingerprint, DateOnly expires) =>
        $"- fingerprint: {fingerprint}\n  reason: Known.\n  expires: {expires:O}\n";

    private async Task<string> FingerprintAsync()
    {
        var run = await DriftProgram.RunAsync("diff", _specs.Old, _specs.Breaking, "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.GetProperty("findings")[0].GetProperty("fingerprint").GetString()!;
    }

    private async Task<(int ExitCode, JsonNode Json)> DiffAsync(string after, string waivers, params string[] arguments)
    {
        var run = await DriftProgram.RunAsync([
            "diff",
            _specs.Old,
            after,
            "--format",
            "json",
            "--waivers",
            _specs.Write("in.yaml", waivers),
            .. arguments,
        ]);
        Assert.That(run.Error, Is.Empty);
        return (run.ExitCode, JsonNode.Parse(run.Output)!);
    }
}
