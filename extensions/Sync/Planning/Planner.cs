namespace ClickFunnels.Sync;

/// <summary>Chooses the cheapest route for each table.</summary>
internal static class Planner
{
    private const int PageSize = 20;

    /// <summary>Returns true if all records can be read by the results of a filter.</summary>
    public static bool UsesResults(ListSource source, SyncOptions options) =>
        source.Schema == ResultsPass.Schema
        && options.UseTemporaryFilter
        && options.ContactFields.Count > 0
        && options.ContactFields.All(ResultsPass.Fields(ContractTables.Current).Contains);

    /// <summary>Returns true if only the changed records need to be read.</summary>
    public static bool IsIncremental(ListSource source, TableState state, SyncOptions options) =>
        source.SortsByChange
        && state is { FullStart: { } full, Newest: not null }
        && options.TimeProvider.GetUtcNow() - full < options.ReconcileAfter;

    /// <summary>Returns what a run will do for a table.</summary>
    /// <param name="source">The list.</param>
    /// <param name="mode">The kind of the run.</param>
    /// <param name="state">What is known of the table.</param>
    /// <param name="parentRows">Number of rows of the parent table, as far as it is known.</param>
    /// <param name="isParentIncremental">True if only the lists of changed parents are read.</param>
    /// <param name="options">The settings.</param>
    public static TablePlan Plan(
        ListSource source,
        SyncMode mode,
        TableState state,
        long? parentRows,
        bool isParentIncremental,
        SyncOptions options
    )
    {
        long? rows = state.LastEnd is null ? null : state.Rows;
        var pages = rows / PageSize + 1;
        if (source.Parent is not null)
        {
            return new TablePlan(
                source.Table,
                source.List.Id,
                SyncRoute.ListsOfParents,
                isParentIncremental
                    ? $"only the lists of {source.Parent.Table} that were changed; changes of the records alone are found "
                        + "by the next full pass"
                    : $"no list of the workspace has these records, so there is one for each of {source.Parent.Table}"
            )
            {
                Requests = isParentIncremental ? 0 : parentRows,
                Assumption = isParentIncremental ? "a change of a record below changes the parent, too" : null,
            };
        }

        if (mode == SyncMode.Due && IsIncremental(source, state, options))
        {
            return new TablePlan(source.Table, source.List.Id, SyncRoute.ChangedPages, "sorted by updated_at, until the last known change")
            {
                Requests = 1,
                Assumption = "the cursor of a list that is sorted by updated_at goes on after the record that it names",
            };
        }

        if (UsesResults(source, options))
        {
            return new TablePlan(source.Table, source.List.Id, SyncRoute.Results, "the fields are among those that results have")
            {
                Requests = rows is { } count ? 3 + (count / 10_000) : null,
                Assumption = "a filter of created_at since 2000 matches all contacts, and rows are in the order of their ids",
            };
        }

        var why =
            source.Schema == ResultsPass.Schema
                ? "results have no tags, custom attributes or visits, and need UseTemporaryFilter and ContactFields; the "
                    + "id is not documented as a "
                    + "column of export actions"
                : "the only documented route";
        return source is { IsPaged: true, HasOrder: true }
            ? new TablePlan(source.Table, source.List.Id, SyncRoute.Pages, why)
            {
                Requests = pages,
                Assumption = "lists are sorted by id; that any id is accepted as a cursor is tested before it is used",
            }
            : new TablePlan(source.Table, source.List.Id, SyncRoute.PagesInOrder, "the list cannot be sorted")
            {
                Requests = source.IsPaged ? pages : 1,
            };
    }
}
