using System.Globalization;

namespace ClickFunnels.Contracts.Validation;

/// <summary>
/// The characters of descriptions, which become XML comments: none that XML forbids, ends a line in C# alone, or reverses text.
/// </summary>
internal static class ProseRule
{
    /// <summary>Returns the problem of a text as a sentence; null if there is none.</summary>
    public static string? ProblemOf(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index))
            {
                index++;
            }
            else if (IsForbidden(text[index]))
            {
                return $"A description contains the character U+{(int)text[index]:X4}, which must not be in a comment: "
                    + $"{NameRule.Shown(text[Math.Max(0, index - 20)..])}.";
            }
        }

        return null;
    }

    private static bool IsForbidden(char character) =>
        character is not ('\n' or '\r' or '\t')
        && (
            character is '\uFFFE' or '\uFFFF' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069'
            || char.GetUnicodeCategory(character)
                is UnicodeCategory.Control
                    or UnicodeCategory.Surrogate
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
        );
}
