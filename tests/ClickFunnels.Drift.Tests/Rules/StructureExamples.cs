using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Examples of composed schemas: unions, merged parts, items and properties that are not listed.</summary>
internal sealed class StructureExamples : IRuleExamples
{
    private const string Components =
        "components:\n  schemas:\n    Cat:\n      type: object\n    Dog:\n      type: object\n    Bird:\n      type: object\n"
        + "    Words:\n      description: Only words.\n";
    private static readonly SchemaPosition[] Where = [.. SchemaPositions.Everywhere.Where(place => place != SchemaPosition.ResponseHeader)];

    public IEnumerable<RuleExample> Examples =>
        [
            .. Union("oneOf", "one-of", "anyOf"),
            .. Union("anyOf", "any-of", "oneOf"),
            .. Of(
                "all-of-added",
                ("allOf: " + Refs("Cat"), "allOf: " + Refs("Cat", "Dog")),
                ("$ref: '#/components/schemas/Cat'", "description: A cat.\nallOf: " + Refs("Cat"))
            ),
            .. Of(
                "all-of-removed",
                ("allOf: " + Refs("Cat", "Dog"), "allOf: " + Refs("Cat")),
                ("description: A cat.\nallOf: " + Refs("Cat"), "$ref: '#/components/schemas/Cat'")
            ),
            .. Of(
                "all-of-added-annotation-only",
                ("allOf: " + Refs("Cat"), "allOf: " + Refs("Cat", "Words")),
                ("allOf: " + Refs("Cat"), "allOf: " + Refs("Cat", "Dog"))
            ),
            .. Of(
                "all-of-removed-annotation-only",
                ("allOf: " + Refs("Cat", "Words"), "allOf: " + Refs("Cat")),
                ("allOf: " + Refs("Cat", "Dog"), "allOf: " + Refs("Cat"))
            ),
            .. Of("items-added", ("type: array", "type: array\nitems: { type: string }"), ("type: array", "type: array\nitems: {}")),
            .. Of("items-removed", ("type: array\nitems: { type: string }", "type: array"), ("type: array\nitems: {}", "type: array")),
            .. Of(
                "additional-properties-forbidden",
                ("type: object", "type: object\nadditionalProperties: false"),
                ("type: object", "type: object\nadditionalProperties: true")
            ),
            .. Of(
                "additional-properties-allowed",
                ("type: object\nadditionalProperties: false", "type: object"),
                ("type: object\nadditionalProperties: true", "type: object")
            ),
            .. Of(
                "additional-properties-schema-added",
                ("type: object", "type: object\nadditionalProperties: { type: string }"),
                ("type: object", "type: object\nadditionalProperties: {}")
            ),
            .. Of(
                "additional-properties-schema-removed",
                ("type: object\nadditionalProperties: { type: string }", "type: object\nadditionalProperties: true"),
                ("type: object\nadditionalProperties: { type: string }", "type: object\nadditionalProperties: false")
            ),
        ];

    private static IEnumerable<RuleExample> Union(string keyword, string suffix, string other) =>
        [
            .. Of(
                $"{suffix}-added",
                ($"{keyword}: {Refs("Cat", "Dog")}", $"{keyword}: {Refs("Dog", "Cat", "Bird")}"),
                ($"{keyword}: {Refs("Cat", "Dog")}", $"{keyword}: {Refs("Dog", "Cat")}")
            ),
            .. Of(
                $"{suffix}-removed",
                ($"{keyword}: {Refs("Cat", "Dog", "Bird")}", $"{keyword}: {Refs("Dog", "Bird")}"),
                ($"{keyword}: {Refs("Dog", "Bird")}", $"{keyword}: {Refs("Cat", "Dog", "Bird")}")
            ),
            .. Of(
                $"became-{suffix}",
                ("$ref: '#/components/schemas/Cat'", $"{keyword}: {Refs("Cat", "Dog")}"),
                ($"{other}: {Refs("Cat", "Dog")}", $"{keyword}: {Refs("Cat", "Dog")}")
            ),
            .. Of(
                $"ceased-to-be-{suffix}",
                ($"{keyword}: {Refs("Cat", "Dog")}", "$ref: '#/components/schemas/Cat'"),
                ($"{keyword}:\n  - $ref: '#/components/schemas/Cat'\n  - type: 'null'", "$ref: '#/components/schemas/Cat'")
            ),
        ];

    private static IEnumerable<RuleExample> Of(string suffix, (string Old, string New) triggers, (string Old, string New) quiet) =>
        IRuleExamples
            .At(Where, suffix, triggers, quiet)
            .Select(example =>
                example with
                {
                    Triggers = (example.Triggers.Old + Components, example.Triggers.New + Components),
                    Quiet = (example.Quiet.Old + Components, example.Quiet.New + Components),
                }
            );

    private static string Refs(params string[] names) =>
        "[" + string.Join(", ", names.Select(name => $"{{ $ref: '#/components/schemas/{name}' }}")) + "]";
}
