using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class ListOfTypesExamples : IRuleExamples
{
    private const string One = "type: string";
    private const string Two = "type: [string, integer]";
    private const string Three = "type: [string, integer, boolean]";
    private const string TwoAsUnion = "oneOf:\n  - type: integer\n  - type: string";
    private const string OtherTwo = "type: [string, boolean]";

    public IEnumerable<RuleExample> Examples =>
        [
            .. IRuleExamples.At(SchemaPositions.Everywhere, "list-of-types-widened", (One, Two), (Two, One)),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "list-of-types-widened", (TwoAsUnion, Three), (Two, TwoAsUnion)),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "list-of-types-widened", (Two, Three), (Three, Two)),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "list-of-types-widened", ("type: integer", Two), (Two, "type: integer")),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "list-of-types-widened", (Two, OtherTwo), (Two, "type: [integer, string]")),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "list-of-types-narrowed", (Two, OtherTwo), (Two, "type: [integer, string]")),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "list-of-types-narrowed", (Two, One), (One, Two)),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "list-of-types-narrowed", (Three, TwoAsUnion), (TwoAsUnion, Two)),
            .. IRuleExamples.At(
                SchemaPositions.Everywhere,
                "list-of-types-narrowed",
                (Three, Two),
                ("type: [string, integer, 'null']", Two)
            ),
        ];
}
