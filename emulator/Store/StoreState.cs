namespace ClickFunnels.Emulator.Store;

/// <summary>All that a store holds at one moment. Later changes of the store do not change it.</summary>
/// <param name="NextId">The next id.</param>
/// <param name="Records">Frozen records; those of a resource are in their order.</param>
/// <param name="Secrets">Secrets by the id of their record.</param>
/// <param name="GeneratedCount">Number of values that were made up.</param>
internal sealed record StoreState(
    long NextId,
    IReadOnlyList<Record> Records,
    IReadOnlyDictionary<long, string> Secrets,
    long GeneratedCount
);
