using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Skills;

/// <summary>The rules of <c>skills</c>. They have no version step, because the contract has not changed yet.</summary>
internal static class SkillRules
{
    public static Rule Added { get; } = Warning("skill-added", "A skill is not in the lock file: it is new and was not reviewed.");

    public static Rule Removed { get; } = Warning("skill-removed", "A skill of the lock file is not in the folder: the vendor removed it.");

    public static Rule Changed { get; } =
        Warning("skill-changed", "The files of a skill differ from the lock file: what changed in them was not reviewed.");

    public static Rule Unreadable { get; } =
        Warning("skill-unreadable", "A file of a skill cannot be read as text with front matter, so a part of it was not compared.");

    public static Rule DigestMismatch { get; } =
        Warning("skill-digest-mismatch", "A file differs from the vendor's own digest: it was changed after the vendor published it.");

    public static Rule DigestWithoutFile { get; } =
        Warning("skill-digest-without-file", "The vendor's digest file names a skill that the folder does not have.");

    public static Rule FileWithoutDigest { get; } =
        Info("skill-without-digest", "The vendor's digest file does not name a skill of the folder, so nothing vouches for its text.");

    public static Rule DigestsUnknown { get; } =
        Warning("skill-digests-unknown", "The vendor's digest file has an unknown form, so no file was compared with its digest.");

    public static Rule RouteMissing { get; } =
        Breaking("skill-route-missing", "A skill describes a path that the contract lacks, so the client has no method for it.");

    public static Rule MethodMissing { get; } =
        Breaking(
            "skill-method-missing",
            "A skill describes an HTTP method that the contract lacks on this path: the client cannot send it."
        );

    public static Rule OtherUpdate { get; } =
        Warning(
            "skill-update-method",
            "A skill updates with PATCH where the contract has PUT, or the reverse. Services often accept both; the "
                + "client sends only its own."
        );

    public static Rule ParameterMissing { get; } =
        Warning(
            "skill-parameter-missing",
            "A skill shows a query parameter that the operation lacks in the contract: the client cannot send it."
        );

    public static Rule FieldMissing { get; } =
        Warning("skill-field-missing", "A skill shows a field that the schemas of the operation lack: the client has no property for it.");

    public static Rule ErrorMissing { get; } =
        Info("skill-error-missing", "A skill quotes the text of an error that the contract does not mention.");

    public static IReadOnlyList<Rule> All { get; } =
    [
        Added,
        Removed,
        Changed,
        Unreadable,
        DigestMismatch,
        DigestWithoutFile,
        FileWithoutDigest,
        DigestsUnknown,
        RouteMissing,
        MethodMissing,
        OtherUpdate,
        ParameterMissing,
        FieldMissing,
        ErrorMissing,
    ];

    // The same severity as a documented operation of a ledger that the contract lacks.
    private static Rule Breaking(string id, string summary) => new(id, Severity.Breaking, RuleGroup.Skills, summary, VersionStep.None);

    private static Rule Warning(string id, string summary) => new(id, Severity.Warning, RuleGroup.Skills, summary, VersionStep.None);

    private static Rule Info(string id, string summary) => new(id, Severity.Info, RuleGroup.Skills, summary, VersionStep.None);
}
