namespace ClickFunnels.Sync;

/// <summary>Chooses the tables of a sync.</summary>
internal static class TableSelection
{
    private const int MaxShown = 60;

    /// <summary>Returns the tables that the options select, parents before their children.</summary>
    /// <exception cref="ArgumentException">A table does not exist, or a setting is wrong.</exception>
    public static IReadOnlyList<ListSource> Select(ContractTables tables, SyncOptions options)
    {
        if (options.MaxParallelReads is < 1 or > 64)
        {
            throw new ArgumentException("MaxParallelReads must be from 1 to 64.", nameof(options));
        }

        if (options.Overlap < TimeSpan.Zero || options.ReconcileAfter < TimeSpan.Zero)
        {
            throw new ArgumentException("Overlap and ReconcileAfter must not be negative.", nameof(options));
        }

        var unknown = options.Tables.Concat(options.ExcludedTables).FirstOrDefault(name => tables.Find(name) is null);
        if (unknown is not null)
        {
            throw new ArgumentException(
                $"There is no table {Shown(unknown)}. The tables are "
                    + $"{string.Join(", ", tables.All.Select(static source => source.Table))}.",
                nameof(options)
            );
        }

        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in options.Tables.Count == 0 ? tables.All : options.Tables.Select(name => tables.Find(name)!))
        {
            if (!options.ExcludedTables.Contains(source.Table) && (options.Tables.Count > 0 || !IsExcludedAbove(source, options)))
            {
                for (var part = source; part is not null; part = part.Parent)
                {
                    wanted.Add(part.Table);
                }
            }
        }

        CheckFields(tables, options);
        return [.. tables.All.Where(source => wanted.Contains(source.Table))];
    }

    /// <summary>Returns a name that may come from anywhere, for a message.</summary>
    public static string Shown(string name) =>
        $"\"{string.Concat(name.Take(MaxShown).Select(static character => IsOfName(character) ? character : '?'))}\"";

    private static bool IsOfName(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    // Without its parent, a table cannot be read.
    private static bool IsExcludedAbove(ListSource source, SyncOptions options)
    {
        for (var part = source.Parent; part is not null; part = part.Parent)
        {
            if (options.ExcludedTables.Contains(part.Table))
            {
                return true;
            }
        }

        return false;
    }

    private static void CheckFields(ContractTables tables, SyncOptions options)
    {
        var columns = tables.OfSchema(ResultsPass.Schema)!.Documented.Columns;
        var unknown = options.ContactFields.FirstOrDefault(field =>
            field != SyncTable.IdColumn && columns.All(column => column.Name != field)
        );
        if (unknown is not null)
        {
            throw new ArgumentException(
                $"Contacts have no field {Shown(unknown)}. They have {string.Join(", ", columns.Select(static column => column.Name))}.",
                nameof(options)
            );
        }
    }
}
