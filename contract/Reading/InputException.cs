namespace ClickFunnels.Contracts.Reading;

/// <summary>An input that cannot be read: says where and how to mend it, and ends the program with exit code 3.</summary>
internal sealed class InputException(string file, SourcePosition? position, string problem, Exception? innerException = null)
    : Exception(position is { } at ? $"{file}({at.Line},{at.Column}): {problem}" : $"{file}: {problem}", innerException)
{
    public string File { get; } = file;

    public SourcePosition? Position { get; } = position;

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; } = problem;
}
