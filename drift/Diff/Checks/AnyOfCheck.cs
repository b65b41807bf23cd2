namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>At least one of several shapes.</summary>
internal sealed class AnyOfCheck() : UnionCheck("anyOf", "any-of");
