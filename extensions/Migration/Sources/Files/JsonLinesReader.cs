using System.Runtime.CompilerServices;

namespace ClickFunnels.Migration.Files;

/// <summary>Reads the lines of a file in JSON Lines, one at a time.</summary>
internal static class JsonLinesReader
{
    private const int BufferSize = 128 * 1024;
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the lines that are not empty. The memory of a line is valid until the next one is read.</summary>
    public static async IAsyncEnumerable<SourceRow> ReadAsync(
        Stream stream,
        string name,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var buffer = new byte[BufferSize];
        var (start, end, line) = (0, 0, 1);
        var isTooLong = false;
        var isAtEnd = false;
        while (!isAtEnd || start < end)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0 && !isAtEnd)
            {
                if (end - start > RowLimits.MaxBytes)
                {
                    if (!isTooLong)
                    {
                        yield return SourceRow.TooLong(line, buffer.AsSpan(start, end - start));
                    }

                    // The rest of the line is read and dropped.
                    isTooLong = true;
                    start = end;
                }

                (buffer, start, end) = MakeRoom(buffer, start, end);
                var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false);
                isAtEnd = read == 0;
                if (line == 1 && start == 0)
                {
                    RequireUtf8(buffer.AsSpan(0, end + read), name);
                }

                end += read;
                continue;
            }

            var next = length < 0 ? end : start + length + 1;
            var row = Trim(buffer.AsMemory(start, (length < 0 ? end : start + length) - start), line == 1);
            if (!isTooLong && row.Length > RowLimits.MaxBytes)
            {
                yield return SourceRow.TooLong(line, row.Span);
            }
            else if (!isTooLong && row.Length > 0)
            {
                yield return new SourceRow(line, row);
            }

            isTooLong = false;
            start = next;
            line++;
        }
    }

    private static (byte[] Buffer, int Start, int End) MakeRoom(byte[] buffer, int start, int end)
    {
        var target = end - start > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        buffer.AsSpan(start, end - start).CopyTo(target);
        return (target, 0, end - start);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> row, bool isFirst)
    {
        if (isFirst && row.Span.StartsWith(Utf8Mark))
        {
            row = row[3..];
        }

        return row.Trim(" \t\r"u8);
    }

    private static void RequireUtf8(ReadOnlySpan<byte> text, string name)
    {
        if (text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new MigrationInputException("The file is UTF-16. Save it as UTF-8.", name, 1);
        }
    }
}
