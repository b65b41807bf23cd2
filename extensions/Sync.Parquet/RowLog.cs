using System.Buffers.Binary;
using System.Text;
using ClickFunnels.Sync.Files;

namespace ClickFunnels.Sync.Parquet;

/// <summary>
/// The rows that were committed since the last part. A Parquet file cannot be added to, and parts with the rows of one commit would be too
/// small.
/// </summary>
internal static class RowLog
{
    private enum Tag : byte
    {
        Null,
        WholeNumber,
        DecimalNumber,
        Text,
        False,
        True,
        Timestamp,
    }

    public static void Write(Stream file, long workspace, IEnumerable<SyncRow> rows, FileRow row)
    {
        var record = new MemoryStream();
        using var writer = new BinaryWriter(record, Encoding.UTF8);
        Span<byte> length = stackalloc byte[4];
        foreach (var source in rows)
        {
            record.SetLength(0);
            row.Read(source);
            writer.Write(workspace);
            writer.Write(source.Id);
            WriteValue(writer, source.Parent);
            writer.Write(source.Digest);
            writer.Write(source.SyncedAt.UtcTicks);
            WriteValue(writer, row.Extra);
            writer.Write7BitEncodedInt(row.Values.Length);
            foreach (var value in row.Values)
            {
                WriteValue(writer, value);
            }

            BinaryPrimitives.WriteInt32LittleEndian(length, (int)record.Length);
            file.Write(length);
            record.WriteTo(file);
        }
    }

    /// <summary>Counts the rows of a log.</summary>
    public static long Count(Stream file, long length)
    {
        Span<byte> size = stackalloc byte[4];
        long count = 0;
        while (file.Position < length)
        {
            file.ReadExactly(size);
            file.Seek(BinaryPrimitives.ReadInt32LittleEndian(size), SeekOrigin.Current);
            count++;
        }

        return count;
    }

    /// <summary>Reads the rows of a log, with the values in the order of the columns. A row may have fewer values than columns.</summary>
    public static IEnumerable<LoggedRow> Read(Stream file, long length)
    {
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        while (file.Position < length)
        {
            var size = reader.ReadInt32();
            yield return new LoggedRow(
                size,
                reader.ReadInt64(),
                reader.ReadInt64(),
                (long?)ReadValue(reader),
                reader.ReadInt64(),
                new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
                (string?)ReadValue(reader),
                ReadValues(reader)
            );
        }
    }

    private static void WriteValue(BinaryWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.Write((byte)Tag.Null);
                break;
            case long number:
                writer.Write((byte)Tag.WholeNumber);
                writer.Write(number);
                break;
            case decimal number:
                writer.Write((byte)Tag.DecimalNumber);
                writer.Write(number);
                break;
            case bool flag:
                writer.Write((byte)(flag ? Tag.True : Tag.False));
                break;
            case DateTimeOffset time:
                writer.Write((byte)Tag.Timestamp);
                writer.Write(time.UtcTicks);
                break;
            default:
                writer.Write((byte)Tag.Text);
                writer.Write((string)value);
                break;
        }
    }

    private static object? ReadValue(BinaryReader reader) =>
        (Tag)reader.ReadByte() switch
        {
            Tag.Null => null,
            Tag.WholeNumber => reader.ReadInt64(),
            Tag.DecimalNumber => reader.ReadDecimal(),
            Tag.Text => reader.ReadString(),
            Tag.False => false,
            Tag.True => true,
            Tag.Timestamp => new DateTime(reader.ReadInt64(), DateTimeKind.Utc),
            _ => throw new InvalidDataException("A log of rows is damaged."),
        };

    private static object?[] ReadValues(BinaryReader reader)
    {
        var values = new object?[reader.Read7BitEncodedInt()];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = ReadValue(reader);
        }

        return values;
    }
}

/// <summary>A row of a log.</summary>
/// <param name="Size">Its number of bytes.</param>
/// <param name="Workspace">Id of the workspace.</param>
/// <param name="Id">Id of the record.</param>
/// <param name="Parent">Id of the parent record.</param>
/// <param name="Digest">Digest of the record.</param>
/// <param name="SyncedAt">Time of the request, in UTC.</param>
/// <param name="Extra">Values that do not fit their column.</param>
/// <param name="Values">The values: long, decimal, string, bool, DateTime, or null.</param>
internal readonly record struct LoggedRow(
    int Size,
    long Workspace,
    long Id,
    long? Parent,
    long Digest,
    DateTime SyncedAt,
    string? Extra,
    object?[] Values
);
