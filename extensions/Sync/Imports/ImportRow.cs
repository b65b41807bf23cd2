namespace ClickFunnels.Sync;

/// <summary>A row of the input of an import.</summary>
public sealed class ImportRow
{
    /// <summary>Creates a row.</summary>
    /// <param name="line">Number of the row, from 1. Each row has a larger number than the row before.</param>
    /// <param name="columns">Names of the columns. Rows of the same columns should share the list.</param>
    /// <param name="values">
    /// The values in the order of the columns: texts, numbers, <c>bool</c>, <c>DateTime</c>, <c>DateTimeOffset</c>, lists of these, or
    /// null.
    /// </param>
    /// <exception cref="ArgumentException">There are more or fewer values than columns.</exception>
    public ImportRow(long line, IReadOnlyList<string> columns, IReadOnlyList<object?> values)
        : this(line, columns, values, null)
    {
        if (columns.Count != values.Count)
        {
            throw new ArgumentException($"The row has {values.Count} values for {columns.Count} columns.", nameof(values));
        }
    }

    internal ImportRow(long line, IReadOnlyList<string> columns, IReadOnlyList<object?> values, string? problem)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(line, 1);
        Line = line;
        Columns = columns ?? throw new ArgumentNullException(nameof(columns));
        Values = values ?? throw new ArgumentNullException(nameof(values));
        Problem = problem;
    }

    /// <summary>Number of the row: of its first line in a file, else of the row itself.</summary>
    public long Line { get; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The values, in the order of the columns.</summary>
    public IReadOnlyList<object?> Values { get; }

    /// <summary>The reason why the row cannot be read; null if it can.</summary>
    internal string? Problem { get; }

    /// <summary>The part of the input that was read with this row, 0 to 1; null if it is not known.</summary>
    internal double? Fraction { get; init; }

    /// <summary>Returns the number; never data, which may be personal.</summary>
    public override string ToString() => $"row {Line}";
}
