using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Import.Merge;

/// <summary>The rules for differences that an import reports but does not apply.</summary>
internal static class ImportRules
{
    public static Rule ConflictType { get; } =
        Warning("import-conflict-type", "The type in the vendor's file differs from our contract; ours is kept.");

    public static Rule ConflictNullability { get; } =
        Warning("import-conflict-nullability", "The vendor's file allows null, our contract does not; ours is kept.");

    public static Rule WiderNullability { get; } =
        Info("import-wider-nullability", "Our contract allows null, the vendor's file does not; ours is kept.");

    public static Rule ConflictRequired { get; } =
        Warning("import-conflict-required", "The vendor's file requires a property of a request that is optional in ours; ours is kept.");

    public static Rule OtherRequired { get; } =
        Info("import-other-required", "Our contract and the vendor's file have different required properties; ours are kept.");

    public static Rule ConflictEnvelope { get; } =
        Warning("import-conflict-envelope", "The envelope of a body in the vendor's file differs from our contract; ours is kept.");

    public static Rule MissingAtVendor { get; } =
        Info("import-missing-at-vendor", "The vendor's file does not have this part of our contract; ours is kept.");

    public static Rule MissingInOurs { get; } =
        Info("import-missing-in-ours", "The vendor already had it at the last import, and our contract left it out; it is not added.");

    public static Rule RemovedByVendor { get; } =
        Warning(
            "import-removed-by-vendor",
            "The vendor removed it since the last import; it is kept in our contract, deprecated where possible."
        );

    public static Rule OperationsDiffer { get; } =
        Warning(
            "import-operations-differ",
            "Two files of the vendor's folder have different operations of one route; the first is imported."
        );

    public static Rule ComponentsDiffer { get; } =
        Warning(
            "import-components-differ",
            "Two files of the vendor's folder have different components of one name; both are imported under different names."
        );

    public static Rule GenerationFailed { get; } =
        new(
            "import-generation-failed",
            Severity.Breaking,
            RuleGroup.Import,
            "The contract was written, but no client could be generated from it.",
            VersionStep.None
        );

    public static IReadOnlyList<Rule> All { get; } =
    [
        ConflictType,
        ConflictNullability,
        WiderNullability,
        ConflictRequired,
        OtherRequired,
        ConflictEnvelope,
        MissingAtVendor,
        MissingInOurs,
        RemovedByVendor,
        OperationsDiffer,
        ComponentsDiffer,
        GenerationFailed,
    ];

    // These rules have no version step, because nothing was changed; the comparison afterwards reports the changes.
    private static Rule Warning(string id, string summary) => new(id, Severity.Warning, RuleGroup.Import, summary, VersionStep.None);

    private static Rule Info(string id, string summary) => new(id, Severity.Info, RuleGroup.Import, summary, VersionStep.None);
}
