using System.Globalization;
using System.Text.RegularExpressions;

namespace ClickFunnels.Contracts;

/// <summary>A version of Semantic Versioning 2.0.0, without build metadata, which does not affect the order.</summary>
internal sealed partial record SemanticVersion(int Major, int Minor, int Patch, string? Prerelease = null)
{
    /// <summary>Parses a version; returns null if the text is not one.</summary>
    public static SemanticVersion? Parse(string text)
    {
        var match = Pattern().Match(text);
        return
            match.Success
            && Number(match, "major") is { } major
            && Number(match, "minor") is { } minor
            && Number(match, "patch") is { } patch
            ? new SemanticVersion(major, minor, patch, match.Groups["prerelease"] is { Success: true } prerelease ? prerelease.Value : null)
            : null;
    }

    /// <summary>
    /// The version that follows by a step. Before 1.0.0 a major step raises the second number and every other step the third, by
    /// convention. A pre-release that already includes the step leads to its own release: 2.0.0-preview.1 leads to 2.0.0.
    /// </summary>
    public SemanticVersion Next(VersionStep step)
    {
        if (step == VersionStep.None)
        {
            return this;
        }

        var effective =
            Major > 0 ? step
            : step == VersionStep.Major ? VersionStep.Minor
            : VersionStep.Patch;
        var announced =
            Prerelease is not null
            && effective switch
            {
                VersionStep.Major => Minor == 0 && Patch == 0,
                VersionStep.Minor => Patch == 0,
                _ => true,
            };
        if (announced)
        {
            return this with { Prerelease = null };
        }

        return effective switch
        {
            VersionStep.Major => new SemanticVersion(Major + 1, 0, 0),
            VersionStep.Minor => new SemanticVersion(Major, Minor + 1, 0),
            _ => new SemanticVersion(Major, Minor, Patch + 1),
        };
    }

    public override string ToString() => $"{Major}.{Minor}.{Patch}{(Prerelease is null ? "" : $"-{Prerelease}")}";

    private static int? Number(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < int.MaxValue
            ? number
            : null;

    [GeneratedRegex(
        @"\A(?<major>0|[1-9][0-9]*)\.(?<minor>0|[1-9][0-9]*)\.(?<patch>0|[1-9][0-9]*)"
            + @"(-(?<prerelease>(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*))?"
            + @"(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z"
    )]
    private static partial Regex Pattern();
}
