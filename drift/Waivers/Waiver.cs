using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Waivers;

/// <summary>Says that a finding is known, why it may stand, and until when.</summary>
/// <param name="Fingerprint">The finding.</param>
/// <param name="Reason">Why it may stand.</param>
/// <param name="Expires">The last day on which it does.</param>
/// <param name="Note">What people want to remember beside it; means nothing to the program.</param>
/// <param name="Position">Where it stands in its file.</param>
internal sealed record Waiver(string Fingerprint, string Reason, DateOnly Expires, string? Note, SourcePosition Position);
