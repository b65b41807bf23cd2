using System.Globalization;
using System.Text;

namespace ClickFunnels.Drift.Output;

/// <summary>Escapes control characters, so that text from inputs is safe in terminals, logs and files.</summary>
internal static class Printable
{
    /// <summary>The text on one line.</summary>
    public static string Line(string text)
    {
        if (!NeedsEscape(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                result.Append(character).Append(text[++index]);
            }
            else if (!IsUnsafe(character))
            {
                result.Append(character);
            }
            else
            {
                result.Append(Escape(character));
            }
        }

        return result.ToString();
    }

    /// <summary>The text on one line of a log, where it must not be a command: CI services read <c>::</c> and <c>##[</c>.</summary>
    public static string LogLine(string text)
    {
        var line = Line(text).Replace("##", "#\\u0023", StringComparison.Ordinal);
        var start = line.Length - line.TrimStart().Length;
        return line.AsSpan(start).StartsWith("::") ? line[..start] + "\\u003a" + line[(start + 1)..] : line;
    }

    private static bool NeedsEscape(string text) => text.AsSpan().ContainsAnyExceptInRange(' ', '~') && text.Any(IsUnsafe);

    // Format characters can reverse the direction of the following text, and unpaired surrogates are invalid.
    private static bool IsUnsafe(char character) =>
        character is '\uFFFE' or '\uFFFF'
        || char.GetUnicodeCategory(character)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    private static string Escape(char character) =>
        character switch
        {
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => $"\\u{(int)character:x4}",
        };
}
