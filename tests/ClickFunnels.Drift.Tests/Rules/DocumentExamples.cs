using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>The document as a whole: its version, webhooks, components and references.</summary>
internal sealed class DocumentExamples : IRuleExamples
{
    private const string Harmless = "deprecated: true";
    private const string Breaking = "parameters: [{ name: thing, in: query, required: true }]";
    private const string Thing = "type: object\nproperties:\n  id:\n    type: integer";

    public IEnumerable<RuleExample> Examples =>
        [
            new(
                "api-version-not-bumped",
                (Versioned("1.0.0"), Versioned("1.0.0", Harmless)),
                (Versioned("1.0.0"), Versioned("1.1.0", Harmless))
            ),
            new(
                "api-version-not-bumped",
                (Versioned("1.0.0"), Versioned("1.0.0", Breaking)),
                (Versioned("1.0.0"), Versioned("1.0.0", "summary: Only words."))
            ),
            new("api-version-decreased", (Versioned("2.0.0"), Versioned("1.9.9")), (Versioned("v2"), Versioned("10.0.0"))),
            new(
                "api-major-version-not-bumped",
                (Versioned("1.0.0"), Versioned("1.1.0", Breaking)),
                (Versioned("1.0.0"), Versioned("1.1.0", Harmless))
            ),
            new(
                "api-major-version-not-bumped",
                (Versioned("1.0.0"), Versioned("1.1.0", Breaking)),
                (Versioned("1.0.0"), Versioned("2.0.0", Breaking))
            ),
            new(
                "webhook-added",
                (Specs.Operation(""), Webhook("thing.created")),
                (Webhook("thing.created"), Webhook("thing.created").Replace("Done.", "Taken."))
            ),
            new(
                "ambiguous-path",
                (Specs.Paths(Ambiguous("id")), Specs.Paths(Ambiguous("id") + Ambiguous("uid"))),
                (Specs.Paths(Ambiguous("id")), Specs.Paths(Ambiguous("uid")))
            ),
            new("webhook-removed", (Webhook("thing.created"), Webhook("thing.updated")), (Specs.Operation(""), Webhook("thing.created"))),
            new(
                "api-schema-removed",
                (Component("Thing"), Specs.At(SchemaPosition.ResponseBody, Thing)),
                (Component("Thing"), Component("Item"))
            ),
            new(
                "unused-schema-removed",
                (Component("Thing", "Spare"), Component("Thing")),
                (Component("Thing"), Specs.At(SchemaPosition.ResponseBody, Thing))
            ),
            new(
                "schema-renamed",
                (Component("Thing"), Component("Item")),
                (Component("Thing"), Component("Item").Replace("type: object", "x-vendor-schema: Thing\n      type: object"))
            ),
            new("schema-replaced", (Component("Thing", "Item"), Component("Item", "Thing")), (Component("Thing"), Component("Item"))),
            new(
                "dangling-reference",
                (Component("Thing"), Component("Thing").Replace("/schemas/Thing'", "/schemas/Nothing'")),
                (
                    Component("Nothing").Replace("    Nothing:", "    Thing:"),
                    Component("Nothing").Replace("    Nothing:", "    Thing:").Replace("Done.", "Well done.")
                )
            ),
            new(
                "broken-schema",
                (Component("Thing"), Component("Thing").Replace("type: object", "$ref: '#/components/schemas/Thing'\n      type: object")),
                (Component("Thing"), Component("Thing").Replace("type: integer", "$ref: '#/components/schemas/Thing'"))
            ),
        ];

    private static string Versioned(string version, string keys = "") =>
        Specs.Operation(keys).Replace("title: Things\n", $"title: Things\n  version: {version}\n");

    private static string Ambiguous(string name) =>
        $"/things/{{{name}}}:\n  get:\n    operationId: getThingBy{name}\n    parameters: [{{ name: {name}, in: path, required: true, "
        + "schema: { type: integer } }]\n    responses: { '200': { description: Done. } }\n";

    private static string Webhook(string name) =>
        Specs.Operation("", document: $"webhooks:\n  {name}:\n    post:\n      responses: {{ '200': {{ description: Done. }} }}");

    // A response of the first component; the others are not used.
    private static string Component(params string[] names) =>
        Specs.Operation(
            "",
            $"content:\n  application/json:\n    schema:\n      $ref: '#/components/schemas/{names[0]}'",
            "components:\n  schemas:\n" + string.Join('\n', names.Select(name => $"    {name}:\n" + Specs.Indent(Thing, 6)))
        );
}
