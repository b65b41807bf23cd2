using System.Diagnostics.CodeAnalysis;
using ClickFunnels.Drift.Diff.Checks;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>All checks: the table of keyword checks, and the classes of this assembly that need no arguments.</summary>
internal static class DiffRules
{
    public static IReadOnlyList<IDiffCheck> Checks { get; } = [.. Find(), .. KeywordChecks.All];

    /// <summary>All rules, by id.</summary>
    public static IReadOnlyDictionary<string, Rule> All { get; } =
        Checks
            .SelectMany(check => check.Rules)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal)
            .ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "cli/native-roots.xml keeps the checks.")]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "cli/native-roots.xml keeps the checks.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "cli/native-roots.xml keeps the checks.")]
    private static IEnumerable<IDiffCheck> Find() =>
        typeof(DiffRules)
            .Assembly.GetTypes()
            .Where(type =>
                type.IsAssignableTo(typeof(IDiffCheck)) && type is { IsAbstract: false } && type.GetConstructor(Type.EmptyTypes) is not null
            )
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (IDiffCheck)Activator.CreateInstance(type)!);
}
