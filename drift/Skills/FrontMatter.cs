using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Skills;

/// <summary>The front matter of a Markdown file: YAML between two lines of three hyphens, at the start of the file.</summary>
/// <param name="Lines">The number of lines that it takes; 0 if there is none.</param>
/// <param name="Name">The name of the skill; null if there is none.</param>
/// <param name="Version">The version of the skill; null if there is none.</param>
/// <param name="Problem">What is wrong with it, and its line; null if nothing is.</param>
internal sealed record FrontMatter(int Lines, string? Name, string? Version, (string Text, int Line)? Problem)
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxNodes = 2_000;

    /// <summary>Reads the front matter of a file.</summary>
    public static FrontMatter Read(SkillFile file) => Read(Encoding.UTF8.GetString(file.Content.Span));

    /// <summary>Reads the front matter of a text.</summary>
    public static FrontMatter Read(string text)
    {
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != "---")
        {
            return new FrontMatter(0, null, null, null);
        }

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...");
        if (end < 0)
        {
            return new FrontMatter(1, null, null, ("The front matter has no end: a line with three hyphens is missing.", 1));
        }

        var yaml = Encoding.UTF8.GetBytes(string.Join('\n', lines[1..end]));
        if (yaml.Length > MaxBytes)
        {
            return new FrontMatter(end + 1, null, null, ($"The front matter is larger than {MaxBytes / 1024} KB.", 1));
        }

        try
        {
            var root = YamlTreeReader.Read("front matter", yaml, MaxNodes).Root;
            return new FrontMatter(end + 1, Text(root, "name"), Text(root, "version"), null);
        }
        catch (InputException exception)
        {
            return new FrontMatter(
                end + 1,
                null,
                null,
                ($"The front matter cannot be read. {exception.Problem}", 1 + (exception.Position?.Line ?? 0))
            );
        }
    }

    private static string? Text(JsonObject root, string key) =>
        root[key] is JsonValue value ? SkillText.Cut(value.ToString().Trim()) : null;
}
