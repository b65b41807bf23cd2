using System.Text;
using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Output;

/// <summary>Escapes text and code for GitHub's Markdown, on one line, so that it contains no markup, mention or table separator.</summary>
internal static partial class MarkdownText
{
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        foreach (var character in Printable.Line(text))
        {
            _ = character switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                // An empty comment after it keeps GitHub from notifying that person.
                '@' => result.Append("@<!-- -->"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '#' or '!' or '$' => result.Append('\\').Append(character),
                _ => result.Append(character),
            };
        }

        return result.ToString();
    }

    /// <summary>A code span whose fence is longer than any run of backticks within.</summary>
    public static string Code(string text)
    {
        var line = Printable.Line(text);
        if (line.Length == 0)
        {
            return "(empty)";
        }

        var longest = Backticks().Matches(line).Select(match => match.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', longest + 1);

        // Markdown removes one space from each end.
        var needsBlank = line[0] is '`' or ' ' || line[^1] is '`' or ' ';
        return needsBlank ? $"{fence} {line} {fence}" : fence + line + fence;
    }

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
