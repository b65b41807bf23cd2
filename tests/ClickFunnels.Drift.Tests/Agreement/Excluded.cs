namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>The examples that the check cannot decide, each with a reason. The check fails if one of them works after all.</summary>
internal static class Excluded
{
    /// <summary>The rules with an example that has no C# surface, by the reason.</summary>
    public static IReadOnlyDictionary<string, string[]> NotGenerated { get; } = new Dictionary<string, string[]>
    {
        ["A request body that is a list or a map has no class, so that the template has no name for its parameter."] =
        [
            "request-body-contains-added", "request-body-contains-changed", "request-body-contains-removed", "request-body-items-added",
            "request-body-items-removed", "request-body-max-contains-decreased", "request-body-max-contains-increased",
            "request-body-max-contains-set", "request-body-max-contains-unset", "request-body-max-items-decreased",
            "request-body-max-items-increased", "request-body-max-items-set", "request-body-max-items-unset",
            "request-body-min-contains-decreased", "request-body-min-contains-increased", "request-body-min-items-decreased",
            "request-body-min-items-increased", "request-body-min-items-set", "request-body-min-items-unset",
            "request-body-prefix-items-added", "request-body-prefix-items-changed", "request-body-prefix-items-removed",
            "request-body-type-changed", "request-body-type-compatible", "request-body-type-generalized",
            "request-body-type-specialized", "request-body-unevaluated-items-added", "request-body-unevaluated-items-changed",
            "request-body-unevaluated-items-removed", "request-body-unique-items-added", "request-body-unique-items-removed",
        ],
        ["The templates write no maps of values in parameters and responses."] =
        [
            "request-body-additional-properties-schema-added", "request-body-additional-properties-schema-removed",
            "request-parameter-additional-properties-schema-added", "request-parameter-additional-properties-schema-removed",
            "request-parameter-property-additional-properties-schema-added",
            "request-parameter-property-additional-properties-schema-removed", "request-parameter-property-type-changed",
            "request-parameter-type-changed", "response-body-additional-properties-schema-added",
            "response-body-additional-properties-schema-removed", "response-body-type-changed",
        ],
        ["The client reads JSON only."] =
        [
            "response-media-type-name-generalized", "response-media-type-name-specialized",
        ],
        ["Two operations have one method."] =
        [
            "duplicate-operation-id",
        ],
    };

    /// <summary>Pairs that break the surface while <c>diff</c> reports nothing breaking, because of what the documents alone do not tell.</summary>
    public static IReadOnlyDictionary<string, string> AcceptedDisagreements { get; } = new Dictionary<string, string>
    {
        ["new-request-path-parameter 1, quiet pair"] = "diff ignores names of path parameters on purpose; a contract that renames one renames a C# parameter.",
        ["operation-group-changed 1, quiet pair"] = "The old document alone does not tell our name of the group.",
        ["request-envelope-removed 1, quiet pair"] = "Without x-envelope, the new document does not tell which property is the envelope.",
        ["response-envelope-removed 1, quiet pair"] = "Without x-result-envelope, the new document does not tell which property is the envelope.",
    };
}
