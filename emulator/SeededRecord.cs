namespace ClickFunnels.Emulator;

/// <summary>A record that a seed file gave a name.</summary>
/// <param name="Resource">Name of its schema in the contract, such as <c>Contact</c>.</param>
/// <param name="Id">Numeric id.</param>
/// <param name="PublicId">Public id; null if the API has none.</param>
public sealed record SeededRecord(string Resource, long Id, string? PublicId);
