using System.Text;
using ClickFunnels.Contracts.Reading;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Documents;

/// <summary>Whatever is in a file, reading it ends in a tree or in an error that names the file: never in another exception.</summary>
public sealed class DamagedTextTests
{
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        ",",
        "\"",
        "'",
        "\n",
        "\r\n",
        "\t",
        "  ",
        "- ",
        "? ",
        "&a ",
        "*a",
        "!",
        "!!str ",
        "|",
        ">",
        "#",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "<<: ",
        "\\u",
        "\\ud83d",
        "\\",
        "\0",
        "\u0085",
        "\uFEFF",
        "😀",
        "a",
        "1",
        "-",
        "0x",
        "1e9",
        "true",
        "null",
        "~",
        "@",
        "`",
    ];

    private static readonly string[] Sound =
    [
        "openapi: 3.1.0\ninfo: { title: 'T', version: \"1\" }\npaths:\n  /a:\n    get: &g\n      tags: [a, b]\n    post: *g\n",
        "{\"openapi\": \"3.1.0\", \"paths\": {\"/a\": {\"get\": {\"tags\": [\"a\", 1.5, null]}}}}",
    ];

    private static Gen<string> Soup => Gen.Elements(Pieces).ListOf().Select(string.Concat);

    private static Gen<string> Damaged =>
        from text in Gen.Elements(Sound)
        from at in Gen.Choose(0, text.Length)
        from cut in Gen.Choose(0, 5)
        from piece in Gen.Elements(Pieces)
        select text[..at] + piece + text[Math.Min(text.Length, at + cut)..];

    [Test]
    public void Any_text_is_read_or_refused() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true).WithReplay(20260801, 1),
            Prop.ForAll(Gen.OneOf(Soup, Soup.Select(text => "{" + text), Damaged).ToArbitrary(), IsReadOrRefused)
        );

    private static bool IsReadOrRefused(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            return SpecFile.Parse("spec", bytes).PositionOf("") is { Line: >= 1, Column: >= 1 };
        }
        catch (InputException exception)
        {
            return exception.Message.StartsWith("spec", StringComparison.Ordinal)
                && exception.Position is null or { Line: >= 1, Column: >= 1 };
        }
    }
}
