namespace ClickFunnels.Contracts.Naming;

/// <summary>Finds the known name that a misspelled one most likely means.</summary>
internal static class ClosestName
{
    /// <summary>Returns the name with the fewest letters that differ, or null if there are no names.</summary>
    public static string? Of(string given, IEnumerable<string> names) => names.MinBy(name => (Distance(given, name), name));

    /// <summary>Returns the closest name if it is likely that the given one is a misspelling of it; else null.</summary>
    public static string? Likely(string given, IEnumerable<string> names) =>
        Of(given, names) is { } closest && Distance(given, closest) <= Math.Max(2, Math.Min(given.Length, closest.Length) / 2)
            ? closest
            : null;

    // The Levenshtein distance. Long texts are cut: only the start of a name matters then.
    private static int Distance(string one, string other)
    {
        const int Longest = 100;
        one = one.Length > Longest ? one[..Longest] : one;
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
