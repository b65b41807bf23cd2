namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Exactly one of several shapes.</summary>
internal sealed class OneOfCheck() : UnionCheck("oneOf", "one-of");
