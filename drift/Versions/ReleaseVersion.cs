using System.Globalization;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Versions;

/// <summary>A semantic version; what follows a hyphen or plus is kept out of comparisons.</summary>
internal readonly record struct ReleaseVersion(int Major, int Minor, int Patch) : IComparable<ReleaseVersion>
{
    public static bool TryParse(string text, out ReleaseVersion version)
    {
        var parts = text.Split('-', '+')[0].Split('.');
        var numbers = parts
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .ToList();
        version = numbers is [>= 0, >= 0, >= 0] ? new ReleaseVersion(numbers[0], numbers[1], numbers[2]) : default;
        return numbers is [>= 0, >= 0, >= 0];
    }

    /// <summary>
    /// The least version that may follow this one after a change. Before 1.0.0 nothing is promised for long: what breaks raises the
    /// minor number, all else the patch.
    /// </summary>
    public ReleaseVersion After(VersionStep step) =>
        (step, Major) switch
        {
            (VersionStep.None, _) => this,
            (VersionStep.Major, 0) => new(0, Minor + 1, 0),
            (VersionStep.Major, _) => new(Major + 1, 0, 0),
            (VersionStep.Minor, > 0) => new(Major, Minor + 1, 0),
            _ => new(Major, Minor, Patch + 1),
        };

    public int CompareTo(ReleaseVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");
}
