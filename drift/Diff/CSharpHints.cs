using ClickFunnels.Contracts.Naming;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>Says what C# callers have to change, for findings that break the public surface of the generated client.</summary>
internal static class CSharpHints
{
    private const string ChangedType = "change the code that uses {0} to its new type";
    private const string Removed = "remove the code that uses {0}";

    /// <summary>
    /// The actions by the ends of rule ids; the first that fits counts. {0} is the member, {1} the old and {2} the new value.
    /// </summary>
    private static readonly (string End, string Action)[] Actions =
    [
        ("api-schema-removed", Removed),
        ("schema-renamed", "rename {1} to {2} where your code names the class"),
        ("schema-replaced", "use the class {2} instead of {1}"),
        ("operation-group-changed", "call {0}; the method was in another client class"),
        ("operation-id-reassigned", "check every call of {0}: the name now belongs to another operation"),
        ("operation-renamed", "call {0} instead of its old name"),
        ("request-path-parameter-renamed", "rename the argument {1} to {2} in calls of {0} that name it"),
        ("new-request-path-parameter", "pass the new argument to {0}"),
        ("request-parameter-moved", "set the value where {0} takes it now: as an argument, or in its options"),
        ("pagination-added", "enumerate the pages that {0} now returns"),
        ("pagination-removed", "use the result of {0} as a whole; it no longer has pages"),
        ("response-became-list", "read a list from {0}"),
        ("response-became-single", "read one record from {0}"),
        ("media-type-schema-added", "change the code for {0}: its body or result now has a type"),
        ("media-type-schema-removed", "change the code for {0}: its body or result no longer has a type"),
        ("request-body-added-required", "pass the new argument to {0}"),
        ("request-body-became-required", "pass the body as an argument of {0} instead of Body of its options"),
        ("request-body-became-optional", "set Body of the options of {0} instead of passing an argument"),
        ("request-body-removed", "remove the body from calls of {0}"),
        ("request-parameter-removed", "remove the parameter from calls of {0}"),
        ("enum-value-removed", "remove the value {1} from the code that uses {0}"),
        ("became-enum", "use the values of the new enumeration for {0}"),
        ("became-nullable", "check {0} for null before you use it"),
        ("became-not-nullable", "stop assigning null to {0}, and read it without Value"),
        ("became-optional", "check {0} for null before you use it"),
        ("became-required", "stop assigning null to {0}, and read it without Value"),
        ("additional-properties-schema-added", "change the code that uses {0} to the new type of its values"),
        ("additional-properties-schema-removed", "change the code that uses {0} to the new type of its values"),
        ("items-added", "change the code that uses {0} to the new type of its items"),
        ("items-removed", "change the code that uses {0} to the new type of its items"),
        ("any-of", ChangedType),
        ("one-of", ChangedType),
        ("type-changed", ChangedType),
        ("type-generalized", ChangedType),
        ("type-specialized", ChangedType),
        ("list-of-types-narrowed", ChangedType),
        ("list-of-types-widened", ChangedType),
        ("-removed", Removed),
        ("-removed-before-sunset", Removed),
        ("-removed-with-deprecation", Removed),
        ("-removed-without-deprecation", Removed),
    ];

    /// <summary>Gets the hint for a finding; null if it does not break C#.</summary>
    public static string? Of(Finding finding, CSharpNames names)
    {
        if (!finding.Rule.Breaks.HasFlag(Breaks.CSharp))
        {
            return null;
        }

        var action = Actions.FirstOrDefault(action => finding.Rule.Id.EndsWith(action.End, StringComparison.Ordinal)).Action;
        var text = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            action ?? "change the code that uses {0}",
            Member(finding.Pointer, names) ?? "it",
            finding.OldValue,
            finding.NewValue
        );
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }

    /// <summary>Returns true if there is an action for a rule.</summary>
    public static bool HasAction(Rule rule) => Actions.Any(action => rule.Id.EndsWith(action.End, StringComparison.Ordinal));

    // "An item of Contact.Tags" is a place in the contract; in C# it is the member Contact.Tags.
    private static string? Member(string pointer, CSharpNames names)
    {
        var member = names.Member(pointer) ?? names.MethodAt(pointer);
        foreach (var part in (string[])["An item of ", "A value in ", "The ", "Parameter "])
        {
            if (member?.StartsWith(part, StringComparison.Ordinal) == true)
            {
                member = part is "The " or "Parameter " ? char.ToLowerInvariant(member[0]) + member[1..] : member[part.Length..];
            }
        }

        return member;
    }
}
