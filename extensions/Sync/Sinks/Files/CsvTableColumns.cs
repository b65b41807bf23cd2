using System.Buffers;

namespace ClickFunnels.Sync.Files;

/// <summary>Inserts columns into a CSV file, without changing a byte of its other fields.</summary>
/// <param name="after">Number of columns before the new ones.</param>
/// <param name="names">The names for the header, each with a comma before it.</param>
/// <param name="values">The values for each row, each with a comma before it.</param>
internal sealed class CsvTableColumns(int after, byte[] names, byte[] values)
{
    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\n"u8);

    public void Insert(Stream source, Stream target)
    {
        var buffer = new byte[1 << 16];
        var commas = 0;
        var isQuoted = false;
        var inserted = names;
        while (source.Read(buffer) is > 0 and var count)
        {
            var start = 0;
            for (var next = 0; Find(buffer.AsSpan(0, count), ref next); next++)
            {
                switch (buffer[next])
                {
                    case (byte)'"':
                        isQuoted = !isQuoted;
                        break;
                    case (byte)',' when !isQuoted && ++commas == after:
                        target.Write(buffer, start, next - start);
                        target.Write(inserted);
                        start = next;
                        break;
                    case (byte)'\n' when !isQuoted:
                        commas = 0;
                        inserted = values;
                        break;
                    default:
                        break;
                }
            }

            target.Write(buffer, start, count - start);
        }
    }

    private static bool Find(ReadOnlySpan<byte> buffer, ref int next)
    {
        var offset = buffer[next..].IndexOfAny(Special);
        next += Math.Max(offset, 0);
        return offset >= 0;
    }
}
