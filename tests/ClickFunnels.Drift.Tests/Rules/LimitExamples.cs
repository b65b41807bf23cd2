using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Limits: each change triggers its own rule and never that of the opposite change.</summary>
internal sealed class LimitExamples : IRuleExamples
{
    private static readonly SchemaPosition[] Where = [.. SchemaPositions.Everywhere.Where(place => place != SchemaPosition.ResponseHeader)];

    private static readonly (string Keyword, string Suffix, bool IsUpper, string Schema)[] Limits =
    [
        ("minimum", "min", false, "type: integer"),
        ("maximum", "max", true, "type: integer"),
        ("exclusiveMinimum", "exclusive-min", false, "type: number"),
        ("exclusiveMaximum", "exclusive-max", true, "type: number"),
        ("minLength", "min-length", false, "type: string"),
        ("maxLength", "max-length", true, "type: string"),
        ("minItems", "min-items", false, "type: array\nitems: { type: string }"),
        ("maxItems", "max-items", true, "type: array\nitems: { type: string }"),
        ("minProperties", "min-properties", false, "type: object"),
        ("maxProperties", "max-properties", true, "type: object"),
        ("minContains", "min-contains", false, "type: array\nitems: { type: string }\ncontains: { const: a }"),
        ("maxContains", "max-contains", true, "type: array\nitems: { type: string }\ncontains: { const: a }"),
    ];

    public IEnumerable<RuleExample> Examples => Limits.SelectMany(limit => Of(limit.Keyword, limit.Suffix, limit.IsUpper, limit.Schema));

    private static IEnumerable<RuleExample> Of(string keyword, string suffix, bool isUpper, string schema)
    {
        var (two, five) = ($"{schema}\n{keyword}: 2", $"{schema}\n{keyword}: 5");
        var (loose, tight) = isUpper ? (five, two) : (two, five);
        var narrowed = $"{suffix}-{(isUpper ? "decreased" : "increased")}";
        IEnumerable<RuleExample> examples =
        [
            .. IRuleExamples.At(Where, $"{suffix}-increased", (two, five), (five, two)),
            .. IRuleExamples.At(Where, $"{suffix}-decreased", (five, two), (two, five)),
            ReadOnly(narrowed, (loose, tight)),
        ];

        // minContains is 1 where it is not written, so it is never set.
        return keyword == "minContains"
            ? examples
            :
            [
                .. examples,
                .. IRuleExamples.At(Where, $"{suffix}-set", (schema, five), (five, schema)),
                .. IRuleExamples.At(Where, $"{suffix}-unset", (five, schema), (schema, five)),
                ReadOnly($"{suffix}-set", (schema, five)),
            ];

        RuleExample ReadOnly(string change, (string Old, string New) schemas) =>
            new(
                $"request-read-only-property-{change}",
                (
                    Specs.At(SchemaPosition.RequestProperty, schemas.Old + "\nreadOnly: true"),
                    Specs.At(SchemaPosition.RequestProperty, schemas.New + "\nreadOnly: true")
                ),
                (
                    Specs.At(SchemaPosition.RequestProperty, schemas.Old + "\nreadOnly: false"),
                    Specs.At(SchemaPosition.RequestProperty, schemas.New + "\nreadOnly: false")
                )
            );
    }
}
