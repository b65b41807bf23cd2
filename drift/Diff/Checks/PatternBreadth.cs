using System.Globalization;
using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Determines, as far as two patterns show it, whether one accepts everything that the other accepts.</summary>
internal static partial class PatternBreadth
{
    /// <summary>Returns true if the new pattern certainly accepts everything that the old one accepted; false if in doubt.</summary>
    public static bool IsWider(string before, string after) =>
        AcceptsAll(after) || DropsAnchors(before, after) || WidensCounts(before, after);

    // A pattern may match anywhere in a text, so these match every single-line text.
    private static bool AcceptsAll(string pattern) => pattern is "" or "^" or "$" or ".*" or "^.*" or ".*$" or "^.*$" or "(.*)" or "^(.*)$";

    private static bool DropsAnchors(string before, string after)
    {
        var core = before;
        if (!after.StartsWith('^') && core.StartsWith('^'))
        {
            core = core[1..];
        }

        if (!after.EndsWith('$') && core.EndsWith('$') && !core.EndsWith(@"\$", StringComparison.Ordinal))
        {
            core = core[..^1];
        }

        return core == after && before != after;
    }

    // ^[a-z]{2,10}$ against ^[a-z]{1,20}$; within lookarounds and after escapes a wider count may mean a narrower pattern.
    private static bool WidensCounts(string before, string after)
    {
        if (
            before.Contains("(?", StringComparison.Ordinal)
            || before.Contains(@"\{", StringComparison.Ordinal)
            || Count().Replace(before, "{}") != Count().Replace(after, "{}")
        )
        {
            return false;
        }

        return Count()
            .Matches(before)
            .Zip(Count().Matches(after))
            .All(both => Least(both.Second) <= Least(both.First) && Most(both.Second) >= Most(both.First));
    }

    private static int Least(Match count) => int.Parse(count.Groups["least"].Value, CultureInfo.InvariantCulture);

    private static int Most(Match count) =>
        !count.Groups["comma"].Success ? Least(count)
        : count.Groups["most"].Value is { Length: > 0 } most ? int.Parse(most, CultureInfo.InvariantCulture)
        : int.MaxValue;

    [GeneratedRegex(@"\{(?<least>[0-9]{1,8})(?<comma>,(?<most>[0-9]{1,8})?)?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Count();
}
