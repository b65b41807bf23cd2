namespace ClickFunnels.Sync;

/// <summary>The input of an import, its mapping or its journal cannot be used. The message says where, and how to fix it.</summary>
public sealed class ImportInputException : SyncException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="source">Name of the source or the file.</param>
    /// <param name="problem">The problem and its fix, without data of rows.</param>
    /// <param name="line">Line of the problem, from 1; null if it concerns no line.</param>
    /// <param name="column">Column of the problem: its position in the line, from 1; null if it is not known.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public ImportInputException(string source, string problem, long? line = null, long? column = null, Exception? innerException = null)
        : base($"{source}{Position(line, column)}: {problem}", innerException)
    {
        SourceName = source;
        Line = line;
        Column = column;
    }

    /// <summary>Name of the source or the file.</summary>
    public string SourceName { get; }

    /// <summary>Line of the problem, from 1; null if it concerns no line.</summary>
    public long? Line { get; }

    /// <summary>Position in the line, from 1; null if it is not known.</summary>
    public long? Column { get; }

    private static string Position(long? line, long? column) =>
        line is null ? ""
        : column is null ? $"({line})"
        : $"({line},{column})";
}
