namespace ClickFunnels.Sync.Parquet;

/// <summary>Settings of a <see cref="ParquetSink" />.</summary>
public sealed class ParquetSinkOptions : FileSinkOptions
{
    /// <summary>The number of rows of a table that make a part, 1 to 10,000,000; 100,000 by default. A part may have the rows of one more
    /// commit.</summary>
    public int RowsPerPart { get; set; } = 100_000;
}
