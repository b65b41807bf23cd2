using ClickFunnels.Contracts.Naming;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Generated;
using ClickFunnels.Drift.Import.Merge;
using ClickFunnels.Drift.Routes;
using ClickFunnels.Drift.Skills;
using ClickFunnels.Drift.Surface;
using ClickFunnels.Drift.Traffic;
using ClickFunnels.Drift.Versions;
using ClickFunnels.Drift.Waivers;

namespace ClickFunnels.Drift.Policies;

/// <summary>The rules of all commands.</summary>
internal static class RuleCatalog
{
    /// <summary>All rules, by id.</summary>
    public static IReadOnlyDictionary<string, Rule> All { get; } =
        new[]
        {
            DiffRules.All.Values,
            TrafficRules.All.Values,
            RouteRules.All,
            GeneratedRules.All,
            SurfaceRules.All,
            VersionRules.All,
            ImportRules.All,
            SkillRules.All,
            WaiverRules.All,
        }
            .SelectMany(rules => rules)
            .ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>Gets the name that is most similar to a given one.</summary>
    public static string Closest(string given, IEnumerable<string> names) =>
        ClosestName.Of(given, names) ?? throw new ArgumentException("There are no names.", nameof(names));
}
