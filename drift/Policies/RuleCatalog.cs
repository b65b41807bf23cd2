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
        names.MinBy(name => (Distance(given, name), name)) ?? throw new ArgumentException("There are no names.", nameof(names));

    // The Levenshtein distance. Long texts are cut: only the start of a name matters then.
    private static int Distance(string one, string other)
    {
        const int Longest = 100;
        one = one.Length > Longest ? one[..Longest] : one;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var at = 1; at <= one.Length; at++)
        {
            var diagonal = row[0];
            row[0] = at;
            for (var column = 1; column <= other.Length; column++)
            {
                var replaced = diagonal + (one[at - 1] == other[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }
}
