using System.Text.RegularExpressions;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Stories.Snippets;

/// <summary>What the documentation shows compiles and runs, because it stands word for word in the snippets beside this file.</summary>
public class DocumentationTests
{
    private static readonly string Root = Repository.Root;
    private static readonly string Here = Path.Combine(Root, "tests", "ClickFunnels.Stories.Tests", "Snippets");

    private static IEnumerable<TestCaseData> Blocks()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "docs"), "*.md").Append(Path.Combine(Root, "README.md")).Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (Match block in Regex.Matches(File.ReadAllText(file), "^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline))
            {
                yield return new TestCaseData(block.Groups[1].Value).SetName($"{Path.GetFileName(file)} block {++number}");
            }
        }
    }

    [TestCaseSource(nameof(Blocks))]
    public void Each_block_of_the_documentation_is_compiled(string block)
    {
        var wanted = Lines(block);
        var found = Directory.GetFiles(Here, "*.cs").Any(file => Contains(Lines(File.ReadAllText(file)), wanted));

        Assert.That(found, Is.True, "This block stands in no snippet. Put it into a file beside this test, so that it is compiled:\n" + block);
    }

    [Test]
    public void The_first_example_of_the_README_is_what_the_package_consumer_compiles()
    {
        var first = (string)Blocks().First(block => block.TestName == "README.md block 1").Arguments[0]!;
        var consumer = File.ReadAllText(Path.Combine(Root, "tests", "PackageConsumer", "Program.cs"));

        Assert.That(Contains(Lines(consumer), Lines(first)), Is.True, "tests/PackageConsumer/Program.cs must hold the README's first example.");
    }

    [Test]
    public void There_is_documentation_to_compare() => Assert.That(Blocks().Count(), Is.GreaterThan(10));

    private static bool Contains(string[] lines, string[] wanted) =>
        Enumerable.Range(0, Math.Max(0, lines.Length - wanted.Length + 1)).Any(start => lines.AsSpan(start, wanted.Length).SequenceEqual(wanted));

    private static string[] Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
}
