using System.Buffers;
using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>The rows of one product, and the record that they form.</summary>
internal sealed class CsvProduct(CsvProductColumns columns, string key)
{
    private readonly List<CsvRow> _rows = [];
    private RecordProblem? _problem;
    private int _problemLine;
    private int _length;

    public string Key => key;

    public void Add(CsvRow row)
    {
        _length += row.Cells.Sum(static cell => cell.Length);
        if (_length > RowLimits.MaxBytes)
        {
            Fail(row.Line, null, $"The rows of the product have more than {RowLimits.MaxBytes} characters. Shorten them.");
            return;
        }

        _rows.Add(row);
    }

    /// <summary>Rejects the product, because a row of it may be missing.</summary>
    public void Damage(int line) => Fail(line, null, "A row that may belong to this product was rejected. Correct that row in the file.");

    /// <summary>Returns the product as JSON, or its rows and the first contradiction between them.</summary>
    public SourceRow ToRow()
    {
        var options = Options();
        var variants = _problem is null ? Variants(options) : [];
        if (_problem is null)
        {
            var json = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(json, RecordJson.Writer);
            Write(writer, options, variants);
            writer.Flush();
            return new SourceRow(_rows[0].Line, json.WrittenMemory);
        }

        return CsvRecordReader.Invalid(_problemLine, key, _rows.Select(static row => row.Cells), _problem);
    }

    private List<string> Options()
    {
        foreach (var column in columns.ProductColumns)
        {
            RequireSame(_rows, column, "product");
        }

        var names = new List<string>();
        for (var number = 1; number <= columns.OptionCount; number++)
        {
            RequireSame(_rows, NameOf(number), "product");
            if (columns.Text(_rows[0].Cells, NameOf(number)) is { } name)
            {
                if (names.Count < number - 1)
                {
                    Fail(_rows[0].Line, NameOf(names.Count + 1), "The option has no name, but a later one has. Number the options from 1.");
                }

                names.Add(name);
            }
            else if (_rows.FindIndex(row => columns.Text(row.Cells, ValueOf(number)) is not null) is >= 0 and var index)
            {
                Fail(
                    _rows[index].Line,
                    NameOf(number),
                    "The option has a value, but no name. Write the name into the first row of the product."
                );
            }
        }

        return names;
    }

    private List<List<CsvRow>> Variants(List<string> options)
    {
        var variants = new List<List<CsvRow>>();
        var byValues = new Dictionary<string, List<CsvRow>>(StringComparer.Ordinal);
        foreach (var row in _rows)
        {
            var values = Values(row, options.Count);
            var empty = values.FindIndex(static value => value is null);
            if (empty >= 0)
            {
                Fail(row.Line, ValueOf(empty + 1), "The variant has no value for this option. Add it.");
            }

            // A control character separates the values, because people do not write it.
            var identity = string.Join('\u001F', values);
            if (!byValues.TryGetValue(identity, out var variant))
            {
                byValues[identity] = variant = [];
                variants.Add(variant);
            }

            variant.Add(row);
        }

        foreach (var variant in variants)
        {
            foreach (var column in CsvProductColumns.OfVariant)
            {
                RequireSame(variant, column.Name, "variant");
            }
        }

        if (options.Count == 0 && CsvProductColumns.OnlyOfVariant.FirstOrDefault(Exists) is { } lost)
        {
            Fail(
                _rows[0].Line,
                lost,
                "The product has no options, so it has no variants. Add option1_name and option1_value, or empty the cell."
            );
        }

        return variants;

        bool Exists(string column) => columns.Text(_rows[0].Cells, column) is not null;
    }

    private void Write(Utf8JsonWriter writer, List<string> options, List<List<CsvRow>> variants)
    {
        var first = _rows[0].Cells;
        writer.WriteStartObject();
        columns.Product.Write(writer, first);
        if (columns.Text(first, "files") is { } files)
        {
            WriteFiles(writer, files);
        }

        if (options.Count == 0)
        {
            columns.Write(writer, first, CsvProductColumns.OfVariant);
            WritePrices(writer, _rows);
        }
        else
        {
            WriteOptions(writer, options, variants);
            writer.WriteStartArray("variants");
            foreach (var variant in variants)
            {
                writer.WriteStartObject();
                columns.Write(writer, variant[0].Cells, CsvProductColumns.OfVariant);
                writer.WriteStartArray("values");
                foreach (var value in Values(variant[0], options.Count))
                {
                    writer.WriteStringValue(value);
                }

                writer.WriteEndArray();
                WritePrices(writer, variant);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter writer, string addresses)
    {
        writer.WriteStartArray("files");
        foreach (var address in CsvColumns.Split(addresses))
        {
            writer.WriteStartObject();
            writer.WriteString("address", address);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteOptions(Utf8JsonWriter writer, List<string> options, List<List<CsvRow>> variants)
    {
        writer.WriteStartArray("options");
        for (var index = 0; index < options.Count; index++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", options[index]);
            writer.WriteStartArray("values");
            foreach (var value in variants.Select(variant => Values(variant[0], options.Count)[index]).Distinct(StringComparer.Ordinal))
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WritePrices(Utf8JsonWriter writer, IEnumerable<CsvRow> rows)
    {
        writer.WriteStartArray("prices");
        foreach (var row in rows)
        {
            var isSubscription = columns.HasAny(row.Cells, CsvProductColumns.OfSubscription);
            if (!isSubscription && !columns.HasAny(row.Cells, CsvProductColumns.OfPrice))
            {
                continue;
            }

            writer.WriteStartObject();
            columns.Write(writer, row.Cells, CsvProductColumns.OfPrice);
            if (isSubscription)
            {
                writer.WriteStartObject("subscription");
                columns.Write(writer, row.Cells, CsvProductColumns.OfSubscription);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private List<string?> Values(CsvRow row, int count) =>
        [.. Enumerable.Range(1, count).Select(number => columns.Text(row.Cells, ValueOf(number)))];

    // Only the first row must have the value; spreadsheets often leave the others empty.
    private void RequireSame(List<CsvRow> rows, string column, string owner)
    {
        var first = columns.Text(rows[0].Cells, column);
        foreach (var row in rows)
        {
            if (columns.Text(row.Cells, column) is { } cell && cell != first)
            {
                Fail(
                    row.Line,
                    column,
                    $"The value differs from that in the first row of the {owner}. Write the same value there, or leave this cell empty."
                );
            }
        }
    }

    private void Fail(int line, string? column, string reason)
    {
        if (_problem is null)
        {
            _problem = new RecordProblem(column is null ? null : RecordProblem.Name(column), reason);
            _problemLine = line;
        }
    }

    private static string NameOf(int number) => $"option{number}_name";

    private static string ValueOf(int number) => $"option{number}_value";
}
