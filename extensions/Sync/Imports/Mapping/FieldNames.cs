using System.Text;

namespace ClickFunnels.Sync.Imports;

/// <summary>Compares names of columns with names of fields.</summary>
internal static class FieldNames
{
    private const int MaxSuggestions = 3;
    private const int MaxCompared = 64;

    /// <summary>Letters and digits in lower case: names that differ only otherwise are the same.</summary>
    public static string Loose(string name) => string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    /// <summary>The name in snake case, as the service converts names of custom attributes (documented).</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        var before = ' ';
        foreach (var letter in name.Trim())
        {
            if (!char.IsLetterOrDigit(letter))
            {
                if (text.Length > 0 && text[^1] != '_')
                {
                    text.Append('_');
                }

                before = ' ';
                continue;
            }

            if (char.IsUpper(letter) && char.IsLower(before))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
            before = letter;
        }

        return text.ToString().TrimEnd('_');
    }

    /// <summary>A sentence that names the most similar names; empty if there are none.</summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        var wanted = Loose(name);
        var similar = known
            .Select(other => (Name: other, Distance: Distance(wanted, Loose(other))))
            .Where(static other => other.Distance < int.MaxValue)
            .OrderBy(static other => other.Distance)
            .ThenBy(static other => other.Name, StringComparer.Ordinal)
            .Take(MaxSuggestions)
            .Select(static other => other.Name)
            .ToList();
        return similar.Count == 0 ? "" : $" Similar: {string.Join(", ", similar)}.";
    }

    // Names that have nothing in common are infinitely far away.
    private static int Distance(string left, string right)
    {
        if (left.Length is 0 or > MaxCompared || right.Length is 0 or > MaxCompared)
        {
            return int.MaxValue;
        }

        var edits = Edits(left, right);
        if (edits <= Math.Max(1, Math.Min(left.Length, right.Length) / 3))
        {
            return edits;
        }

        var isPart =
            Math.Min(left.Length, right.Length) > 2
            && (left.Contains(right, StringComparison.Ordinal) || right.Contains(left, StringComparison.Ordinal));
        return isPart ? MaxCompared + edits : int.MaxValue;
    }

    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
