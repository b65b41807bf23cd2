using ClickFunnels.Drift.Contract;

namespace ClickFunnels.Drift.Diff;

/// <summary>The types that a schema allows, whichever way it lists them.</summary>
internal static class TypeList
{
    /// <summary>
    /// The types of a schema; those of its members for a union of nothing but types. Null for all other unions: they are no matter of types.
    /// Empty when any type is allowed.
    /// </summary>
    public static IReadOnlyList<string>? Of(Schema schema)
    {
        if (schema.Types.Count > 0)
            return schema.Types;
        var members = schema.OneOf.Count > 0 ? schema.OneOf : schema.AnyOf;
        if (members.Count == 0)
            return [];
        return members.All(IsBare) ? [.. members.SelectMany(member => member.Types).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : null;
    }

    private static bool IsBare(Schema schema) =>
        schema.ComponentName is null && schema.Types.Count > 0 && schema.Node.All(entry => entry.Key is "type" or "nullable" or "title" or "description");
}
