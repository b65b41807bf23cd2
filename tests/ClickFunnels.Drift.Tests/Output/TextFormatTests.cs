using System.Text.RegularExpressions;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Tests.Output;

public sealed partial class TextFormatTests
{
    private static readonly OutputSettings Terminal = new(Severity.Breaking) { Color = true, Width = 40 };

    [Test]
    public void Color_does_not_change_the_text()
    {
        var plain = SampleReports.Write("text", SampleReports.Full, Terminal with { Color = false });
        var colored = SampleReports.Write("text", SampleReports.Full, Terminal);
        Assert.That(colored.Contains("\u001b[1;91m", StringComparison.Ordinal), "Breaking changes are red.");
        Assert.That(Colors().Replace(colored, ""), Is.EqualTo(plain));
    }

    [Test]
    public void Lines_are_no_wider_than_the_terminal()
    {
        var lines = SampleReports.Write("text", SampleReports.Full, Terminal with { Color = false }).Split('\n');
        Assert.That(lines.Max(line => line.Length), Is.InRange(30, 40));
        var wrapped = string.Concat(lines.Select(line => line.Trim()));
        Assert.That(wrapped, Does.Contain("/components/schemas/Contact/properties/first_name"), "Nothing is cut.");
    }

    [Test]
    public void Foreign_text_is_neither_a_command_nor_a_terminal_sequence()
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
