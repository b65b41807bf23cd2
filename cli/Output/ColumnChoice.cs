using Spectre.Console;

namespace ClickFunnels.Cli.Output;

/// <summary>Chooses the columns of a table: the most useful ones that fit the width and have a value.</summary>
internal static class ColumnChoice
{
    private const int Gap = 2;
    private const int MostColumns = 6;

    // Lower is more useful.
    private static readonly string[] Useful =
    [
        "id",
        "name",
        "title",
        "email_address",
        "email",
        "subject",
        "first_name",
        "last_name",
        "status",
        "state",
        "type",
        "url",
        "total_amount",
        "amount",
        "currency",
        "created_at",
    ];

    /// <summary>Chooses columns.</summary>
    /// <returns>Their positions, in their order in the record, with the id first.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<string> names, IReadOnlyList<string?[]> rows, int width)
    {
        var chosen = new List<int>();
        var used = 0;
        var candidates = Enumerable.Range(0, names.Count).Where(column => rows.Any(row => row[column] is not null));
        foreach (var column in candidates.OrderBy(column => Rank(names[column])))
        {
            var needed = Math.Max(names[column].GetCellWidth(), rows.Max(row => (row[column] ?? "").GetCellWidth()));
            if (chosen.Count == 0 || (chosen.Count < MostColumns && used + Gap + needed <= width))
            {
                chosen.Add(column);
                used += needed + Gap;
            }
        }

        return
        [
            .. chosen.OrderBy(column =>
                names[column] == "id" ? -1
                : names[column] == "created_at" ? names.Count
                : column
            ),
        ];
    }

    private static int Rank(string name)
    {
        var rank = Array.IndexOf(Useful, name);
        return rank >= 0 ? rank
            : name.EndsWith("status", StringComparison.Ordinal) || name.EndsWith("_state", StringComparison.Ordinal)
                ? Array.IndexOf(Useful, "status")
            : name.EndsWith("name", StringComparison.Ordinal) ? Array.IndexOf(Useful, "last_name")
            : name == "public_id" ? Useful.Length + 2
            : name.EndsWith("_id", StringComparison.Ordinal) ? Useful.Length + 1
            : Useful.Length;
    }
}
