using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class NullabilityExamples : IRuleExamples
{
    private const string Never = "type: string";
    private const string Listed = "type: [string, 'null']";
    private const string Flagged = "type: string\nnullable: true";
    private const string Union = "oneOf:\n  - type: string\n  - type: 'null'";

    public IEnumerable<RuleExample> Examples =>
    [
        .. IRuleExamples.At(Places.Everywhere, "became-nullable", (Never, Listed), (Listed, Never)),
        .. IRuleExamples.At(Places.Everywhere, "became-nullable", (Never, Flagged), (Listed, Flagged)),
        .. IRuleExamples.At(Places.Everywhere, "became-nullable", ("type: string\nenum: [a]", "enum: [a, null]"), ("enum: [a, null]", "enum: [a, b, null]")),
        .. IRuleExamples.At(Places.Everywhere, "became-not-nullable", (Listed, Never), (Never, Listed)),
        .. IRuleExamples.At(Places.Everywhere, "became-not-nullable", (Union, Never), (Flagged, Union)),
    ];
}
