namespace ClickFunnels.Emulator;

/// <summary>A workspace of a running emulator, with what it was seeded with.</summary>
/// <param name="Id">Numeric id.</param>
/// <param name="PublicId">Public id.</param>
/// <param name="TeamId">Numeric id of its team.</param>
/// <param name="Subdomain">Its subdomain.</param>
/// <param name="ContactTagIds">Tags that contacts can be given.</param>
/// <param name="CourseIds">Its courses.</param>
/// <param name="FormIds">Its forms.</param>
public sealed record EmulatedWorkspace(
    long Id,
    string PublicId,
    long TeamId,
    string Subdomain,
    IReadOnlyList<long> ContactTagIds,
    IReadOnlyList<long> CourseIds,
    IReadOnlyList<long> FormIds
);
