using ClickFunnels.Drift.Documents;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Tests.Generated;

/// <summary>Two folders of generated files are compared byte for byte.</summary>
public sealed class GeneratedComparisonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clickfunnels-generated-");

    public GeneratedComparisonTests()
    {
        foreach (var side in new[] { "committed", "fresh" })
        {
            Write(side, "Models.g.cs", "one\ntwo\nthree\n");
            Write(side, "codegen.sha256", "hash\n");
        }

        Write("committed", "ClickFunnels.Client.csproj", "<Project />");
        Write("committed", "packages.lock.json", "{}");
        Write("committed", "bin/Release/Some.dll", "bytes");
        Write("committed", "obj/project.assets.json", "{}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void EqualFilesGiveNothing()
    {
        var report = Compare();
        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.Compared, Is.EqualTo(2));
    }

    [TestCase("one\ntwo!\nthree\n", 2, "two", "two!")]
    [TestCase("one\ntwo\n", 3, "three", null)]
    [TestCase("one\ntwo\nthree\nfour\n", 4, null, "four")]
    [TestCase("one\r\ntwo\nthree\n", 1, "one", "one\r")]
    [TestCase("one\ntwo\nthree", 3, "three", "three")]
    [TestCase("", 1, "one", null)]
    public void AnEditIsFoundAtItsFirstLine(string text, int line, string? expected, string? committed)
    {
        Write("committed", "Models.g.cs", text);
        var finding = Compare().Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That(finding.Rule, Is.EqualTo(GeneratedRules.Edited));
            Assert.That(finding.File, Is.EqualTo("generated/Models.g.cs"));
            Assert.That(finding.Pointer, Is.EqualTo("/generated/Models.g.cs"));
            Assert.That(finding.Position?.Line, Is.EqualTo(line));
            Assert.That(finding.OldValue, Is.EqualTo(expected));
            Assert.That(finding.NewValue, Is.EqualTo(committed));
        });
    }

    [TestCase("Stray.g.cs")]
    [TestCase(".hidden")]
    [TestCase("deep/er/Stray.g.cs")]
    [TestCase("deep/packages.lock.json")]
    [TestCase("objects/Stray.cs")]
    public void AStrayFileIsFound(string name)
    {
        Write("committed", name, "class Stray;");
        Assert.That(Compare().Findings.Select(finding => (finding.Rule, finding.File)), Is.EqualTo(new[] { (GeneratedRules.Extra, $"generated/{name}") }));
    }

    [Test]
    public void AMissingFileAndAMissingFolderAreFound()
    {
        File.Delete(Path.Combine(_folder.FullName, "committed", "generated", "Models.g.cs"));
        var first = Compare().Findings.Select(finding => (finding.Rule, finding.File)).ToList();
        Directory.Delete(Path.Combine(_folder.FullName, "committed", "generated"), recursive: true);

        Assert.That(first, Is.EqualTo(new[] { (GeneratedRules.Missing, "generated/Models.g.cs") }));
        Assert.That(Compare().Findings.Select(finding => finding.Rule), Is.EqualTo(new[] { GeneratedRules.Missing, GeneratedRules.Missing }));
    }

    [Test]
    public void NothingGeneratedIsAnError()
    {
        Directory.Delete(Path.Combine(_folder.FullName, "fresh", "generated"), recursive: true);
        Assert.That(Compare, Throws.TypeOf<InputException>().With.Message.Contains("nothing to compare"));
    }

    private Report Compare() => GeneratedComparison.Compare(Path.Combine(_folder.FullName, "committed"), Path.Combine(_folder.FullName, "fresh"));

    private void Write(string side, string name, string text)
    {
        var path = Path.Combine(_folder.FullName, side, "generated", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
