using System.Text;

namespace ClickFunnels.Drift.Import;

/// <summary>English for names: singular, plural, words of a name.</summary>
internal static class EnglishText
{
    // Singular, but with a plural form.
    private static readonly HashSet<string> OneThing = new(StringComparer.OrdinalIgnoreCase)
    {
        "settings",
        "stats",
        "news",
        "series",
        "status",
        "address",
        "analytics",
    };

    public static string Singular(string word)
    {
        var last = LastWord(word);
        if (OneThing.Contains(last) || last.EndsWith("ss", StringComparison.OrdinalIgnoreCase))
        {
            return word;
        }

        if (last.EndsWith("ies", StringComparison.OrdinalIgnoreCase) && last.Length > 4)
        {
            return word[..^3] + "y";
        }

        if (
            last.EndsWith("sses", StringComparison.OrdinalIgnoreCase)
            || last.EndsWith("uses", StringComparison.OrdinalIgnoreCase) && last.Length > 5
            || last.EndsWith("xes", StringComparison.OrdinalIgnoreCase)
            || last.EndsWith("ches", StringComparison.OrdinalIgnoreCase)
            || last.EndsWith("shes", StringComparison.OrdinalIgnoreCase)
        )
        {
            return word[..^2];
        }

        return last.EndsWith('s') && !last.EndsWith("us", StringComparison.OrdinalIgnoreCase) && last.Length > 2 ? word[..^1] : word;
    }

    public static string Plural(string word)
    {
        var last = LastWord(word);
        if (
            last.Length == 0
            || last.EndsWith('s') && !last.EndsWith("ss", StringComparison.Ordinal) && !last.EndsWith("us", StringComparison.Ordinal)
        )
        {
            return word;
        }

        if (last[^1] == 'y' && last.Length > 1 && !"aeiou".Contains(last[^2], StringComparison.Ordinal))
        {
            return word[..^1] + "ies";
        }

        return
            last.EndsWith('s')
            || last.EndsWith('x')
            || last.EndsWith("ch", StringComparison.Ordinal)
            || last.EndsWith("sh", StringComparison.Ordinal)
            ? word + "es"
            : word + "s";
    }

    /// <summary>
    /// Splits a name in PascalCase or snake_case into words: <c>ContactTagActions</c> and <c>contact_tag_actions</c> become
    /// <c>contact tag actions</c>.
    /// </summary>
    public static string Spaced(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var index = 0; index < name.Length; index++)
        {
            var letter = name[index];
            if (!char.IsAsciiLetterOrDigit(letter))
            {
                result.Append(' ');
                continue;
            }

            if (
                char.IsAsciiLetterUpper(letter)
                && index > 0
                && (char.IsAsciiLetterLower(name[index - 1]) || index + 1 < name.Length && char.IsAsciiLetterLower(name[index + 1]))
            )
            {
                result.Append(' ');
            }

            result.Append(char.ToLowerInvariant(letter));
        }

        return string.Join(' ', result.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static string WithArticle(string words) =>
        (words.Length > 0 && "aeio".Contains(words[0], StringComparison.Ordinal) ? "an " : "a ") + words;

    /// <summary>Formats a sentence, with an initial capital and a full stop.</summary>
    public static string Sentence(string words) =>
        words.Length == 0 ? "" : char.ToUpperInvariant(words[0]) + words[1..] + (words.EndsWith('.') ? "" : ".");

    private static string LastWord(string name)
    {
        var start = name.Length;
        while (start > 0 && char.IsAsciiLetterLower(name[start - 1]))
        {
            start--;
        }

        return start > 0 && char.IsAsciiLetterUpper(name[start - 1]) ? name[(start - 1)..] : name[start..];
    }
}
