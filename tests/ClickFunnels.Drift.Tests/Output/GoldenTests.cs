using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Tests.Output;

/// <summary>Each format, to the letter. UPDATE_GOLDEN=1 writes the files anew, to be read before they are committed.</summary>
public sealed class GoldenTests
{
    [TestCase("text", "full.txt")]
    [TestCase("json", "full.json")]
    [TestCase("markdown", "full.md")]
    [TestCase("html", "full.html")]
    [TestCase("sarif", "full.sarif")]
    [TestCase("junit", "full.xml")]
    [TestCase("github", "full.github.txt")]
    public void Is_as_expected(string format, string file)
    {
        var path = Repository.PathOf($"tests/ClickFunnels.Drift.Tests/Output/Expected/{file}");
        // The version and the address of the repository differ from build to build.
        var actual = SampleReports
            .Write(format, SampleReports.Full)
            .Replace($"\"{Tool.Version}\"", "\"VERSION\"", StringComparison.Ordinal)
            .Replace($"{Tool.Name} {Tool.Version}<", $"{Tool.Name} VERSION<", StringComparison.Ordinal)
            .Replace($"          \"informationUri\": \"{Tool.Address}\",\n", "", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.That(actual, Is.EqualTo(File.ReadAllText(path)));
    }
}
