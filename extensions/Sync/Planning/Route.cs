namespace ClickFunnels.Sync;

/// <summary>The ways in which a list can be read.</summary>
internal static class Route
{
    /// <summary>Returns true if all records can be read by the results of a filter.</summary>
    public static bool ByResults(ListSource source, SyncOptions options, ContractTables tables) =>
        source.Schema == ResultsPass.Schema
        && options.UseTemporaryFilter
        && options.ContactFields.Count > 0
        && options.ContactFields.All(ResultsPass.Fields(tables).Contains);
}
