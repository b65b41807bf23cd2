using System.Text.RegularExpressions;

namespace ClickFunnels.Core.Tests.Conventions;

/// <summary>The text that people read: line length, and the worst patterns of unclear English.</summary>
public sealed partial class SourceTextTests
{
    private const int LongestLine = 140;

    private static readonly string[] Shipped =
    [
        "cli",
        "contract",
        "drift",
        "emulator",
        "extensions",
        "samples",
        "build",
        "docs",
        ".github",
    ];

    // Generated. It lists the routes and methods of the service, which has a resource named "answers".
    // They use words of the service, such as the answers of a form.
    private static readonly string[] NamesOfTheService =
    [
        "docs/api-coverage.md",
        "docs/cli-operations.md",
        "emulator/ClickFunnels/Forms/FormSubmissionBehavior.cs",
    ];

    private static readonly string[] ReadByPeople = [".cs", ".liquid", ".md", ".sh", ".yml", ".proj", ".targets", ".csproj"];

    [Test]
    public void No_line_is_too_long()
    {
        var files = Files("", ".cs").Where(static file => !file.EndsWith(".g.cs", StringComparison.Ordinal)).ToList();

        Assert.That(files, Has.Count.GreaterThan(100), "The files were not found.");
        Assert.That(
            files.SelectMany(file =>
                Lines(file).Where(static line => line.Text.Length > LongestLine).Select(line => $"{file}:{line.Number}")
            ),
            Is.Empty,
            $"Break the line: {LongestLine} characters are the limit."
        );
    }

    [Test]
    public void Every_summary_starts_with_a_verb_or_a_noun()
    {
        var files = Shipped.Append("generated").SelectMany(static folder => Files(folder, ".cs", ".liquid")).ToList();

        Assert.That(files, Has.Count.GreaterThan(100), "The files were not found.");
        Assert.That(
            files.SelectMany(file =>
                QuestionSummary().Matches(File.ReadAllText(Repository.PathOf(file))).Select(match => $"{file}: {match.Value}")
            ),
            Is.Empty
        );
    }

    [Test]
    public void The_english_is_plain()
    {
        var files = Shipped
            .SelectMany(static folder => Files(folder, ReadByPeople))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md").Select(static file => Path.GetFileName(file)))
            .Append("spec/PROVENANCE.md")
            .Where(static file => !NamesOfTheService.Contains(file))
            .ToList();

        Assert.That(files, Has.Count.GreaterThan(100), "The files were not found.");
        Assert.That(
            files.SelectMany(file =>
                Lines(file)
                    .SelectMany(line =>
                        Unclear().Matches(line.Text).Select(match => $"{file}:{line.Number}: \"{match.Value}\" in: {line.Text.Trim()}")
                    )
            ),
            Is.Empty
        );
    }

    [TestCase("/// <summary>\n    /// What is sent.", true)]
    [TestCase("/// <summary>Whether it is sent.", true)]
    [TestCase("/// <summary>The request that is sent.", false)]
    public void The_pattern_for_summaries_works(string text, bool found) => Assert.That(QuestionSummary().IsMatch(text), Is.EqualTo(found));

    [TestCase("the key stands twice", true)]
    [TestCase("a file is wanted", true)]
    [TestCase("It mends the file.", true)]
    [TestCase("The file is no date.", true)]
    [TestCase("the answer of the service", true)]
    [TestCase("The token runs out.", true)]
    [TestCase("behaviour", true)]
    [TestCase("It was cancelled.", true)]
    [TestCase("status = \"cancelled\"", false)]
    [TestCase("FulfillmentStatus.Cancelled", false)]
    [TestCase("if: ${{ !cancelled() }}", false)]
    [TestCase("There is no file.", false)]
    [TestCase("It is no longer there.", false)]
    [TestCase("The response has a recommended status.", false)]
    public void The_pattern_for_unclear_words_works(string text, bool found) => Assert.That(Unclear().IsMatch(text), Is.EqualTo(found));

    private static IEnumerable<(int Number, string Text)> Lines(string file) =>
        File.ReadLines(Repository.PathOf(file)).Select(static (text, index) => (index + 1, text));

    private static IEnumerable<string> Files(string folder, params string[] extensions)
    {
        var root = Repository.PathOf(folder);
        if (!Directory.Exists(root))
        {
            return [];
        }

        return Directory
            .EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => extensions.Contains(Path.GetExtension(file)) && !Unversioned().IsMatch("/" + file))
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"/(bin|obj|artifacts|node_modules|TestResults|BenchmarkDotNet\.Artifacts|\.git)/")]
    private static partial Regex Unversioned();

    [GeneratedRegex(@"<summary>\s*(///\s*)?(What|Whether|How|Where|When|Which|Those)\b")]
    private static partial Regex QuestionSummary();

    // The words of an older vocabulary, and what to write instead: response or error; fix; is not a; is required; expires; duplicate.
    // "cancelled" is allowed as a value of the service, a member of an enumeration and a function of GitHub.
    [GeneratedRegex(
        @"\b(answer(s|ed|ing)?|mend(s|ed|ing)?|stands? (twice|in|for|at|on)|(is|are) wanted|runs? out"
            + @"|behaviours?|catalogues?|(?<![.""])cancelled(?![(""])|colours?|coloured|favourite)\b"
            + @"|(?<!\bthere )\b(is|are) no (?!longer\b|more\b|such\b)[a-z]+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Unclear();
}
