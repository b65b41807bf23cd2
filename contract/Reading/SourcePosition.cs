namespace ClickFunnels.Contracts.Reading;

/// <summary>A position in a file; lines and columns start at 1.</summary>
internal readonly record struct SourcePosition(int Line, int Column);

/// <summary>A position, and the file that it is in.</summary>
internal readonly record struct SourceLocation(string File, SourcePosition Position);
