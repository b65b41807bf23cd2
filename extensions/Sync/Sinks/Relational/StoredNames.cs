using System.Text;

namespace ClickFunnels.Sync;

/// <summary>Chooses names of tables and columns that a database takes, and that differ in more than case.</summary>
internal static class StoredNames
{
    /// <summary>Returns the name, or the most similar one that is free, and adds it to the names that are taken.</summary>
    public static string Choose(string name, HashSet<string> taken, int maxBytes, string whenEmpty)
    {
        var clean = Clean(name, whenEmpty);
        var chosen = Shorten(clean, maxBytes);
        for (var number = 2; !taken.Add(chosen); number++)
        {
            var suffix = $"_{number}";
            chosen = Shorten(clean, maxBytes - suffix.Length) + suffix;
        }

        return chosen;
    }

    /// <summary>Returns a set of names as databases compare them: SQLite and DuckDB ignore the case even in quotes.</summary>
    public static HashSet<string> Set(IEnumerable<string> names) => new(names, StringComparer.OrdinalIgnoreCase);

    private static string Clean(string name, string whenEmpty)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            // A half of a surrogate pair is enumerated as the replacement character.
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                clean.Append('_');
            }
            else
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim() is { Length: > 0 } text ? text : whenEmpty;
    }

    private static string Shorten(string name, int maxBytes)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return name[..length];
    }
}
