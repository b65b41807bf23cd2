namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Parameters that come, go, are announced to go, have to be sent, move or are written otherwise.</summary>
internal sealed class ParameterExamples : IRuleExamples
{
    private const string Optional = "{ name: thing, in: query, schema: { type: string } }";
    private const string Required = "{ name: thing, in: query, required: true, schema: { type: string } }";
    private const string List = "{ name: thing, in: query, schema: { type: array, items: { type: string } } }";
    private const string Scalar = Optional;
    private const string HeaderWithObject =
        "{ name: X-Thing, in: header, schema: { type: object, required: [a], properties: { a: { type: string }, b: { type: string } } } }";

    public IEnumerable<RuleExample> Examples =>
        [
            new("new-required-request-parameter", (None, Of(Required)), (None, Of(Optional))),
            new("new-optional-request-parameter", (None, Of(Optional)), (OfPath(Optional), Of(Optional))),
            new("new-required-request-default-parameter-to-existing-path", (None, OfPath(Required)), (None, Of(Required))),
            new("new-optional-request-default-parameter-to-existing-path", (None, OfPath(Optional)), (Of(Optional), OfPath(Optional))),
            new(
                "new-request-path-parameter",
                (Paths("/others/{id}", "id"), Paths("/shops/{shop_id}/others/{id}", "shop_id", "id")),
                (Paths("/others/{id}", "id"), Paths("/others/{number}", "number"))
            ),
            new(
                "request-path-parameter-renamed",
                (Paths("/others/{id}", "id"), Paths("/others/{number}", "number")),
                (Paths("/others/{id}", "id"), Paths("/shops/{shop_id}/others/{id}", "shop_id", "id"))
            ),
            new("request-parameter-removed", (Of(Optional), None), (Of(Announced("2999-12-31")), None)),
            new("request-parameter-removed-with-deprecation", (Of(Announced("2001-01-01")), None), (Of(Announced("2999-12-31")), None)),
            new("request-parameter-removed-before-sunset", (Of(Announced("2999-12-31")), None), (Of(Announced("2001-01-01")), None)),
            new("request-parameter-sunset-parse", (Of(Announced("soon")), None), (Of(Announced("2001-01-01")), None)),
            new("request-parameter-became-required", (Of(Optional), Of(Required)), (None, Of(Required))),
            new(
                "request-parameter-became-optional",
                (Of(Required), Of(Optional)),
                (Of(Optional), Of(Optional.Replace("in: query", "in: query, required: false")))
            ),
            new("request-parameter-deprecated", (Of(Optional), Of(Deprecated)), (Of(Deprecated), Of(Announced("2999-12-31")))),
            new(
                "request-parameter-reactivated",
                (Of(Deprecated), Of(Optional)),
                (Of(Optional.Replace("in: query", "in: query, deprecated: false")), Of(Optional))
            ),
            new(
                "request-parameter-deprecated-sunset-missing",
                (Of(Optional), Of(Deprecated, Announced("2999-12-31").Replace("thing", "other"))),
                (Of(Optional), Of(Deprecated, Optional.Replace("thing", "other")))
            ),
            new(
                "request-parameter-sunset-date-too-small",
                (Of(Optional), Of(Announced("2001-01-01"))),
                (Of(Optional), Of(Announced("2999-12-31")))
            ),
            new(
                "request-parameter-sunset-became-unreadable",
                (Of(Announced("2999-12-31")), Of(Announced("soon"))),
                (Of(Announced("soon")), Of(Announced("2999-12-31")))
            ),
            new(
                "request-parameter-sunset-deleted",
                (Of(Announced("2999-12-31")), Of(Deprecated)),
                (Of(Announced("2999-12-31")), Of(Optional))
            ),
            new(
                "request-parameter-sunset-date-changed-too-small",
                (Of(Announced("2999-12-31")), Of(Announced("2999-01-31"))),
                (Of(Announced("2999-01-31")), Of(Announced("2999-12-31")))
            ),
            new(
                "request-parameter-moved",
                (Of(Optional), Of(Optional.Replace("in: query", "in: header"))),
                (Of(Optional.Replace("in: query", "in: header")), Of(Optional.Replace("thing", "THING").Replace("in: query", "in: header")))
            ),
            new(
                "request-parameter-style-changed",
                (Of(List), Of(List.Replace("in: query", "in: query, style: pipeDelimited"))),
                (Of(List), Of(List.Replace("in: query", "in: query, style: form")))
            ),
            new(
                "request-parameter-style-changed",
                (
                    Of("{ name: thing, in: query, style: deepObject, schema: { type: object } }"),
                    Of("{ name: thing, in: query, content: { application/json: { schema: { type: object } } } }")
                ),
                (Of(HeaderWithObject), Of(HeaderWithObject.Replace("in: header", "in: header, style: simple")))
            ),
            new(
                "request-parameter-explode-changed",
                (Of(List), Of(List.Replace("in: query", "in: query, explode: false"))),
                (Of(Scalar), Of(Scalar.Replace("in: query", "in: query, explode: false")))
            ),
            new(
                "request-parameter-array-format-changed",
                (Of(List), Of(List.Replace("thing", "'thing[]'"))),
                (Of(List), Of(List.Replace("thing", "things")))
            ),
            new(
                "request-parameter-allow-reserved-changed",
                (Of(Optional), Of(Optional.Replace("in: query", "in: query, allowReserved: true"))),
                (Of(Optional), Of(Optional.Replace("in: query", "in: query, allowReserved: false")))
            ),
        ];

    private static string Deprecated => Optional.Replace("in: query", "in: query, deprecated: true");

    private static string None => Specs.Operation("");

    private static string Announced(string day) => Optional.Replace("in: query", $"in: query, deprecated: true, x-sunset: {day}");

    private static string Of(params string[] parameters) => Specs.Operation($"parameters: [{string.Join(", ", parameters)}]");

    private static string OfPath(string parameter) => Specs.Operation("").Replace("    post:", $"    parameters: [{parameter}]\n    post:");

    // GET /things stays, so that the documents have something in common.
    private static string Paths(string path, params string[] parameters) =>
        Specs.Paths(
            "/things:\n  get:\n    operationId: listThings\n    responses: { '200': { description: Done. } }\n"
                + $"{path}:\n  get:\n    operationId: getOther\n    parameters: "
                + $"[{string.Join(", ", parameters.Select(InPath))}]\n"
                + "    responses: { '200': { description: Done. } }\n"
        );

    private static string InPath(string name) => $"{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}";
}
