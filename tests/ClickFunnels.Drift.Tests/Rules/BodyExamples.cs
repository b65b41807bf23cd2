namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Examples of added and removed bodies, their media types and their envelopes.</summary>
internal sealed class BodyExamples : IRuleExamples
{
    private const string Record = "{ type: object, properties: { name: { type: string } } }";
    private const string Records = "{ type: array, items: { type: object, properties: { name: { type: string } } } }";

    public IEnumerable<RuleExample> Examples =>
        [
            new("request-body-added-required", (Specs.Operation(""), Body(required: true)), (Specs.Operation(""), Body(required: false))),
            new("request-body-added-optional", (Specs.Operation(""), Body(required: false)), (Specs.Operation(""), Body(required: true))),
            new("request-body-removed", (Body(required: true), Specs.Operation("")), (Body(required: true), Body(required: false))),
            new(
                "request-body-became-required",
                (Body(required: false), Body(required: true)),
                (Body(required: false), Body(required: false).Replace("required: false", "description: Words."))
            ),
            new(
                "request-body-became-optional",
                (Body(required: true), Body(required: false)),
                (Body(required: true), Body(required: true).Replace("required: true", "required: true\n        description: Words."))
            ),
            new(
                "request-body-media-type-added",
                (Body("application/json"), Body("application/json", "application/xml")),
                (Body("application/json"), Body("Application/JSON"))
            ),
            new(
                "request-body-media-type-removed",
                (Body("application/json", "application/xml"), Body("application/json")),
                (Body("application/json"), Body("application/json", "application/xml"))
            ),
            new(
                "request-body-media-type-removed",
                (Body("application/json"), Body("application/problem+json")),
                (Body("application/json"), Body("Application/JSON"))
            ),
            new(
                "request-body-media-type-schema-added",
                (Shaped("example: a"), Shaped($"schema: {Record}")),
                (Shaped("example: a"), Shaped("schema: {}"))
            ),
            new(
                "request-body-media-type-schema-removed",
                (Shaped($"schema: {Record}"), Shaped("example: a")),
                (Shaped("schema: true"), Shaped("example: a"))
            ),
            new(
                "response-media-type-added",
                (Response("application/json"), Response("application/json", "text/csv")),
                (Response("application/json"), Response("application/json; charset=utf-8"))
            ),
            new(
                "response-media-type-removed",
                (Response("application/json", "text/csv"), Response("application/json")),
                (Response("application/json"), Response("application/problem+json"))
            ),
            new(
                "response-media-type-name-changed",
                (Response("application/json"), Response("application/json; charset=utf-8")),
                (Response("application/json"), Response("Application/JSON"))
            ),
            new(
                "response-media-type-name-generalized",
                (Response("application/problem+json"), Response("application/json")),
                (Response("application/problem+json"), Response("application/vnd.things+json"))
            ),
            new(
                "response-media-type-name-generalized",
                (Response("text/csv"), Response("text/*")),
                (Response("text/csv"), Response("application/*"))
            ),
            new(
                "response-media-type-name-specialized",
                (Response("application/json"), Response("application/problem+json")),
                (Response("application/json"), Response("application/atom+xml"))
            ),
            new(
                "response-body-media-type-schema-added",
                (Response("application/json").Replace("schema: {}", "example: a"), Response("application/json")),
                (Response("application/json"), Response("application/json").Replace("schema: {}", "schema: true"))
            ),
            new(
                "response-body-media-type-schema-removed",
                (Response("application/json"), Response("application/json").Replace("schema: {}", "example: a")),
                (Response("application/json").Replace("schema: {}", "example: a"), Response("application/json"))
            ),
            new(
                "response-body-media-type-schema-removed",
                (Response("application/json"), Response("application/atom+xml")),
                (Response("application/json"), Response("application/json", "text/csv"))
            ),
            new(
                "request-envelope-changed",
                (Sent("contact"), Sent("person")),
                (Sent("contact"), Sent("contact").Replace("name:", "first_name:"))
            ),
            new(
                "request-envelope-changed",
                (
                    Sent("contact").Replace("requestBody", "x-envelope: contact\n      requestBody"),
                    Sent("person").Replace("requestBody", "x-envelope: person\n      requestBody")
                ),
                (Sent("contact").Replace("requestBody", "x-envelope: contact\n      requestBody"), Sent("contact"))
            ),
            new("request-envelope-added", (Sent(null), Sent("contact")), (Sent(null), Sent(null).Replace("name:", "first_name:"))),
            new(
                "request-envelope-removed",
                (Sent("contact"), Sent(null)),
                (
                    Sent("contact"),
                    Sent("contact")
                        .Replace(
                            "schema: { type: object, properties: {",
                            "schema: { type: object, properties: { notify: { type: boolean },"
                        )
                )
            ),
            new(
                "response-envelope-changed",
                (Got(Under("contact", Record)), Got(Under("person", Record))),
                (Got(Under("contact", Record)), Got(Under("contact", Records)))
            ),
            new("response-envelope-added", (Got(Records), Got(Under("contacts", Records))), (Got(Record), Got(Records))),
            new(
                "response-envelope-removed",
                (Got(Under("contacts", Records)), Got(Records)),
                (
                    Got(Under("contacts", Records)),
                    Got(Under("contacts", Records).Replace("properties: { contacts", "properties: { total: { type: integer }, contacts"))
                )
            ),
            new("response-became-list", (Got(Record), Got(Records)), (Got(Record), Got(Under("contacts", Records)))),
            new("response-became-single", (Got(Records), Got(Record)), (Got(Records), Got(Under("contacts", Records)))),
        ];

    private static string Body(bool required) =>
        Specs.Operation(
            $"requestBody:\n  required: {(required ? "true" : "false")}\n  content:\n    application/json:\n      schema: {Record}"
        );

    private static string Body(params string[] types) =>
        Specs.Operation("requestBody:\n  required: true\n" + Specs.Indent(Content(types), 2));

    // A body of one media type, whose only key says something of its shape, or nothing.
    private static string Shaped(string key) => Body("application/json").Replace("schema: {}", key);

    private static string Response(params string[] types) => Specs.Operation("", Content(types));

    private static string Content(string[] types) =>
        "content:\n" + string.Join('\n', types.Select(type => $"  '{type}':\n    schema: {{}}"));

    private static string Sent(string? envelope) =>
        Specs.Operation(
            $"requestBody:\n  content:\n    application/json:\n      schema: {(envelope is null ? Record : Under(envelope, Record))}"
        );

    private static string Got(string schema) => Specs.Operation("", $"content:\n  application/json:\n    schema: {schema}");

    private static string Under(string envelope, string schema) => $"{{ type: object, properties: {{ {envelope}: {schema} }} }}";
}
