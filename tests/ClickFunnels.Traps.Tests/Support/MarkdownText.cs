using System.Text.RegularExpressions;

namespace ClickFunnels.Traps.Tests.Support;

/// <summary>Plain text in a cell of a Markdown table. Only code spans keep their meaning.</summary>
internal static partial class MarkdownText
{
    public static string Cell(string text) => Part().Replace(text, Escape);

    private static string Escape(Match part) =>
        part.Groups["space"].Success ? " "
        : part.Groups["code"].Success ? part.Value.Replace("|", "\\|", StringComparison.Ordinal)
        : "\\" + part.Value;

    [GeneratedRegex(@"(?<space>\s+)|(?<code>`[^`\r\n]+`)|[\\`*_{}\[\]()<>#!|&~]")]
    private static partial Regex Part();
}
