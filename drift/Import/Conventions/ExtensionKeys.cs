namespace ClickFunnels.Drift.Import.Conventions;

/// <summary>The <c>x-</c> keys of our contract; spec/PROVENANCE.md describes them.</summary>
internal static class ExtensionKeys
{
    public static IReadOnlySet<string> All { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "x-documented-by",
            "x-host",
            "x-method",
            "x-envelope",
            "x-result-envelope",
            "x-result",
            "x-completion",
            "x-pagination",
            "x-superseded-by",
            "x-usage",
            "x-vendor-schema",
            "x-vendor-tag",
            "x-identifier",
            "x-id-of",
            "x-internal",
            "x-one-or-many",
            "x-public-id",
            "x-unit",
            "x-row",
            "x-rows",
            "x-scope",
            "x-unix-time",
            "x-upper-case-of",
            "x-evidence",
            "x-explicit-body",
            "x-explicit-options",
            "x-file",
            "x-map",
            "x-form",
            "x-result-envelope-optional",
            "x-statuses",
            "x-values",
            "x-client",
            "x-client-class",
            "x-default-host",
            "x-group",
            "x-idempotent",
            "x-limited-parameters",
            "x-class",
            "x-aliases",
            "x-subject-type",
            "x-scope-parameter",
            "x-tags",
        };
}
