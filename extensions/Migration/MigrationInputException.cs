using ClickFunnels.Core;

namespace ClickFunnels.Migration;

/// <summary>An input of a migration cannot be read as a whole: a file of the layout, the rules, or a stored report.</summary>
public sealed class MigrationInputException : ApiException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="problem">What is wrong and how to fix it, without personal data.</param>
    /// <param name="input">Name of the input, such as <c>contacts.jsonl</c>.</param>
    /// <param name="line">Number of the line, from 1; null if no line is meant.</param>
    /// <param name="column">Number of the column, from 1; null if no column is meant.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public MigrationInputException(string problem, string input, int? line = null, int? column = null, Exception? innerException = null)
        : base(Position(input, line, column) + ": " + problem, innerException)
    {
        Input = input;
        Line = line;
        Column = column;
    }

    /// <summary>Name of the input, such as <c>contacts.jsonl</c>.</summary>
    public string Input { get; }

    /// <summary>Number of the line, from 1; null if no line is meant.</summary>
    public int? Line { get; }

    /// <summary>Number of the column, from 1; null if no column is meant.</summary>
    public int? Column { get; }

    private static string Position(string input, int? line, int? column) =>
        input + (line is null ? "" : $", line {line}") + (column is null ? "" : $", column {column}");
}
