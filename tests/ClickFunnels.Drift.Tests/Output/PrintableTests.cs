using System.Xml;
using ClickFunnels.Drift.Output;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Output;

public sealed class PrintableTests
{
    [TestCase("plain, and über → ✓", "plain, and über → ✓")]
    [TestCase("a\r\n\tb", "a\\r\\n\\tb")]
    [TestCase("\u001b[2J", "\\u001b[2J")]
    [TestCase("\u202ereversed", "\\u202ereversed")]
    [TestCase("line\u2028separator", "line\\u2028separator")]
    [TestCase("\U0001F600", "\U0001F600")]
    public void Shows_invisible_characters(string text, string line) => Assert.That(Printable.Line(text), Is.EqualTo(line));

    [TestCase("::error::x", "\\u003a:error::x")]
    [TestCase("  ::stop-commands::x", "  \\u003a:stop-commands::x")]
    [TestCase("a ::error::x", "a ::error::x")]
    [TestCase("a ##[error]x ##vso[task.x]", "a #\\u0023[error]x #\\u0023vso[task.x]")]
    public void NoLineOfALogIsACommand(string text, string line) => Assert.That(Printable.LogLine(text), Is.EqualTo(line));

    [Test]
    public void Lone_surrogates_are_shown() => Assert.That(Printable.Line("a\ud800b"), Is.EqualTo("a\\ud800b"));

    [Test]
    public void Any_text_is_XML_without_control_characters_afterwards() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                ArbMap.Default.ArbFor<char[]>(),
                characters =>
                {
                    var line = Printable.Line(new string(characters));
                    return XmlConvert.VerifyXmlChars(line) == line && !line.Any(char.IsControl) && Printable.Line(line) == line;
                }
            )
        );
}
