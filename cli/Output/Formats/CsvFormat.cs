using System.Text;
using System.Text.Json;
using ClickFunnels.Cli.Running;
using CsvHelper;

namespace ClickFunnels.Cli.Output;

/// <summary>
/// Writes CSV (RFC 4180) with a header. Null is nothing, an empty text is two quotes, and objects and lists are JSON. Texts are not
/// changed, not even those that a spreadsheet takes for a formula.
/// </summary>
internal sealed class CsvFormat(CommandRun run, OutputShape shape, IReadOnlyList<FieldPath> fields) : RecordFormat
{
    private const int MostNames = 10;
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _left = [];
    private CsvWriter? _csv;
    private IReadOnlyList<FieldCell> _cells = [];
    private HashSet<string> _names = [];

    public override Task WriteAsync(JsonElement record, CancellationToken cancellationToken)
    {
        Start(record);
        foreach (var cell in _cells)
        {
            WriteCell(cell.Of(record));
        }

        _csv!.EndRecord();
        if (fields.Count == 0 && record.ValueKind == JsonValueKind.Object)
        {
            _left.UnionWith(record.EnumerateObject().Select(static property => property.Name).Where(name => !_names.Contains(name)));
        }

        return MoveAsync(cancellationToken);
    }

    public override async Task EndAsync(CancellationToken cancellationToken)
    {
        Start(null);
        await MoveAsync(cancellationToken);
        if (_left.Count > 0)
        {
            run.Note(
                $"Fields that are not in the header were left out: {string.Join(", ", _left.Take(MostNames))}. Use "
                    + "--output jsonl to get them."
            );
        }
    }

    private void Start(JsonElement? first)
    {
        if (_csv is not null)
        {
            return;
        }

        _csv = CsvWriter.Create(new StringWriter(_text), CsvWriterOptions.Default, leaveOpen: true);
        _cells = FieldCell.ForColumns(fields, shape.Fields, first);
        _names = [.. _cells.Select(static cell => cell.Header)];
        foreach (var cell in _cells)
        {
            _csv.WriteField(cell.Header, CsvQuoting.WhenNeededOrWhitespace);
        }

        if (_cells.Count > 0)
        {
            _csv.EndRecord();
        }
    }

    // A null is written without quotes, so that an empty text can be told from it.
    private void WriteCell(string? value) =>
        _csv!.WriteField(value, value is { Length: 0 } ? CsvQuoting.Always : CsvQuoting.WhenNeededOrWhitespace);

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        await _csv!.FlushAsync(cancellationToken);
        await run.Host.Output.WriteAsync(_text, cancellationToken);
        _text.Clear();
    }
}
