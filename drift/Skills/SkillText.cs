using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Skills;

/// <summary>Texts of skills in findings.</summary>
internal static partial class SkillText
{
    private const int MaxLength = 200;

    /// <summary>Cuts a long text.</summary>
    public static string Cut(string text) =>
        text.Length <= MaxLength ? text
        : char.IsHighSurrogate(text[MaxLength - 1]) ? text[..(MaxLength - 1)] + "…"
        : text[..MaxLength] + "…";

    /// <summary>Returns true if a text has the form of the name of a field.</summary>
    public static bool IsField(string text) => text.Length <= 100 && Field().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Field();
}
