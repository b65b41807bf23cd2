using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClickFunnels.Drift.Skills;
using ClickFunnels.Drift.Tests.Commands;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Hostile;

/// <summary>
/// Skills are untrusted text: they end with a documented exit code within bounded time, and do not reach reports unescaped.
/// </summary>
public sealed class HostileSkillTests
{
    private const string Front = "---\nname: boats\n---\n";

    private static readonly string[] Fragments =
    [
        "`GET /boats/{id}`",
        "`POST /fish/{id}`",
        "GET",
        "/boats/7",
        "```",
        "```json\n",
        "~~~",
        "{\"id\": 1, \"fish\": {",
        "[[[[",
        "}",
        "]",
        ":",
        ",",
        "| Field | Type |\n|---|---|\n| `fish` | x |\n",
        "|",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "> ",
        "    ",
        "---\n",
        "name: &a [*a]\n",
        "curl -d '{",
        "curl ",
        "\\\n",
        "'",
        "\"",
        "`",
        "``",
        "422 \"Fish is at sea\"",
        "HTTP/1.1 422\n\n",
        "-> {\"a\": 1",
        "\u001b[31m",
        "\u202e",
        "\u0000",
        "\ud800",
        "<script>alert(1)</script>",
        "::error::x",
        "##[error]x",
        "[a](javascript:x)",
        "![a](b)",
        "@team",
        "https://evil.test/api/v2/x",
        "?a[b]=c&d",
        "%F0",
        "...",
        "…",
        "<!--",
        "$(",
        "{{x}}",
        "${X}/",
        "&amp;",
        "*",
        "_",
        "\t",
        "\r",
        "é😀",
    ];

    private readonly Skills.SkillFixture _skills = new();

    [TearDown]
    public void DeleteFolder() => _skills.Dispose();

    [Test]
    public void Any_text_is_compared()
    {
        var texts = Gen.ListOf(
                Gen.OneOf(Gen.Elements(Fragments), Gen.Elements(Fragments), ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString()))
            )
            .Select(string.Concat);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261127, 1),
            Prop.ForAll(
                texts.ToArbitrary(),
                text =>
                {
                    var found = Skills.SkillFixture.CompareAsync(text).GetAwaiter().GetResult();
                    return found.All(finding =>
                        finding.Position is { Line: > 0 } at && at.Line <= text.ReplaceLineEndings("\n").Split('\n').Length + 1
                    );
                }
            )
        );
    }

    private static IEnumerable<TestCaseData> Bombs()
    {
        yield return Bomb("links", Repeat("[a](", 100_000));
        yield return Bomb("stars", Repeat("*_", 200_000));
        yield return Bomb("quotes", Repeat("> ", 100_000));
        yield return Bomb(
            "lists",
            string.Concat(Enumerable.Range(0, 2_000).Select(depth => new string(' ', Math.Min(depth, 300) * 2) + "- a\n"))
        );
        yield return Bomb("a line", "`GET /boats/" + Repeat("a", 1_000_000) + "`");
        yield return Bomb("methods", Repeat("GET,", 200_000) + "\n" + Repeat("GET ", 100_000));
        yield return Bomb("methods in lines", Repeat("GET\n", 200_000));
        yield return Bomb("slashes", "GET " + Repeat("/a", 9_000));
        yield return Bomb("siblings", "`POST /boats/1/a`" + Repeat(" / `/b`", 100_000));
        yield return Bomb("a table", "|a|b|\n|-|-|\n" + Repeat("| GET | `/fish` |\n", 20_000));
        yield return Bomb("columns", Repeat("|a", 3_000) + "\n" + Repeat("|-", 3_000) + "\n" + Repeat("|`b`", 3_000));
        yield return Bomb("an open fence", "`GET /boats/7`\n\n```json\n{\"id\": 1, " + Repeat("\"a\": {", 100_000));
        yield return Bomb("a wide object", "`GET /boats/7`\n\n```json\n{\"id\": 1" + Repeat(", \"id\": 1", 90_000) + "}\n```");
        yield return Bomb("calls", "```\n" + Repeat("curl '\n", 100_000));
        yield return Bomb("errors", Repeat("422 \"a b\" ", 90_000));
        yield return Bomb("quotes of errors", "422 " + Repeat("\"", 500_000));
        yield return Bomb("examples", "`GET /boats/7`\n\n" + Repeat("```\n{\"id\":1}\n```\n", 30_000));
        yield return Bomb("headings", Repeat("# `GET /boats/7`\n", 30_000));
        yield return Bomb("too long", Repeat("a\n", 600_000));
        yield return new TestCaseData(
            "---\n"
                + "a: &a [1,1,1,1,1,1,1,1]\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 20)
                        .Select(n => $"b{n}: &b{n} [{string.Join(',', Enumerable.Repeat(n == 0 ? "*a" : $"*b{n - 1}", 9))}]\n")
                )
                + "---\n# A"
        ).SetName("{m}(aliases)");
        yield return new TestCaseData("---\n" + Repeat("[", 5_000) + "\n---\n# A").SetName("{m}(deep front matter)");
        yield return new TestCaseData("---\nname: " + Repeat("a", 900_000) + "\n---\n# A").SetName("{m}(large front matter)");
        yield return new TestCaseData("---\nname: boats\n# never ends").SetName("{m}(open front matter)");

        static TestCaseData Bomb(string name, string text) => new TestCaseData(Front + text).SetName($"{{m}}({name})");
        static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
    }

    [TestCaseSource(nameof(Bombs))]
    public async Task A_bomb_ends_in_bounded_time(string text)
    {
        var watch = Stopwatch.StartNew();
        _skills.Write("boats/SKILL.md", text);
        var run = await _skills.RunAsync();
        Assert.That(run.ExitCode, Is.AnyOf(0, 1, 3), run.Error);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public async Task Text_is_escaped_in_every_format(
        [Values("text", "json", "markdown", "html", "sarif", "junit", "github")] string format
    )
    {
        const string Evil = "\u001b[31m\u202e<script>alert</script>\u0085::error::";
        _skills.Write(
            "boats/SKILL.md",
            $"---\nname: boats\nversion: \"1\u202e<script>\"\n---\n`GET /fish/{Evil}`\n\n::error title=x::y\n\n`GET /boats/1`\n\n```json\n"
                + $"{{\"id\": 1, \"fi\u001bsh<script>\": 2, \"flag\": \"<script>\"}}\n```\n\nIt returns 422 `Fish is "
                + $"{Evil} at sea`.\n\n`GET /boats/1?a\u001b[x]=1`\n"
        );
        _skills.Write(
            "skills.lock.json",
            "{\"skills\": [{\"path\": \"<script>\\u001b[31m::error::\", \"sha256\": \"" + new string('0', 64) + "\"}]}"
        );
        await File.WriteAllTextAsync(
            _skills.Beside("lock.json"),
            "{\"schemaVersion\": 1, \"skills\": {\"<script>\\u001b\\u202e\": {\"files\": {}}}}"
        );
        var run = await _skills.RunAsync("--format", format, "--lock", _skills.Beside("lock.json"));

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
        Assert.That(run.Output.IndexOfAny(['\u001b', '\u202e', '\u0085']), Is.EqualTo(-1), "Texts are compared without culture.");
        if (format is "html" or "junit")
        {
            Assert.That(run.Output, Does.Not.Contain("<script>alert").And.Not.Contain("<script>\\u"));
        }

        Assert.That(run.Output.Split('\n'), Has.None.StartsWith("::error title=x").And.None.StartsWith("::error::"));
    }

    [Test]
    public async Task Damaged_files_end_with_a_documented_exit_code()
    {
        var seeds = Directory
            .EnumerateFiles(Skills.SkillFixture.Corpus, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToList();
        var random = new Random(20261127);
        var codes = new SortedDictionary<int, int>();
        for (var round = 0; round < 40; round++)
        {
            foreach (var seed in seeds)
            {
                var bytes = await File.ReadAllBytesAsync(seed);
                for (var damage = random.Next(4); damage > 0; damage--)
                {
                    var at = random.Next(bytes.Length);
                    bytes = random.Next(3) switch
                    {
                        0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[Math.Min(at + 1, bytes.Length)..]],
                        1 => [.. bytes[..at], .. bytes[Math.Min(at + random.Next(200), bytes.Length)..]],
                        _ => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]), .. bytes[at..]],
                    };
                    bytes = bytes.Length == 0 ? [0] : bytes;
                }

                _skills.Write(Path.GetRelativePath(Skills.SkillFixture.Corpus, seed), bytes);
            }

            var run = await _skills.RunAsync();
            codes[run.ExitCode] = codes.GetValueOrDefault(run.ExitCode) + 1;
            Assert.That(run.ExitCode, Is.AnyOf(0, 1, 3), run.Error);
        }

        TestContext.Out.WriteLine(
            string.Join(", ", codes.Select(code => code.Key.ToString(CultureInfo.InvariantCulture) + ": " + code.Value))
        );
    }

    [Test]
    public async Task Files_that_cannot_be_read_do_not_hide_the_others()
    {
        _skills.Write("boats/SKILL.md", [0x23, 0x20, 0xff, 0xfe]);
        _skills.Write("crews/SKILL.md", "---\nname: [\n---\n`GET /fish`");
        Assert.That(
            await _skills.FindingsAsync(),
            Is.EqualTo(new[] { "skill-route-missing GET /fish", "skill-unreadable", "skill-unreadable" })
        );
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Symbolic links need rights there.")]
    public async Task Symbolic_links_are_refused([Values] bool folder)
    {
        _skills.Write("boats/SKILL.md", "# Boats");
        await File.WriteAllTextAsync(_skills.Beside("secret.md"), "secret");
        var link = Path.Combine(_skills.Path, "boats", "link.md");
        _ = folder ? Directory.CreateSymbolicLink(link, _skills.Path) : File.CreateSymbolicLink(link, _skills.Beside("secret.md"));
        var run = await _skills.RunAsync();
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((3, "")));
        Assert.That(run.Error, Does.Contain("link.md: This is a symbolic link"));
    }

    [Test]
    public async Task Inputs_without_skills_are_errors()
    {
        Directory.CreateDirectory(_skills.Path);
        Assert.That((await _skills.RunAsync()).Error, Does.Contain($"No folder below it has a {Skill.FileName}"));
        _skills.Write("boats/SKILL.md", "# Boats");
        _skills.Write(".git/hooks/SKILL.md", "hidden");
        Assert.That((await _skills.RunAsync()).Output, Does.Contain("compared 1 skill:"));
        (string[] Arguments, int ExitCode, string Error)[] cases =
        [
            (["skills", _skills.Beside("missing")], 3, "The folder does not exist."),
            (["skills", Path.Combine(_skills.Path, "boats", "SKILL.md")], 3, "this is a file"),
            (["skills", _skills.Path, "--lock", _skills.Beside("missing.json")], 3, "The file does not exist."),
            (["skills", _skills.Path, "--digests", _skills.Beside("missing.json")], 3, "The file does not exist."),
            (["skills", _skills.Path, "--lock", Path.Combine(_skills.Path, "boats", "SKILL.md")], 3, "Write the lock file with --update"),
            (["skills", _skills.Path, "--lock", _skills.Beside("no/folder.json"), "--update"], 2, "The folder of the file does not exist"),
        ];
        foreach (var (arguments, exitCode, error) in cases)
        {
            var run = await DriftProgram.RunAsync([.. arguments, "--contract", Skills.SkillFixture.Contract]);
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((exitCode, "")), run.Error);
            Assert.That(run.Error, Does.Contain(error));
        }

        _skills.Write("deep/" + string.Concat(Enumerable.Repeat("a/", SkillFolder.MaxDepth + 1)) + "SKILL.md", "deep");
        Assert.That((await _skills.RunAsync()).Error, Does.Contain("nested deeper than"));
    }
}
