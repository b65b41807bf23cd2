using ClickFunnels.Core;

namespace ClickFunnels.Sync;

/// <summary>The tables of a workspace. They come from the contract: each kind of record that a workspace lists is one.</summary>
public static class SyncTables
{
    /// <summary>All tables, as the contract documents them; parents are before their children.</summary>
    public static IReadOnlyList<SyncTable> All { get; } = [.. ContractTables.Current.All.Select(static source => source.Documented)];

    /// <summary>Returns the name of the table with the records of a type.</summary>
    /// <typeparam name="T">The type of the records, such as <see cref="Contact" />.</typeparam>
    /// <exception cref="ArgumentException">No list of a workspace has records of the type.</exception>
    public static string NameOf<T>()
        where T : Model =>
        ContractTables.Current.OfSchema(typeof(T).Name)?.Table
        ?? throw new ArgumentException($"No list of a workspace has records of the type {typeof(T).Name}.");
}
