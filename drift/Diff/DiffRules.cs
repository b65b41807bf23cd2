using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>All checks of this assembly, found by their interfaces.</summary>
internal static class DiffRules
{
    public static IReadOnlyList<IDiffCheck> Checks { get; } =
    [
        .. typeof(DiffRules)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IDiffCheck)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (IDiffCheck)Activator.CreateInstance(type)!),
    ];

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyDictionary<string, Rule> All { get; } =
        Checks
            .SelectMany(check => check.Rules)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToDictionary(rule => rule.Id, StringComparer.Ordinal);
}
