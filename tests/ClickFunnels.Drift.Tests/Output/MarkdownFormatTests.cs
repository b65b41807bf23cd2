using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Tests.Output;

public sealed class MarkdownFormatTests
{
    [TestCase("a", "`a`")]
    [TestCase("a`b", "``a`b``")]
    [TestCase("``a", "``` ``a ```")]
    [TestCase(" a ", "`  a  `")]
    [TestCase("a\nb", "`a\\nb`")]
    [TestCase("", "(empty)")]
    public void Code_keeps_its_backticks(string text, string code) => Assert.That(MarkdownText.Code(text), Is.EqualTo(code));

    [TestCase("a|b", "a\\|b")]
    [TestCase("`a`", "\\`a\\`")]
    [TestCase("<img src=x>&", "&lt;img src=x&gt;&amp;")]
    [TestCase("[a](b)", "\\[a\\](b)")]
    [TestCase("@team", "@<!-- -->team")]
    public void Text_is_not_markup(string text, string escaped) => Assert.That(MarkdownText.Escape(text), Is.EqualTo(escaped));

    [Test]
    public void No_text_opens_a_tag_or_a_line()
    {
        var markdown = SampleReports.Write("markdown", SampleReports.Dangerous);
        var outsideCode = System.Text.RegularExpressions.Regex.Replace(markdown, "(`+) ?[^\n]*?[^`\\\\]\\1(?!`)", "");
        Assert.That(outsideCode, Does.Not.Contain("<b>"));
        Assert.That(
            markdown
                .Split('\n')
                .Where(line =>
                    line.Length > 0
                    && !line.StartsWith("- ", StringComparison.Ordinal)
                    && !line.StartsWith("  - ", StringComparison.Ordinal)
                    && !line.StartsWith('|')
                    && !line.StartsWith('#')
                    && !line.StartsWith('<')
                ),
            Is.Empty
        );
    }

    [Test]
    public void Fits_into_a_comment()
    {
        var many = SampleReports.Full with { Findings = [.. Enumerable.Range(0, 1000).SelectMany(_ => SampleReports.Full.Findings)] };
        var markdown = SampleReports.Write("markdown", many);
        Assert.That(markdown.Length, Is.InRange(40_000, 65_536));
        Assert.That(markdown, Does.Match("\n- [0-9]+ more, which the other formats list\n"));
        Assert.That(markdown.Split("<details>").Length, Is.EqualTo(markdown.Split("</details>").Length));
    }

    [Test]
    public void Says_that_there_are_no_findings() =>
        Assert.That(SampleReports.Write("markdown", SampleReports.Empty), Does.Contain("\nNo findings.\n"));
}
