using System.Text;
using System.Text.Json;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Skills;
using ClickFunnels.Drift.Tests.Commands;

namespace ClickFunnels.Drift.Tests.Skills;

/// <summary>A folder of skills, which is compared with the contract of the corpus.</summary>
internal sealed class SkillFixture : IDisposable
{
    private const string ContractPath = "tests/ClickFunnels.Drift.Tests/Skills/Corpus/contract.yaml";
    private static readonly Lazy<Task<ApiDocument>> Document = new(static () => ApiDocument.LoadAsync(Repository.PathOf(ContractPath)));
    private readonly TemporaryFolder _folder = new();

    /// <summary>The contract of the corpus.</summary>
    public static string Contract { get; } = Repository.PathOf(ContractPath);

    /// <summary>The invented skills of the corpus.</summary>
    public static string Corpus { get; } = Repository.PathOf("tests/ClickFunnels.Drift.Tests/Skills/Corpus/vendor");

    /// <summary>The folder of the skills.</summary>
    public string Path => System.IO.Path.Combine(_folder.Path, "vendor");

    /// <summary>A file beside the folder of the skills.</summary>
    public string Beside(string name) => _folder.File(name);

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    public Task<DriftRun> RunAsync(params string[] arguments) =>
        DriftProgram.RunAsync(["skills", Path, "--contract", Contract, .. arguments]);

    /// <summary>Runs the program and returns its findings as <c>rule value</c>.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(params string[] arguments)
    {
        var run = await RunAsync([.. arguments, "--format", "json"]);
        Assert.That(run.ExitCode, Is.LessThan(2), run.Error);
        using var json = JsonDocument.Parse(run.Output);
        return
        [
            .. json
                .RootElement.GetProperty("findings")
                .EnumerateArray()
                .Select(finding => $"{finding.GetProperty("rule").GetString()} {finding.GetProperty("new").GetString()}".TrimEnd()),
        ];
    }

    /// <summary>Compares a text as the only skill.</summary>
    public static async Task<IReadOnlyList<Finding>> CompareAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var skill = new Skill("a", "a", [new SkillFile("SKILL.md", "a/SKILL.md", bytes, "")]);
        return SkillComparison.Compare("folder", [skill], await Document.Value, null, null, CancellationToken.None).Findings;
    }

    public void Dispose() => _folder.Dispose();
}
