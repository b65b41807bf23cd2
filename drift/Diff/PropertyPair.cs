using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;

namespace ClickFunnels.Drift.Diff;

/// <summary>A property that an object has in both documents.</summary>
/// <param name="Name">JSON name.</param>
/// <param name="Old">Its old schema.</param>
/// <param name="New">Its new schema.</param>
/// <param name="WasRequired">True if the old object requires it.</param>
/// <param name="IsRequired">True if the new object requires it.</param>
internal sealed record PropertyPair(string Name, Schema Old, Schema New, bool WasRequired, bool IsRequired)
{
    /// <summary>The properties of both objects.</summary>
    public static IEnumerable<PropertyPair> Of(SchemaPair owner)
    {
        foreach (var (name, before) in owner.Old.Properties)
        {
            if (owner.New.Properties.TryGetValue(name, out var after))
            {
                yield return new PropertyPair(name, before, after, owner.Old.Required.Contains(name), owner.New.Required.Contains(name));
            }
        }
    }

    /// <summary>Names of properties that only the old object has.</summary>
    public static IEnumerable<string> Removed(SchemaPair owner) =>
        AreClasses(owner) ? owner.Old.Properties.Keys.Except(owner.New.Properties.Keys, StringComparer.Ordinal) : [];

    /// <summary>Names of properties that only the new object has.</summary>
    public static IEnumerable<string> Added(SchemaPair owner) =>
        AreClasses(owner) ? owner.New.Properties.Keys.Except(owner.Old.Properties.Keys, StringComparer.Ordinal) : [];

    // A changed type has its own rule; the properties of a former object are not reported one by one.
    private static bool AreClasses(SchemaPair owner) =>
        CSharpTypes.IsClass(owner.Old) && CSharpTypes.IsClass(owner.New) && !IsWrapped(owner);

    /// <summary>Returns true if the object became one member of a union.</summary>
    public static bool IsWrapped(SchemaPair owner)
    {
        var (before, after) = (owner.Old, owner.New);
        return before.OneOf.Count == 0
            && before.Properties.Count > 0
            && after.OneOf.Count > 0
            && after.Properties.Count == 0
            && after.OneOf.Any(member =>
                before.ComponentName is { } name ? member.ComponentName == name : before.Properties.Keys.All(member.Properties.ContainsKey)
            );
    }
}
