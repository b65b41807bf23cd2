using System.Text.Json;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>Determines the types that a schema allows, as a list or as a union.</summary>
internal static class TypeList
{
    private static readonly string[] Text = ["string"];
    private static readonly string[] Wide = ["string", "number", "object"];

    /// <summary>
    /// Gets the types of a schema, or those of its members for a union of plain types. Null for all other unions, which have their own
    /// check.
    /// Empty if any type is allowed.
    /// </summary>
    public static IReadOnlyList<string>? Of(Schema schema)
    {
        if (schema.Types.Count > 0)
        {
            return schema.Types;
        }

        var members = schema.OneOf.Count > 0 ? schema.OneOf : schema.AnyOf;
        if (members.Count == 0)
        {
            return IsListOfTexts(schema) ? Text : [];
        }

        return members.All(IsBare)
            ? [.. members.SelectMany(member => member.Types).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : null;
    }

    /// <summary>Gets the type that the generated client uses for a value of several types: text if it may be text, else the
    /// widest.</summary>
    public static string? Chosen(IReadOnlyList<string> types) => Wide.FirstOrDefault(types.Contains) ?? (types.Count > 0 ? types[0] : null);

    // An enumeration of strings may omit the type.
    private static bool IsListOfTexts(Schema schema) =>
        schema.Enum is { Count: > 0 } values && values.All(value => value?.GetValueKind() == JsonValueKind.String);

    private static bool IsBare(Schema schema) =>
        schema.ComponentName is null
        && schema.Types.Count > 0
        && schema.Node.All(entry => entry.Key is "type" or "nullable" or "title" or "description");
}
