using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Surface;

/// <summary>The rules of <c>surface</c>.</summary>
internal static class SurfaceRules
{
    public static Rule Removed { get; } =
        new(
            "surface-member-removed",
            Severity.Breaking,
            RuleGroup.Surface,
            "A public type or member was removed: code that uses it no longer compiles."
        );

    public static Rule Changed { get; } =
        new(
            "surface-member-changed",
            Severity.Breaking,
            RuleGroup.Surface,
            "The declaration of a public type or member changed: code that uses it may no longer compile or link."
        );

    public static Rule MustBeImplemented { get; } =
        new(
            "surface-member-must-be-implemented",
            Severity.Breaking,
            RuleGroup.Surface,
            "A member that implementers have to add is new in an interface or abstract class."
        );

    public static Rule AttributeChanged { get; } =
        new(
            "surface-attribute-changed",
            Severity.Warning,
            RuleGroup.Surface,
            "The attributes of a public type or member changed: its use may cause a warning, for example for an obsolete method."
        );

    public static Rule Widened { get; } =
        new(
            "surface-type-widened",
            Severity.Info,
            RuleGroup.Surface,
            "A public type has a new base or interface, or can now be derived from.",
            VersionStep.Minor
        );

    public static Rule Added { get; } =
        new("surface-member-added", Severity.Info, RuleGroup.Surface, "There is a new public type or member.", VersionStep.Minor);

    public static IReadOnlyList<Rule> All { get; } = [Removed, Changed, MustBeImplemented, AttributeChanged, Widened, Added];
}
