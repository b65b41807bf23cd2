using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Keywords that demand something beyond the type: there, gone or another.</summary>
internal sealed class ConstraintExamples : IRuleExamples
{
    private const string List = "type: array\nitems: { type: string }\n";
    private const string Map = "type: object\n";
    private static readonly SchemaPosition[] Where = [.. SchemaPositions.Everywhere.Where(place => place != SchemaPosition.ResponseHeader)];

    // Name of the rules, what stands around the keyword, the keyword, one that demands something else, and one that looks different and
    // demands the same.
    private static readonly (string Suffix, string Schema, string Demand, string Other, string Same)[] Keywords =
    [
        ("contains", List, "contains: { const: a }", "contains: { const: b }", "contains: { const: a, description: An a. }"),
        ("not", "type: string\n", "not: { const: a }", "not: { const: b }", "not: { const: a, title: The a }"),
        ("if", Map, "if: { required: [a] }", "if: { required: [b] }", "if: { required: [a], x-note: 1 }"),
        ("then", Map, "then: { required: [a] }", "then: { required: [b] }", "then: { required: [a], $comment: So. }"),
        (
            "else",
            Map,
            "else: { properties: { title: { const: a } } }",
            "else: { properties: { description: { const: a } } }",
            "else: { properties: { title: { const: a, summary: An a. } } }"
        ),
        (
            "property-names",
            Map,
            "propertyNames: { pattern: '^a' }",
            "propertyNames: { pattern: '^b' }",
            "propertyNames: { description: As., pattern: '^a' }"
        ),
        ("unevaluated-items", List, "unevaluatedItems: false", "unevaluatedItems: { type: string }", "unevaluatedItems: False"),
        (
            "unevaluated-properties",
            Map,
            "unevaluatedProperties: false",
            "unevaluatedProperties: { type: string }",
            "unevaluatedProperties: False"
        ),
        (
            "content-schema",
            "type: string\n",
            "contentSchema: { type: object }",
            "contentSchema: { type: array }",
            "contentSchema: { type: object, example: {} }"
        ),
        (
            "prefix-items",
            List,
            "prefixItems: [{ type: string }]",
            "prefixItems: [{ type: integer }]",
            "prefixItems: [{ type: string, title: First }]"
        ),
        (
            "dependent-required",
            Map,
            "dependentRequired: { a: [b, c] }",
            "dependentRequired: { a: [b, d] }",
            "dependentRequired: { a: [c, b] }"
        ),
        (
            "dependent-schema",
            Map,
            "dependentSchemas: { a: { required: [b] } }",
            "dependentSchemas: { a: { required: [c] } }",
            "dependentSchemas: { a: { required: [b], title: With a } }"
        ),
        (
            "pattern-property",
            Map,
            "patternProperties: { '^a': { type: string } }",
            "patternProperties: { '^a': { type: integer } }",
            "patternProperties: { '^a': { type: string, description: As. } }"
        ),
    ];

    public IEnumerable<RuleExample> Examples =>
        [
            .. Keywords.SelectMany(keyword =>
                (IEnumerable<RuleExample>)
                    [
                        .. IRuleExamples.At(
                            SchemaPositions.Bodies,
                            $"{keyword.Suffix}-added",
                            (keyword.Schema, keyword.Schema + keyword.Demand),
                            (keyword.Schema + keyword.Demand, keyword.Schema)
                        ),
                        .. IRuleExamples.At(
                            SchemaPositions.Bodies,
                            $"{keyword.Suffix}-removed",
                            (keyword.Schema + keyword.Demand, keyword.Schema),
                            (keyword.Schema, keyword.Schema + keyword.Demand)
                        ),
                        .. IRuleExamples.At(
                            SchemaPositions.Bodies,
                            $"{keyword.Suffix}-changed",
                            (keyword.Schema + keyword.Demand, keyword.Schema + keyword.Other),
                            (keyword.Schema + keyword.Demand, keyword.Schema + keyword.Same)
                        ),
                    ]
            ),
            // A keyword that demands nothing is none.
            .. IRuleExamples.At(
                Where,
                "unique-items-added",
                (List + "uniqueItems: false", List + "uniqueItems: true"),
                (List, List + "uniqueItems: false")
            ),
            .. IRuleExamples.At(Where, "unique-items-removed", (List + "uniqueItems: true", List), (List + "uniqueItems: false", List)),
            // One key more of those that a keyword holds.
            .. IRuleExamples.At(
                SchemaPositions.Bodies,
                "dependent-required-added",
                (Map + "dependentRequired: { a: [b] }", Map + "dependentRequired: { a: [b], c: [d] }"),
                (Map + "dependentRequired: { a: [b] }", Map + "dependentRequired: { a: [b], c: [] }")
            ),
            .. IRuleExamples.At(
                SchemaPositions.Bodies,
                "prefix-items-removed",
                (List + "prefixItems: [{ type: string }, { type: integer }]", List + "prefixItems: [{ type: string }]"),
                (List + "prefixItems: [{ type: string }, { type: integer }]", List + "prefixItems: [{ type: integer }, { type: string }]")
            ),
        ];
}
