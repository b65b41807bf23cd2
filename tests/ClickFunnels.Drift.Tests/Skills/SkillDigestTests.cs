using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Drift.Tests.Skills;

/// <summary>Skills are compared with the lock file and with the vendor's digests.</summary>
public sealed class SkillDigestTests
{
    private const string Text = "---\nname: boats\nversion: \"1.0\"\n---\n# Boats\n";
    private static readonly string Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    private readonly SkillFixture _skills = new();

    [TearDown]
    public void DeleteFolder() => _skills.Dispose();

    [Test]
    public async Task Changes_since_the_last_review_are_found()
    {
        var locked = _skills.Beside("lock.json");
        _skills.Write("boats/SKILL.md", Text);
        _skills.Write("boats/scripts/x.sh", "echo");
        _skills.Write("crews/SKILL.md", Text);
        var update = await _skills.RunAsync("--lock", locked, "--update");
        Assert.That((update.ExitCode, update.Output), Is.EqualTo((0, $"{locked}: 2 skills.\n")), update.Error);
        Assert.That(
            await File.ReadAllTextAsync(locked),
            Does.Contain($"\"SKILL.md\": \"sha256:{Digest}\"").And.Contain("\"scripts/x.sh\"").And.EndsWith("}\n")
        );
        Assert.That(await _skills.FindingsAsync("--lock", locked), Is.Empty);

        _skills.Write("boats/scripts/x.sh", "echo 2");
        _skills.Write("boats/notes.md", "New.");
        _skills.Write("docks/SKILL.md", "# Docks");
        Directory.Delete(Path.Combine(_skills.Path, "crews"), recursive: true);
        var run = await _skills.RunAsync("--lock", locked, "--fail-on", "warning");
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
        Assert.That(
            run.Output,
            Does.Contain("\"docks\" is not in ")
                .And.Contain("\"boats\" differs from ")
                .And.Contain("scripts/x.sh changed, notes.md is new")
                .And.Contain("\"crews\" of ")
        );

        var waived = await _skills.RunAsync(
            "--lock",
            locked,
            "--fail-on",
            "warning",
            "--write-waivers",
            _skills.Beside("waivers.yaml"),
            "--reason",
            "Read.",
            "--expires",
            "2027-01-31"
        );
        Assert.That(
            (waived.ExitCode, waived.Output.Contains("0 warnings", StringComparison.Ordinal)),
            Is.EqualTo((0, true)),
            waived.Output
        );
        _skills.Write("boats/notes.md", "Newer.");
        var again = await _skills.FindingsAsync("--lock", locked, "--waivers", _skills.Beside("waivers.yaml"));
        Assert.That(
            again.Select(finding => finding.Split(' ')[0]),
            Is.EqualTo(new[] { "skill-changed", "waiver-unused" }),
            "A further change is new."
        );
        await _skills.RunAsync("--lock", locked, "--update");
        Assert.That(await _skills.FindingsAsync("--lock", locked), Is.Empty);
    }

    [TestCase("""{"skills": [{"name": "boats", "sha256": "D"}]}""")]
    [TestCase("""{"source": "x", "skills": [{"name": "boats", "url": "https://a.test/x", "digest": "sha256:E", "sha256": "D"}]}""")]
    [TestCase("""[{"path": "skills/boats/SKILL.md", "digest": "sha256:D"}]""")]
    [TestCase("""{"files": [{"path": "./boats/SKILL.md", "hash": "sha256=D"}]}""")]
    [TestCase("""{"boats": "D"}""")]
    [TestCase("""{"version": 1, "skills": {"boats": "sha256:D"}}""")]
    [TestCase("""{"skills": {"boats": {"version": "1.0", "integrity": "sha256-B"}}}""")]
    [TestCase("""{"sha256": {"boats/SKILL.md": "D"}}""")]
    public async Task The_vendors_digests_are_read_in_several_forms(string json)
    {
        _skills.Write("boats/SKILL.md", Text);
        var base64 = Convert.ToBase64String(Convert.FromHexString(Digest));
        string With(string digest, string sri) =>
            json.Replace(":E\"", $":{new string('0', 64)}\"", StringComparison.Ordinal)
                .Replace("D\"", digest + "\"", StringComparison.Ordinal)
                .Replace("-B\"", $"-{sri}\"", StringComparison.Ordinal);

        _skills.Write("skills.lock.json", With(Digest.ToUpperInvariant(), base64));
        Assert.That(await _skills.FindingsAsync(), Is.Empty);

        _skills.Write("skills.lock.json", With(new string('1', 64), Convert.ToBase64String(new byte[32])));
        Assert.That(await _skills.FindingsAsync(), Is.EqualTo(new[] { $"skill-digest-mismatch {Digest}" }));
    }

    [TestCase("{}")]
    [TestCase("")]
    [TestCase("name,sha256\nboats,D\n")]
    [TestCase("""{"skills": ["boats"]}""")]
    [TestCase("""{"skills": [{"name": "boats", "md5": "0123456789abcdef0123456789abcdef"}]}""")]
    [TestCase("""{"skills": {"boats": "not a digest"}}""")]
    [TestCase("[[[[")]
    public async Task An_unknown_form_is_a_finding(string text)
    {
        _skills.Write("boats/SKILL.md", Text);
        _skills.Write("skills.lock.json", text);
        var run = await _skills.RunAsync("--fail-on", "warning");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1, "")));
        Assert.That(run.Output, Does.Contain("skill-digests-unknown").And.Contain("is unknown, so no file was compared"));
    }

    [Test]
    public async Task Names_without_files_and_files_without_names_are_found()
    {
        _skills.Write("skills/boats/SKILL.md", Text);
        var json = $$"""{"skills": [{"name": "ghosts", "sha256": "{{Digest}}"}, {"path": "../../etc/passwd", "sha256": "{{Digest}}"}]}""";
        await File.WriteAllTextAsync(_skills.Beside("digests.json"), json);
        Assert.That(
            await _skills.FindingsAsync("--digests", _skills.Beside("digests.json")),
            Is.EqualTo(new[] { "skill-digest-without-file", "skill-digest-without-file", "skill-without-digest" })
        );
    }

    [Test]
    public async Task The_corpus_has_exactly_what_was_planted()
    {
        var run = await Commands.DriftProgram.RunAsync(
            "skills",
            SkillFixture.Corpus,
            "--contract",
            SkillFixture.Contract,
            "--format",
            "json"
        );
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        var found = json
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .Select(finding =>
                $"{Path.GetFileName(Path.GetDirectoryName(finding.GetProperty("file").GetString()))}:"
                + $"{finding.GetProperty("line").GetInt32()} "
                + $"{finding.GetProperty("rule").GetString()} {finding.GetProperty("new").GetString()}"
            );
        Assert.That(
            found,
            Is.EquivalentTo(
                new[]
                {
                    "harbor-boats:19 skill-update-method PATCH /boats/{id}",
                    "harbor-boats:20 skill-route-missing POST /boats/{id}/unanchor",
                    "harbor-boats:21 skill-parameter-missing filter[sold]",
                    "harbor-boats:22 skill-route-missing GET /boats/{id}/weight",
                    "harbor-boats:34 skill-field-missing insured_until",
                    "harbor-boats:45 skill-field-missing depth",
                    "harbor-boats:47 skill-field-missing tonnage",
                    "harbor-boats:56 skill-field-missing sail_number",
                    "harbor-boats:67 skill-field-missing berth_number",
                    "harbor-boats:76 skill-error-missing <field> cannot change while the boat is at sea",
                    "harbor-boats:80 skill-error-missing Berth is too short for this boat",
                    "harbor-crews:8 skill-method-missing POST /boats/{id}/crews",
                    "harbor-crews:8 skill-parameter-missing page",
                    "harbor-crews:17 skill-field-missing rank",
                    "harbor-crews:1 skill-digest-mismatch " + Digest256("skills/harbor-crews/SKILL.md"),
                    "vendor:16 skill-digest-without-file ",
                    "harbor-partners:1 skill-without-digest ",
                }
            ),
            run.Error
        );
    }

    private static string Digest256(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(SkillFixture.Corpus, path))));
}
