namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Items that no other keyword speaks of.</summary>
internal sealed class UnevaluatedItemsCheck()
    : ShapeCheck("unevaluatedItems", "unevaluated-items", "items beyond the described ones are restricted");
