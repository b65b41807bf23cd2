namespace ClickFunnels.Drift.Skills;

/// <summary>A part of a line of text.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsCode">True for inline code.</param>
/// <param name="Line">Its line in the file.</param>
internal sealed record TextSpan(string Text, bool IsCode, int Line);

/// <summary>A block of a Markdown file, in the order of the file and without nesting.</summary>
/// <param name="Line">Its first line.</param>
internal abstract record SkillBlock(int Line);

/// <summary>A heading.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Level">Its level, from 1.</param>
/// <param name="Spans">Its text.</param>
internal sealed record SkillHeading(int Line, int Level, IReadOnlyList<TextSpan> Spans) : SkillBlock(Line);

/// <summary>A paragraph, also of a list item or a quote.</summary>
/// <param name="Line">Its first line.</param>
/// <param name="Spans">Its text.</param>
internal sealed record SkillProse(int Line, IReadOnlyList<TextSpan> Spans) : SkillBlock(Line);

/// <summary>A table.</summary>
/// <param name="Line">Its first line.</param>
/// <param name="Header">The texts of its header cells.</param>
/// <param name="Rows">Its other rows, each with the text of its cells.</param>
internal sealed record SkillTable(int Line, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<IReadOnlyList<TextSpan>>> Rows)
    : SkillBlock(Line);

/// <summary>A block of code.</summary>
/// <param name="Line">The line of its first text.</param>
/// <param name="Language">The language after the fence, in lowercase; empty if there is none.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SkillCode(int Line, string Language, IReadOnlyList<string> Lines) : SkillBlock(Line);
