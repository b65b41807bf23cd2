using System.Text.Json;
using ClickFunnels.Cli.Running;
using ClickFunnels.Drift.Output;
using Spectre.Console;

namespace ClickFunnels.Cli.Output;

/// <summary>Writes a list as a table. It is kept until its end, because the width of a column depends on all of its values.</summary>
internal sealed class TableFormat(CommandRun run, OutputShape shape, IReadOnlyList<FieldPath> fields) : RecordFormat
{
    private readonly List<string?[]> _rows = [];
    private IReadOnlyList<FieldCell>? _cells;

    public override Task WriteAsync(JsonElement record, CancellationToken cancellationToken)
    {
        _cells ??= FieldCell.ForColumns(fields, Candidates(record), record);
        var row = new string?[_cells.Count];
        for (var index = 0; index < row.Length; index++)
        {
            row[index] = _cells[index].Of(record) is { } value ? TableText.Cell(value) : null;
        }

        _rows.Add(row);
        return Task.CompletedTask;
    }

    public override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_rows.Count == 0)
        {
            run.Note("There are no records.");
            return;
        }

        var names = _cells!.Select(static cell => Printable.Line(cell.Header)).ToList();
        var columns = fields.Count > 0 ? [.. Enumerable.Range(0, names.Count)] : ColumnChoice.Of(names, _rows, run.Host.Width);
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(TableText.Header(names[column]));
        }

        foreach (var row in _rows)
        {
            table.AddRow(columns.Select(column => TableText.Content(row[column] ?? "")));
        }

        await TableText.WriteAsync(run.Host, table, cancellationToken);
    }

    // Without a contract, the plain values of the first record.
    private IReadOnlyList<string> Candidates(JsonElement first) =>
        shape.Columns.Count > 0 ? shape.Columns
        : first.ValueKind != JsonValueKind.Object ? []
        : [.. first.EnumerateObject().Where(static property => IsScalar(property.Value)).Select(static property => property.Name)];

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
}

/// <summary>Writes one record as a table with a line for each field.</summary>
internal sealed class RecordTableFormat(CommandRun run, IReadOnlyList<FieldPath> fields) : RecordFormat
{
    public override async Task WriteAsync(JsonElement record, CancellationToken cancellationToken)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn(TableText.Header(""));
        table.AddColumn(TableText.Header(""));
        foreach (var cell in FieldCell.ForColumns(fields, [], record))
        {
            var name = TableText.Name(Printable.Line(cell.Header));
            table.AddRow(name, TableText.Content(TableText.Cell(cell.Of(record) ?? "", run.Host.Width)));
        }

        await TableText.WriteAsync(run.Host, table, cancellationToken);
    }

    public override Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
