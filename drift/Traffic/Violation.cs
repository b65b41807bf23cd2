namespace ClickFunnels.Drift.Traffic;

/// <summary>A value that its schema does not allow.</summary>
/// <param name="Rules">The rule, in both halves of a call.</param>
/// <param name="Pointer">Place in the contract.</param>
/// <param name="At">Place in the recorded body.</param>
/// <param name="Says">What is wrong: goes on after the name of the value.</param>
/// <param name="Expected">What the contract says.</param>
/// <param name="Actual">What was recorded; its shape, never the value.</param>
internal sealed record Violation(RulePair Rules, string Pointer, string At, string Says, string? Expected, string? Actual);
