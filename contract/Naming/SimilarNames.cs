namespace ClickFunnels.Contracts.Naming;

/// <summary>Finds the name that a misspelled one may mean.</summary>
internal static class SimilarNames
{
    private const int Longest = 100;
    private const int ShortestStart = 3;

    /// <summary>Gets the name that is most similar to a given one.</summary>
    public static string Closest(string given, IEnumerable<string> names) =>
        names.MinBy(name => (Distance(given, name), name)) ?? throw new ArgumentException("There are no names.", nameof(names));

    /// <summary>
    /// Gets the name that a given one may mean: the most similar one, or one that begins like it; null if there is none.
    /// </summary>
    public static string? Meant(string given, IEnumerable<string> names)
    {
        var known = names.ToList();
        if (known.Count == 0)
        {
            return null;
        }

        // Letters in another order are the most common mistake, and count twice as a distance.
        if (known.Find(name => name.Length == given.Length && name.Order().SequenceEqual(given.Order())) is { } shuffled)
        {
            return shuffled;
        }

        var closest = Closest(given, known);
        return Distance(given, closest) <= Math.Max(1, Math.Min(Longest, Math.Min(given.Length, closest.Length)) / 3) ? closest
            : given.Length < ShortestStart ? null
            : known.Where(name => name.StartsWith(given, StringComparison.Ordinal)).MinBy(name => name.Length);
    }

    /// <summary>Gets the Levenshtein distance. Long texts are cut: only the start of a name matters then.</summary>
    public static int Distance(string one, string other)
    {
        one = one.Length > Longest ? one[..Longest] : one;
        other = other.Length > Longest ? other[..Longest] : other;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var at = 1; at <= one.Length; at++)
        {
            var diagonal = row[0];
            row[0] = at;
            for (var column = 1; column <= other.Length; column++)
            {
                var replaced = diagonal + (one[at - 1] == other[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }
}
