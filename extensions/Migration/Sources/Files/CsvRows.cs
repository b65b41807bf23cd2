using System.Runtime.CompilerServices;
using System.Text.Unicode;
using CsvHelper;

namespace ClickFunnels.Migration.Files;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">Number of its first line, from 1.</param>
/// <param name="Cells">The values.</param>
/// <param name="IsBad">True if the quotes of the row are wrong.</param>
internal readonly record struct CsvRow(int Line, string[] Cells, bool IsBad);

/// <summary>Reads the rows of a CSV file, one at a time. The header is the first one.</summary>
internal static class CsvRows
{
    private const int HeaderSample = 64 * 1024;
    private static readonly char[] Separators = [',', ';', '\t'];

    public static async IAsyncEnumerable<CsvRow> ReadAsync(
        Stream stream,
        string file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var isBad = false;
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = await SeparatorAsync(stream, cancellationToken).ConfigureAwait(false),
            MaxRecordSize = RowLimits.MaxBytes,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = _ => isBad = true,
        };
        using var reader = CsvReader.Create(stream, options, leaveOpen: true);
        while (await AdvanceAsync(reader, file, cancellationToken).ConfigureAwait(false))
        {
            var row = new CsvRow((int)reader.LineNumber, Cells(reader, file), isBad);
            isBad = false;
            yield return row;
        }
    }

    private static async Task<bool> AdvanceAsync(CsvReader reader, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException exception)
        {
            throw new MigrationInputException(
                $"The row is longer than {RowLimits.MaxBytes} bytes. Check if a quote is not closed.",
                file,
                exception.LineNumber > 0 ? (int)exception.LineNumber : null,
                innerException: exception
            );
        }
    }

    private static string[] Cells(CsvReader reader, string file)
    {
        var cells = new string[reader.FieldCount];
        for (var index = 0; index < cells.Length; index++)
        {
            if (!Utf8.IsValid(reader.GetSpan(index)))
            {
                throw new MigrationInputException(
                    "The file is not UTF-8. Save it as UTF-8; spreadsheets call it \"CSV UTF-8\".",
                    file,
                    (int)reader.LineNumber
                );
            }

            cells[index] = reader.GetString(index);
        }

        return cells;
    }

    // Spreadsheets of many countries write semicolons. Only the header is looked at, because it has no values that could mislead.
    private static async Task<char> SeparatorAsync(Stream stream, CancellationToken cancellationToken)
    {
        var sample = new byte[HeaderSample];
        var length = await stream
            .ReadAtLeastAsync(sample, sample.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        stream.Position = 0;
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var character in sample.AsSpan(0, length))
        {
            if (character is (byte)'\n' or (byte)'\r' && !isQuoted)
            {
                break;
            }

            isQuoted ^= character == '"';
            if (!isQuoted && Array.IndexOf(Separators, (char)character) is >= 0 and var index)
            {
                counts[index]++;
            }
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
