using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace ClickFunnels.Sync.Imports;

/// <summary>Rows of a CSV file.</summary>
internal sealed class CsvImportSource(string name, Func<Stream> open, char? delimiter, Encoding? encoding) : ImportSource
{
    public override string Name => name;

    internal override bool HasFixedColumns => true;

    public override async IAsyncEnumerable<ImportRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var isBad = false;
        var stream = open();
        await using (stream.ConfigureAwait(false))
        {
            using var reader = Create(stream, _ => isBad = true);
            if (!await AdvanceAsync(reader, cancellationToken).ConfigureAwait(false))
            {
                throw new ImportInputException(name, "The file is empty. Its first line must name the columns.", 1);
            }

            var columns = Header(reader, isBad);
            isBad = false;
            while (await AdvanceAsync(reader, cancellationToken).ConfigureAwait(false))
            {
                yield return Row(reader, columns, isBad, ImportFiles.Fraction(stream));
                isBad = false;
            }
        }
    }

    private CsvReader Create(Stream stream, Action<int> onMalformed)
    {
        try
        {
            return CsvReader.Create(
                stream,
                new CsvReaderOptions
                {
                    HasHeader = false,
                    Separator = delimiter,
                    Encoding = encoding is null or UTF8Encoding ? null : encoding,
                    MaxRecordSize = ImportFiles.MaxRowBytes,
                    TrackLineNumbers = true,
                    IncludeValuesInExceptions = false,
                    OnMalformedRecord = _ => onMalformed(0),
                },
                leaveOpen: true
            );
        }
        catch (ArgumentException exception)
        {
            throw new ImportInputException(
                name,
                "The delimiter cannot be used. Set an ASCII character such as a comma, a semicolon or a tab.",
                innerException: exception
            );
        }
    }

    private async Task<bool> AdvanceAsync(CsvReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException exception)
        {
            throw new ImportInputException(
                name,
                $"The row is longer than {ImportFiles.MaxRowBytes} bytes. Check if a quote is not closed.",
                exception.LineNumber > 0 ? exception.LineNumber : null,
                innerException: exception
            );
        }
        catch (Exception exception)
            when (exception is IOException or InvalidDataException or NotSupportedException or DecoderFallbackException)
        {
            throw ImportFiles.Unreadable(name, exception, Math.Max(1, reader.LineNumber));
        }
    }

    private string[] Header(CsvReader reader, bool isBad)
    {
        var line = Math.Max(1, reader.LineNumber);
        if (isBad)
        {
            throw new ImportInputException(name, "The quotes of the header are wrong.", line);
        }

        if (reader.FieldCount > ImportFiles.MaxColumns)
        {
            throw new ImportInputException(name, $"The header has more than {ImportFiles.MaxColumns} columns.", line);
        }

        var columns = new string[reader.FieldCount];
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < columns.Length; index++)
        {
            if (Text(reader, index) is not { } text)
            {
                throw new ImportInputException(
                    name,
                    "The header is not UTF-8. Save the file as UTF-8; spreadsheets call it \"CSV UTF-8\". Or set the encoding.",
                    line,
                    index + 1
                );
            }

            var column = text.Trim().TrimStart('\uFEFF');
            if (column.Length is 0 or > ImportFiles.MaxNameLength || column.Any(char.IsControl))
            {
                throw new ImportInputException(
                    name,
                    $"A column has no usable name. Give each column a name of 1 to {ImportFiles.MaxNameLength} characters.",
                    line,
                    index + 1
                );
            }

            if (!known.Add(column))
            {
                throw new ImportInputException(name, $"Two columns have the name '{column}'. Rename one of them.", line, index + 1);
            }

            columns[index] = column;
        }

        return columns;
    }

    private static ImportRow Row(CsvReader reader, string[] columns, bool isBad, double? fraction)
    {
        var values = new object?[Math.Min(reader.FieldCount, columns.Length)];
        string? problem = null;
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Text(reader, index);
            if (values[index] is null)
            {
                problem ??= $"is not UTF-8 in column {index + 1}. Save the file as UTF-8, or set the encoding.";
            }
        }

        if (isBad)
        {
            problem ??= "has wrong quotes. Write a quote within a quoted value twice.";
        }

        if (reader.FieldCount != columns.Length)
        {
            problem ??=
                $"has {reader.FieldCount} values for {columns.Length} columns. Quote values that contain the delimiter or a line break.";
        }

        return new ImportRow(Math.Max(1, reader.LineNumber), columns, values, problem) { Fraction = fraction };
    }

    private static string? Text(CsvReader reader, int index) => Utf8.IsValid(reader.GetSpan(index)) ? reader.GetString(index) : null;
}
