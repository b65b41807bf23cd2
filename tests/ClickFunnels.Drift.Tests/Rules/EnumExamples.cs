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
            .. IRuleExamples.At(Places.Everywhere, "became-enum", (Text, One), (One, Text)),
            new("request-header-property-became-enum", (Header(Text), Header(One)), (Query(Text), Query(One))),
            .. IRuleExamples.At(Places.Everywhere, "enum-value-added", (One, Two), (Two, Swapped)),
            .. IRuleExamples.At(Places.Everywhere, "enum-value-added", (One, Two), (Two, One)),
            .. IRuleExamples.At(Places.Everywhere.Except([Place.ResponseBody]), "enum-value-removed", (Two, One), (One, Two)),
            new(
                "response-mediatype-enum-value-removed",
                (Specs.At(Place.ResponseBody, Two), Specs.At(Place.ResponseBody, One)),
                (Specs.At(Place.ResponseProperty, Two), Specs.At(Place.ResponseProperty, One))
            ),
            new(
                "request-read-only-property-enum-value-removed",
                At(Place.RequestProperty, Two, One, "\nreadOnly: true"),
                At(Place.RequestProperty, Two, One, "")
            ),
            new(
                "request-property-enum-value-removed",
                At(Place.RequestProperty, Two, One, ""),
                At(Place.RequestProperty, Two, One, "\nreadOnly: true")
            ),
            new(
                "response-write-only-property-enum-value-added",
                At(Place.ResponseProperty, One, Two, "\nwriteOnly: true"),
                At(Place.ResponseProperty, One, Two, "")
            ),
            new(
                "response-property-enum-value-added",
                At(Place.ResponseProperty, One, Two, ""),
                At(Place.ResponseProperty, One, Two, "\nwriteOnly: true")
            ),
            .. IRuleExamples.At(
                Places.Everywhere.Where(place => place.Direction() == Direction.Request),
                "x-extensible-enum-value-removed",
                (OpenTwo, OpenOne),
                (OpenOne, OpenTwo)
            ),
        ];

    private static (string Old, string New) At(Place place, string before, string after, string both) =>
        (Specs.At(place, before + both), Specs.At(place, after + both));

    private static string Query(string schema) => Specs.At(Place.RequestParameterProperty, schema);

    private static string Header(string schema) => Query(schema).Replace("in: query", "in: header", StringComparison.Ordinal);
}
