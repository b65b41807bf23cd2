using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class EnumExamples : IRuleExamples
{
    private const string Text = "type: string";
    private const string One = "type: string\nenum: [a]";
    private const string Two = "type: string\nenum: [a, b]";
    private const string Swapped = "type: string\nenum: [b, a]";
    private const string OpenOne = "type: string\nx-extensible-enum: [a]";
    private const string OpenTwo = "type: string\nx-extensible-enum: [a, b]";

    public IEnumerable<RuleExample> Examples =>
        [
            .. IRuleExamples.At(SchemaPositions.Everywhere, "became-enum", (Text, One), (One, Text)),
            new("request-header-property-became-enum", (Header(Text), Header(One)), (Query(Text), Query(One))),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "enum-value-added", (One, Two), (Two, Swapped)),
            .. IRuleExamples.At(SchemaPositions.Everywhere, "enum-value-added", (One, Two), (Two, One)),
            .. IRuleExamples.At(
                SchemaPositions.Everywhere.Except([SchemaPosition.ResponseBody]),
                "enum-value-removed",
                (Two, One),
                (One, Two)
            ),
            new(
                "response-mediatype-enum-value-removed",
                (Specs.At(SchemaPosition.ResponseBody, Two), Specs.At(SchemaPosition.ResponseBody, One)),
                (Specs.At(SchemaPosition.ResponseProperty, Two), Specs.At(SchemaPosition.ResponseProperty, One))
            ),
            new(
                "request-read-only-property-enum-value-removed",
                At(SchemaPosition.RequestProperty, Two, One, "\nreadOnly: true"),
                At(SchemaPosition.RequestProperty, Two, One, "")
            ),
            new(
                "request-property-enum-value-removed",
                At(SchemaPosition.RequestProperty, Two, One, ""),
                At(SchemaPosition.RequestProperty, Two, One, "\nreadOnly: true")
            ),
            new(
                "response-write-only-property-enum-value-added",
                At(SchemaPosition.ResponseProperty, One, Two, "\nwriteOnly: true"),
                At(SchemaPosition.ResponseProperty, One, Two, "")
            ),
            new(
                "response-property-enum-value-added",
                At(SchemaPosition.ResponseProperty, One, Two, ""),
                At(SchemaPosition.ResponseProperty, One, Two, "\nwriteOnly: true")
            ),
            .. IRuleExamples.At(
                SchemaPositions.Everywhere.Where(position => position.Direction() == Direction.Request),
                "x-extensible-enum-value-removed",
                (OpenTwo, OpenOne),
                (OpenOne, OpenTwo)
            ),
        ];

    private static (string Old, string New) At(SchemaPosition position, string before, string after, string both) =>
        (Specs.At(position, before + both), Specs.At(position, after + both));

    private static string Query(string schema) => Specs.At(SchemaPosition.RequestParameterProperty, schema);

    private static string Header(string schema) => Query(schema).Replace("in: query", "in: header", StringComparison.Ordinal);
}
