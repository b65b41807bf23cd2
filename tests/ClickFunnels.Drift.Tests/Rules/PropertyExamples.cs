using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class PropertyExamples : IRuleExamples
{
    private const SchemaPosition Request = SchemaPosition.RequestBody;
    private const SchemaPosition Response = SchemaPosition.ResponseBody;
    private const SchemaPosition Parameter = SchemaPosition.RequestParameter;
    private const string WithDefault = "type: string\ndefault: a";
    private const string WriteOnly = "type: string\nwriteOnly: true";
    private const string Shape = "type: object\nproperties:\n  a:\n    type: string";
    private const string Shapes =
        "oneOf:\n  - type: object\n    properties:\n      a:\n        type: string\n  - type: object\n    properties:\n      "
        + "b:\n        type: string";
    private const string OtherShapes =
        "oneOf:\n  - type: object\n    properties:\n      c:\n        type: string\n  - type: object\n    properties:\n      "
        + "b:\n        type: string";

    public IEnumerable<RuleExample> Examples =>
        [
            new(
                "new-required-request-property",
                (Objects.Without(Request), Objects.Required(Request)),
                (Objects.Without(Request), Objects.Required(Request, WithDefault))
            ),
            new(
                "new-required-request-property",
                (Objects.Without(Request), Objects.Required(Request)),
                (Objects.Without(Request), Objects.Required(Request, "type: string\nreadOnly: true"))
            ),
            new(
                "new-required-request-property-with-default",
                (Objects.Without(Request), Objects.Required(Request, WithDefault)),
                (Objects.Without(Request), Objects.Optional(Request, WithDefault))
            ),
            new(
                "new-optional-request-property",
                (Objects.Without(Request), Objects.Optional(Request)),
                (Objects.Without(Request), Objects.Required(Request))
            ),
            new(
                "request-property-removed",
                (Objects.Required(Request), Objects.Without(Request)),
                (Objects.Without(Request), Objects.Required(Request))
            ),
            new(
                "request-property-removed",
                (Objects.Optional(Request), Objects.Without(Request)),
                (Objects.Optional(Request), Specs.At(Request, "type: string"))
            ),
            new(
                "new-required-request-parameter-property",
                (Objects.Without(Parameter), Objects.Required(Parameter)),
                (Objects.Without(Parameter), Objects.Optional(Parameter))
            ),
            new(
                "new-required-request-header-property",
                (Header(Objects.Without(Parameter)), Header(Objects.Required(Parameter))),
                (Objects.Without(Parameter), Objects.Required(Parameter))
            ),
            new(
                "new-optional-request-parameter-property",
                (Objects.Without(Parameter), Objects.Optional(Parameter)),
                (Objects.Optional(Parameter), Objects.Without(Parameter))
            ),
            new(
                "request-parameter-property-removed",
                (Objects.Optional(Parameter), Objects.Without(Parameter)),
                (Objects.Without(Parameter), Objects.Optional(Parameter))
            ),
            new(
                "response-optional-property-removed",
                (Objects.Optional(Response), Objects.Without(Response)),
                (Objects.Optional(Response, WriteOnly), Objects.Without(Response))
            ),
            new(
                "response-required-property-removed",
                (Objects.Required(Response), Objects.Without(Response)),
                (Objects.Optional(Response), Objects.Without(Response))
            ),
            new(
                "response-optional-property-added",
                (Objects.Without(Response), Objects.Optional(Response)),
                (Objects.Optional(Response), Objects.Without(Response))
            ),
            new(
                "response-required-property-added",
                (Objects.Without(Response), Objects.Required(Response)),
                (Objects.Without(Response), Objects.Required(Response, WriteOnly))
            ),
            new(
                "response-optional-write-only-property-removed",
                (Objects.Optional(Response, WriteOnly), Objects.Without(Response)),
                (Objects.Optional(Response), Objects.Without(Response))
            ),
            new(
                "response-required-write-only-property-removed",
                (Objects.Required(Response, WriteOnly), Objects.Without(Response)),
                (Objects.Optional(Response, WriteOnly), Objects.Without(Response))
            ),
            new(
                "response-optional-write-only-property-added",
                (Objects.Without(Response), Objects.Optional(Response, WriteOnly)),
                (Objects.Without(Response), Objects.Optional(Response))
            ),
            new(
                "response-required-write-only-property-added",
                (Objects.Without(Response), Objects.Required(Response, WriteOnly)),
                (Objects.Without(Response), Objects.Optional(Response, WriteOnly))
            ),
            .. IRuleExamples.At([Request, Response], "wrapped-in-one-of", (Shape, Shapes), (Shape, OtherShapes)),
            .. IRuleExamples.At([Request, Response], "wrapped-in-one-of", (Shape, Shapes), (Shapes, Shape)),
        ];

    private static string Header(string document) => document.Replace("in: query", "in: header", StringComparison.Ordinal);
}
