namespace ClickFunnels.Contracts.Reading;

/// <summary>The input is invalid. The message says where and how to fix it; the program ends with exit code 3.</summary>
internal sealed class InputException(string file, SourcePosition? position, string problem, Exception? innerException = null)
    : Exception(position is { } at ? $"{file}({at.Line},{at.Column}): {problem}" : $"{file}: {problem}", innerException)
{
    public string File { get; } = file;

    public SourcePosition? Position { get; } = position;

    /// <summary>The problem, without its position.</summary>
    public string Problem { get; } = problem;
}
