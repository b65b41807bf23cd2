using System.Globalization;

namespace ClickFunnels.Sync;

/// <summary>Says how fresh a table is, by its state in the sink.</summary>
internal static class FreshnessReader
{
    public static TableFreshness Read(ListSource source, long workspace, TableState state, DateTimeOffset? lastRefresh)
    {
        var isOrdered = source.Parent is null && source is { IsPaged: true, HasOrder: true };
        return new TableFreshness
        {
            Table = source.Table,
            Workspace = workspace,
            FullPassStart = state.FullStart,
            FullPassEnd = state.FullEnd,
            IncrementalPassStart = IsIncremental(source, state) ? state.LastStart : null,
            IncrementalPassEnd = IsIncremental(source, state) ? state.LastEnd : null,
            LastEvent = lastRefresh,
            Rows = state.Rows,
            Basis = Basis(source, state, isOrdered),
            Evidence = isOrdered || source.Parent is not null ? FreshnessEvidence.Assumed : FreshnessEvidence.Documented,
            Samples = state.History,
        };
    }

    // An incremental pass of a table below others reads the lists of changed parents only, which shows nothing about the others.
    private static bool IsIncremental(ListSource source, TableState state) => source.Parent is null && state.LastStart > state.FullStart;

    private static string Basis(ListSource source, TableState state, bool isOrdered)
    {
        if (state.Unavailable is { } reason)
        {
            return $"The list cannot be read. {reason}";
        }

        if (state.FullEnd is null)
        {
            return "No full pass has ended.";
        }

        var full =
            source.Parent is not null
                ? $"The lists of all {source.Parent.Table} were compared; since then, only those of changed ones were read."
            : isOrdered ? "All pages were compared. That lists are sorted by id is assumed, and was true of each page."
            : "The whole list was compared.";
        var later = IsIncremental(source, state)
            ? " Later changes were found by updated_at; that every change sets it is assumed, and deletions are found by "
                + "the next full pass."
            : "";
        var slower = state.NotIncremental is { } why
            ? string.Create(CultureInfo.InvariantCulture, $" A pass over the changes alone was not possible: {why}.")
            : "";
        return full + later + slower;
    }
}
