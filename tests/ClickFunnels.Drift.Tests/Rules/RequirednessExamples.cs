using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class RequirednessExamples : IRuleExamples
{
    private const SchemaPosition Request = SchemaPosition.RequestBody;
    private const SchemaPosition Response = SchemaPosition.ResponseBody;
    private const SchemaPosition Parameter = SchemaPosition.RequestParameter;
    private const string Text = "type: string";
    private const string WithDefault = "type: string\ndefault: a";
    private const string ReadOnly = "type: string\nreadOnly: true";
    private const string WriteOnly = "type: string\nwriteOnly: true";
    private const string Nullable = "type: [string, 'null']";

    public IEnumerable<RuleExample> Examples =>
        [
            .. Unlisted(SchemaPosition.RequestBody, "request"),
            .. Unlisted(SchemaPosition.ResponseBody, "response"),
            new("request-property-became-required", Became(Request, Text), BecameNot(Request, Text)),
            new("request-property-became-required", Became(Request, Text), Became(Request, WithDefault)),
            new("request-property-became-required", Became(Request, Text), Became(Request, ReadOnly)),
            new("request-property-became-required-with-default", Became(Request, WithDefault), Became(Request, Text)),
            new("request-property-became-optional", BecameNot(Request, Text), Became(Request, Text)),
            new("request-parameter-property-became-required", Became(Parameter, Text), Header(Became(Parameter, Text))),
            new("request-header-property-became-required", Header(Became(Parameter, Text)), Header(BecameNot(Parameter, Text))),
            new("request-parameter-property-became-optional", BecameNot(Parameter, Text), Became(Parameter, Text)),
            new("response-property-became-optional", BecameNot(Response, Text), Became(Response, Text)),
            new("response-property-became-optional", BecameNot(Response, Text), BecameNot(Response, Nullable)),
            new("response-property-became-required", Became(Response, Text), BecameNot(Response, Text)),
            new("response-nullable-property-became-optional", BecameNot(Response, Nullable), BecameNot(Response, Text)),
            new("response-nullable-property-became-required", Became(Response, Nullable), Became(Response, Text)),
            new("response-write-only-property-became-optional", BecameNot(Response, WriteOnly), BecameNot(Response, Text)),
            new("response-write-only-property-became-required", Became(Response, WriteOnly), Became(Response, Text)),
        ];

    private static (string Old, string New) Became(SchemaPosition body, string schema) =>
        (Objects.Optional(body, schema), Objects.Required(body, schema));

    private static (string Old, string New) BecameNot(SchemaPosition body, string schema) =>
        (Objects.Required(body, schema), Objects.Optional(body, schema));

    private static (string Old, string New) Header((string Old, string New) pair) =>
        (
            pair.Old.Replace("in: query", "in: header", StringComparison.Ordinal),
            pair.New.Replace("in: query", "in: header", StringComparison.Ordinal)
        );

    private static IEnumerable<RuleExample> Unlisted(SchemaPosition body, string half)
    {
        var without = Objects.Without(body);
        var with = Specs.At(body, "required: [other]\ntype: object\nproperties:\n  name:\n    type: string");
        yield return new($"{half}-unlisted-property-became-required", (without, with), (with, without));
        yield return new($"{half}-unlisted-property-became-optional", (with, without), (without, with));
    }
}
