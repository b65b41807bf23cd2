namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The checks of single keywords that only differ in their keyword and wording.</summary>
internal static class KeywordChecks
{
    public static IReadOnlyList<IDiffCheck> All { get; } =
    [
        Limit("maximum", "max", true, "maximum", "may be at most", "larger values", counterpart: "exclusiveMaximum"),
        Limit("minimum", "min", false, "minimum", "has to be at least", "smaller values", counterpart: "exclusiveMinimum"),
        Limit(
            "exclusiveMaximum",
            "exclusive-max",
            true,
            "exclusive maximum",
            "has to be less than",
            "larger values",
            counterpart: "maximum"
        ),
        Limit(
            "exclusiveMinimum",
            "exclusive-min",
            false,
            "exclusive minimum",
            "has to be more than",
            "smaller values",
            counterpart: "minimum"
        ),
        Limit("maxLength", "max-length", true, "maximum length", "may hold at most", "longer values", ("character", "characters")),
        Limit("minLength", "min-length", false, "minimum length", "has to hold at least", "shorter values", ("character", "characters")),
        Limit("maxItems", "max-items", true, "maximum number of items", "may hold at most", "longer lists", ("item", "items")),
        Limit("minItems", "min-items", false, "minimum number of items", "has to hold at least", "shorter lists", ("item", "items")),
        Limit(
            "maxProperties",
            "max-properties",
            true,
            "maximum number of properties",
            "may set at most",
            "objects with more properties",
            ("property", "properties")
        ),
        Limit(
            "minProperties",
            "min-properties",
            false,
            "minimum number of properties",
            "has to set at least",
            "objects with fewer properties",
            ("property", "properties")
        ),
        Limit(
            "maxContains",
            "max-contains",
            true,
            "maximum number of items that fit contains",
            "may hold at most",
            "lists with more such items",
            ("item that fits contains", "items that fit contains")
        ),
        new ShapeCheck("contains", "contains", "it has to contain an item that matches a schema", hasTrivialValues: false),
        new ShapeCheck("if", "if", "a condition selects the schema that it has to match", hasTrivialValues: false),
        new ShapeCheck("then", "then", "it has to match a schema if its condition holds"),
        new ShapeCheck("else", "else", "it has to match a schema if its condition does not hold"),
        new ShapeCheck("not", "not", "it must not match a schema"),
        new ShapeCheck("propertyNames", "property-names", "the names of its properties have to match a schema"),
        new ShapeCheck("unevaluatedItems", "unevaluated-items", "items that no other keyword describes are restricted"),
        new ShapeCheck("unevaluatedProperties", "unevaluated-properties", "properties that no other keyword describes are restricted"),
        new ShapeCheck("contentSchema", "content-schema", "the document in its text has to match a schema"),
        new KeyedConstraintCheck(
            "dependentSchemas",
            "dependent-schema",
            "it has to match a schema if a property is set",
            "it has to match a schema if {0} is set"
        ),
        new KeyedConstraintCheck(
            "patternProperties",
            "pattern-property",
            "properties whose names match a pattern have to match a schema",
            "properties whose names match {0} have to match a schema"
        ),
        new KeywordValueCheck("contentEncoding", "content-encoding", "encoding"),
        new KeywordValueCheck("contentMediaType", "content-media-type", "media type"),
        new UnionCheck("anyOf", "any-of"),
        new UnionCheck("oneOf", "one-of"),
    ];

    private static LimitCheck Limit(
        string keyword,
        string suffix,
        bool isUpper,
        string noun,
        string says,
        string beyond,
        (string One, string Many)? unit = null,
        string? counterpart = null
    ) => new(new SchemaLimit(keyword, suffix, isUpper, noun, says, beyond) { Unit = unit, Counterpart = counterpart });
}
