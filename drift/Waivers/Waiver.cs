using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Waivers;

/// <summary>A finding that is accepted until a date, with the reason.</summary>
/// <param name="Fingerprint">The finding.</param>
/// <param name="Reason">The reason to accept the finding.</param>
/// <param name="Expires">The last day of the waiver.</param>
/// <param name="Note">A note for people; the program ignores it.</param>
/// <param name="Position">The position in the file.</param>
internal sealed record Waiver(string Fingerprint, string Reason, DateOnly Expires, string? Note, SourcePosition Position);
