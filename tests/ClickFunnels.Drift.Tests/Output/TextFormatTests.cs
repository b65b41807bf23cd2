using System.Text.RegularExpressions;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Tests.Output;

public sealed partial class TextFormatTests
{
    private static readonly OutputSettings Terminal = new(Severity.Breaking) { Color = true, Width = 40 };

    [Test]
    public void ColorIsAddedToTheSameWords()
    {
        var plain = SampleReports.Write("text", SampleReports.Full, Terminal with { Color = false });
        var colored = SampleReports.Write("text", SampleReports.Full, Terminal);
        Assert.That(colored.Contains("\u001b[1;91m", StringComparison.Ordinal), "Breaking changes are red.");
        Assert.That(Colors().Replace(colored, ""), Is.EqualTo(plain));
    }

    [Test]
    public void LinesAreNoWiderThanTheTerminal()
    {
        var lines = SampleReports.Write("text", SampleReports.Full, Terminal with { Color = false }).Split('\n');
        Assert.That(lines.Max(line => line.Length), Is.InRange(30, 40));
        var wrapped = string.Concat(lines.Select(line => line.Trim()));
        Assert.That(wrapped, Does.Contain("/components/schemas/Contact/properties/first_name"), "Nothing is cut.");
    }

    [Test]
    public void NoLineOfAnotherIsACommandOrMovesTheTerminal()
    {
        var text = SampleReports.Write("text", SampleReports.Dangerous with { Title = "old → new" });
        Assert.That(text.Where(character => char.IsControl(character) && character != '\n'), Is.Empty);
        Assert.That(
            text.Split('\n').Where(line => line.Contains("in: ::error", StringComparison.Ordinal)),
            Is.Not.Empty,
            "Labels keep commands off the beginning."
        );
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colors();
}
