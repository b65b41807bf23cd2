namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Requests that the service sends: webhooks, and callbacks of an operation.</summary>
internal sealed class DeliveryExamples : IRuleExamples
{
    private const string Payload =
        "requestBody:\n  content:\n    application/json:\n      schema:\n        type: object\n"
        + "responses: { '200': { description: Done. } }";
    private const string Empty = "responses: { '200': { description: Done. } }";
    private const string Header = "parameters: [{ name: X-Kind, in: header, schema: { type: string } }]\n" + Payload;
    private const string Address = "'{$request.body#/url}'";

    public IEnumerable<RuleExample> Examples =>
        [
            .. Of("webhook", (keys, method) => Webhook("thing.created", keys, method)),
            .. Of("callback", (keys, method) => Callback("created", keys, method)),
            new("callback-added", (Specs.Operation(""), Callback("created")), (Callback("created"), Callback("created", Header))),
            new("callback-removed", (Callback("created"), Specs.Operation("")), (Specs.Operation(""), Callback("created"))),
            new("callback-removed", (Callback("created"), Callback("updated")), (Callback("created"), Callback("created", Header))),
            new(
                "callback-address-changed",
                (Callback("created"), Callback("created").Replace("#/url", "#/callback_url")),
                (Callback("created"), Callback("created", Payload, "put"))
            ),
        ];

    private static IEnumerable<RuleExample> Of(string noun, Func<string, string, string> at)
    {
        yield return new($"{noun}-method-changed", (at(Payload, "post"), at(Payload, "put")), (at(Payload, "post"), at(Empty, "post")));
        yield return new($"{noun}-payload-added", (at(Empty, "post"), at(Payload, "post")), (at(Payload, "post"), at(Empty, "post")));
        yield return new($"{noun}-payload-removed", (at(Payload, "post"), at(Empty, "post")), (at(Empty, "post"), at(Payload, "post")));
        yield return new($"{noun}-media-type-added", (at(Payload, "post"), at(Two(), "post")), (at(Two(), "post"), at(Payload, "post")));
        yield return new($"{noun}-media-type-removed", (at(Two(), "post"), at(Payload, "post")), (at(Payload, "post"), at(Two(), "post")));
        yield return new($"{noun}-header-removed", (at(Header, "post"), at(Payload, "post")), (at(Payload, "post"), at(Header, "post")));
        yield return new(
            $"{noun}-response-status-added",
            (at(Empty, "post"), at(Status("'200': { description: Done. }, '204': { description: Done. }"), "post")),
            (at(Empty, "post"), at(Status("'204': { description: Done. }"), "post"))
        );
        yield return new(
            $"{noun}-response-status-removed",
            (at(Empty, "post"), at(Status("'204': { description: Done. }"), "post")),
            (at(Empty, "post"), at(Status("'2XX': { description: Done. }"), "post"))
        );
    }

    private static string Two() =>
        Payload.Replace("    application/json:", "    text/plain: { schema: { type: string } }\n    application/json:");

    private static string Status(string responses) => $"responses: {{ {responses} }}";

    private static string Webhook(string name, string keys = Payload, string method = "post") =>
        Specs.Operation("", document: $"webhooks:\n  {name}:\n    {method}:\n{Specs.Indent(keys, 6)}");

    private static string Callback(string name, string keys = Payload, string method = "post") =>
        Specs.Operation($"callbacks:\n  {name}:\n    {Address}:\n      {method}:\n{Specs.Indent(keys, 8)}");
}
