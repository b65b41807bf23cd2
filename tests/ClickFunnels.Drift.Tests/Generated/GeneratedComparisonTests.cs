using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Tests.Generated;

/// <summary>Compares folders of generated files byte for byte.</summary>
public sealed class GeneratedComparisonTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clickfunnels-generated-");

    public GeneratedComparisonTests()
    {
        foreach (var side in new[] { "committed", "fresh" })
        {
            Write(side, "generated/one/Models.g.cs", "one\ntwo\nthree\n");
            Write(side, "generated/one/codegen.sha256", "hash\n");
            Write(side, "tests/Sample/Generated/Models.g.cs", "four\n");
        }

        Write("committed", "extensions/ClickFunnels/ClickFunnels.Client.csproj", "<Project />");
        Write("committed", "generated/packages.lock.json", "{}");
        Write("committed", "generated/bin/Release/Some.dll", "bytes");
        Write("committed", "generated/obj/project.assets.json", "{}");
        Write("committed", "tests/Sample/Tests.cs", "class Tests;");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void Equal_files_have_no_findings()
    {
        var report = Compare();
        Assert.That(report.Findings, Is.Empty);
        Assert.That(report.Compared, Is.EqualTo(3));
    }

    [TestCase("one\ntwo!\nthree\n", 2, "two", "two!")]
    [TestCase("one\ntwo\n", 3, "three", null)]
    [TestCase("one\ntwo\nthree\nfour\n", 4, null, "four")]
    [TestCase("one\r\ntwo\nthree\n", 1, "one", "one\r")]
    [TestCase("one\ntwo\nthree", 3, "three", "three")]
    [TestCase("", 1, "one", null)]
    public void An_edit_is_found_at_its_first_line(string text, int line, string? expected, string? committed)
    {
        Write("committed", "generated/one/Models.g.cs", text);
        var finding = Compare().Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That(finding.Rule, Is.EqualTo(GeneratedRules.Edited));
            Assert.That(finding.File, Is.EqualTo("generated/one/Models.g.cs"));
            Assert.That(finding.Pointer, Is.EqualTo("/generated/one/Models.g.cs"));
            Assert.That(finding.Position?.Line, Is.EqualTo(line));
            Assert.That(finding.OldValue, Is.EqualTo(expected));
            Assert.That(finding.NewValue, Is.EqualTo(committed));
        });
    }

    [TestCase("generated/Stray.g.cs")]
    [TestCase("generated/.hidden")]
    [TestCase("generated/one/Stray.g.cs")]
    [TestCase("generated/removed/Models.g.cs")]
    [TestCase("generated/deep/er/Stray.g.cs")]
    [TestCase("generated/one/packages.lock.json")]
    [TestCase("generated/objects/Stray.cs")]
    [TestCase("tests/Sample/Generated/Stray.g.cs")]
    [TestCase("tests/Sample/Generated/packages.lock.json")]
    public void A_stray_file_is_found(string name)
    {
        Write("committed", name, "class Stray;");
        Assert.That(Compare().Findings.Select(finding => (finding.Rule, finding.File)), Is.EqualTo(new[] { (GeneratedRules.Extra, name) }));
    }

    [Test]
    public void A_missing_file_and_a_missing_folder_are_found()
    {
        File.Delete(Path.Combine(_folder.FullName, "committed", "generated", "one", "Models.g.cs"));
        var first = Compare().Findings.Select(finding => (finding.Rule, finding.File)).ToList();
        Directory.Delete(Path.Combine(_folder.FullName, "committed", "generated"), recursive: true);

        Assert.That(first, Is.EqualTo(new[] { (GeneratedRules.Missing, "generated/one/Models.g.cs") }));
        Assert.That(
            Compare().Findings.Select(finding => finding.Rule),
            Is.EqualTo(new[] { GeneratedRules.Missing, GeneratedRules.Missing })
        );
    }

    [Test]
    public void Missing_generated_files_are_an_error()
    {
        Directory.Delete(Path.Combine(_folder.FullName, "fresh"), recursive: true);
        Assert.That(Compare, Throws.TypeOf<InputException>().With.Message.Contains("nothing to compare"));
    }

    private Report Compare() =>
        GeneratedComparison.Compare(
            Path.Combine(_folder.FullName, "committed"),
            Path.Combine(_folder.FullName, "fresh"),
            ["generated/one", "tests/Sample/Generated"]
        );

    private void Write(string side, string name, string text)
    {
        var path = Path.Combine(_folder.FullName, side, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
