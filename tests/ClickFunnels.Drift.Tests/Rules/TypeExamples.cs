using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class TypeExamples : IRuleExamples
{
    private const string Integer = "type: integer";
    private const string Long = "type: integer\nformat: int64";
    private const string Number = "type: number";
    private const string Text = "type: string";
    private const string Moment = "type: string\nformat: date-time";
    private const string Enumeration = "type: string\nenum: [a, b]";
    private const string Free = "type: object";
    private const string Class = "type: object\nproperties:\n  a:\n    type: string";
    private const string Dictionary = "type: object\nadditionalProperties:\n  type: string";
    private const string Anything = "description: Anything.";
    private const string List = "type: array\nitems:\n  type: string";
    private const string BareList = "type: array";

    public IEnumerable<RuleExample> Examples =>
        [
            .. Everywhere("type-changed", (Text, Integer), (Integer, Number)),
            .. Everywhere("type-changed", (Integer, Text), (Text, Anything)),
            .. Everywhere("type-changed", (Moment, Text), (Text, "type: string\nformat: hostname")),
            .. Everywhere(
                "type-changed",
                (Class, List),
                (Class, "type: object\nproperties:\n  a:\n    type: string\n  b:\n    type: string")
            ),
            .. Everywhere("type-changed", (Dictionary, Class), (Free, Class)),
            .. Everywhere(
                "type-changed",
                ("type: [string, integer]", "type: [boolean, integer]"),
                ("type: [string, integer]", "type: [integer, string, 'null']")
            ),
            .. Everywhere("type-generalized", (Integer, Long), (Long, Integer)),
            .. Everywhere("type-generalized", (Integer, Number), (Number, Integer)),
            .. Everywhere("type-generalized", ("type: number\nformat: float", Number), (Number, "type: number\nformat: float")),
            .. Everywhere("type-generalized", (Enumeration, Text), (Text, Enumeration)),
            .. Everywhere("type-generalized", (Text, Anything), (Anything, Text)),
            .. Everywhere("type-generalized", (Class, Free), (Free, Class)),
            .. Everywhere("type-generalized", (List, BareList), (BareList, List)),
            .. Everywhere("type-specialized", (Long, Integer), (Integer, Long)),
            .. Everywhere("type-specialized", (Number, Integer), (Integer, Number)),
            .. Everywhere("type-specialized", (Anything, Text), (Text, Anything)),
            .. Everywhere("type-specialized", (Free, Class), (Class, Free)),
            .. Everywhere("type-specialized", (BareList, List), (List, BareList)),
            .. Everywhere("type-compatible", (Text, "type: string\nformat: password"), (Text, "type: string\nformat: hostname")),
            .. Everywhere("type-compatible", (Integer, "type: integer\nformat: int32"), (Integer, Long)),
            .. Everywhere("type-compatible", ("type: number\nformat: double", Number), ("type: number\nformat: decimal", Number)),
            Renamed(SchemaPosition.RequestBody),
            Renamed(SchemaPosition.RequestProperty),
            Renamed(SchemaPosition.ResponseBody),
            Renamed(SchemaPosition.ResponseProperty),
        ];

    // Another class with the same properties is another C# type; two names that the vendor and we have for one thing are the same.
    private static RuleExample Renamed(SchemaPosition position) =>
        new(
            $"{position.Prefix()}-type-changed",
            (WithClasses(position, "Apple"), WithClasses(position, "Pear")),
            (WithClasses(position, "ContactParameters"), WithClasses(position, "ContactCreate"))
        );

    private static string WithClasses(SchemaPosition position, string used) =>
        Specs.At(position, $"$ref: '#/components/schemas/{used}'")
        + "components:\n  schemas:\n    "
        + used
        + ":\n"
        + Specs.Indent(Class, 6)
        + "\n";

    private static IEnumerable<RuleExample> Everywhere(string suffix, (string Old, string New) triggers, (string Old, string New) quiet) =>
        IRuleExamples.At(SchemaPositions.Everywhere, suffix, triggers, quiet);
}
