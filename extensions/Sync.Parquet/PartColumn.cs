using System.Buffers;
using Parquet;
using Parquet.Schema;

namespace ClickFunnels.Sync.Parquet;

/// <summary>A column of a Parquet file, with the values of the current row group.</summary>
internal abstract class PartColumn
{
    public abstract DataField Field { get; }

    /// <summary>Creates a column. All may be null, so that the types of a column are the same in all parts.</summary>
    public static PartColumn Of(string name, SyncColumnType type) =>
        type switch
        {
            SyncColumnType.WholeNumber => new ValueColumn<long>(new DataField<long?>(name)),
            SyncColumnType.DecimalNumber => new ValueColumn<decimal>(
                new DecimalDataField(name, ParquetNumbers.Precision, ParquetNumbers.Scale, isNullable: true)
            ),
            SyncColumnType.Boolean => new ValueColumn<bool>(new DataField<bool?>(name)),
            SyncColumnType.Timestamp => new ValueColumn<DateTime>(
                new DateTimeDataField(
                    name,
                    DateTimeFormat.Timestamp,
                    isAdjustedToUTC: true,
                    unit: DateTimeTimeUnit.Micros,
                    isNullable: true
                )
            ),
            _ => new TextColumn(new DataField<string>(name)),
        };

    public abstract void Add(object? value);

    /// <summary>Writes the values and forgets them.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group);

    private sealed class ValueColumn<T>(DataField target) : PartColumn
        where T : struct
    {
        private readonly ArrayBufferWriter<T?> _values = new();

        public override DataField Field => target;

        public override void Add(object? value)
        {
            _values.GetSpan(1)[0] = (T?)value;
            _values.Advance(1);
        }

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(target, _values.WrittenMemory).ConfigureAwait(false);
            _values.ResetWrittenCount();
        }
    }

    private sealed class TextColumn(DataField target) : PartColumn
    {
        private readonly List<string?> _values = [];

        public override DataField Field => target;

        public override void Add(object? value) => _values.Add((string?)value);

        public override async Task WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(target, _values).ConfigureAwait(false);
            _values.Clear();
        }
    }
}
