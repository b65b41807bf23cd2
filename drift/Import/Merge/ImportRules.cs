using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Import.Merge;

/// <summary>What an import finds but does not do by itself.</summary>
internal static class ImportRules
{
    public static Rule ConflictType { get; } =
        Warning("import-conflict-type", "The vendor's file gives another type than our contract; ours stays.");

    public static Rule ConflictNullability { get; } =
        Warning("import-conflict-nullability", "The vendor's file says that a value may be null, ours says never; ours stays.");

    public static Rule WiderNullability { get; } =
        Info("import-wider-nullability", "Our contract lets a value be null, the vendor's file does not; ours stays.");

    public static Rule ConflictRequired { get; } =
        Warning("import-conflict-required", "The vendor's file requires in a request what ours leaves optional; ours stays.");

    public static Rule OtherRequired { get; } =
        Info("import-other-required", "Our contract and the vendor's file differ in what is required; ours stays.");

    public static Rule ConflictEnvelope { get; } =
        Warning("import-conflict-envelope", "The vendor's file wraps a body otherwise than our contract; ours stays.");

    public static Rule MissingAtVendor { get; } =
        Info("import-missing-at-vendor", "Our contract has it, the vendor's file does not; ours stays.");

    public static Rule MissingInOurs { get; } =
        Info("import-missing-in-ours", "The vendor had it at the last import already, and our contract left it out; it stays out.");

    public static Rule RemovedByVendor { get; } =
        Warning(
            "import-removed-by-vendor",
            "The vendor removed it since the last import; it stays in our contract, deprecated where that can be said."
        );

    public static Rule GenerationFailed { get; } =
        new(
            "import-generation-failed",
            Severity.Breaking,
            Direction.None,
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
        GenerationFailed,
    ];

    // Nothing was changed, so no version follows; what was changed is found by the comparison afterwards.
    private static Rule Warning(string id, string summary) => new(id, Severity.Warning, Direction.None, summary, VersionStep.None);

    private static Rule Info(string id, string summary) => new(id, Severity.Info, Direction.None, summary, VersionStep.None);
}
