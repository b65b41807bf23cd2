namespace ClickFunnels.Drift.Skills;

/// <summary>A skill: a folder with instructions for agents in a <c>SKILL.md</c>.</summary>
/// <param name="Name">The name of its folder, or its path where two folders have the same name.</param>
/// <param name="Path">Its path below the folder of all skills, with slashes; empty for the folder itself.</param>
/// <param name="Files">Its files, in the order of their paths.</param>
internal sealed record Skill(string Name, string Path, IReadOnlyList<SkillFile> Files)
{
    /// <summary>The name of the file with the instructions.</summary>
    public const string FileName = "SKILL.md";

    /// <summary>The file with the instructions.</summary>
    public SkillFile Main => Files.First(file => IsMain(file.Path));

    /// <summary>The front matter of the file with the instructions.</summary>
    public FrontMatter FrontMatter => field ??= FrontMatter.Read(Main);

    /// <summary>Returns true for the path of the file with the instructions within its skill.</summary>
    public static bool IsMain(string path) => path.Equals(FileName, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A file of a skill.</summary>
/// <param name="Path">Its path within the skill, with slashes.</param>
/// <param name="Name">Its path for people.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Sha256">Its digest, in lowercase hexadecimal digits.</param>
internal sealed record SkillFile(string Path, string Name, ReadOnlyMemory<byte> Content, string Sha256)
{
    public bool IsMarkdown => Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase);
}
