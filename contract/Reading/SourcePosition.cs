namespace ClickFunnels.Contracts.Reading;

/// <summary>A place in a file; lines and columns count from 1.</summary>
internal readonly record struct SourcePosition(int Line, int Column);
