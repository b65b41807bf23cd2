using System.Text.Json;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Output;

/// <summary>Writes records in the format that the user chose, with the chosen fields, and without secrets.</summary>
internal sealed class OutputWriter
{
    private readonly CommandRun _run;
    private readonly OutputShape _shape;
    private readonly RecordFilter _filter;
    private readonly RecordFormat _format;

    private OutputWriter(CommandRun run, OutputShape shape, List<FieldPath> fields)
    {
        _run = run;
        _shape = shape;
        _filter = new RecordFilter(fields, run.ShowsSecrets ? [] : shape.Secrets);
        _format = run.Format switch
        {
            OutputFormat.Jsonl => new JsonLinesFormat(run.Host.Output),
            OutputFormat.Yaml => new YamlFormat(run.Host.Output, shape.IsList),
            OutputFormat.Csv => new CsvFormat(run, shape, fields),
            OutputFormat.Table when shape.IsList => new TableFormat(run, shape, fields),
            OutputFormat.Table => new RecordTableFormat(run, fields),
            _ => new IndentedJsonFormat(run.Host.Output, shape.IsList),
        };
    }

    /// <summary>Creates the writer of a run.</summary>
    /// <exception cref="CliException">The user chose a field that does not exist.</exception>
    public static OutputWriter Create(CommandRun run, OutputShape shape) => new(run, shape, FieldsOf(run, shape));

    /// <summary>Checks the fields that the user chose, before anything is sent.</summary>
    /// <exception cref="CliException">The user chose a field that does not exist.</exception>
    public static void CheckFields(CommandRun run, OutputShape shape) => FieldsOf(run, shape);

    /// <summary>Writes one record: any JSON value.</summary>
    public async Task WriteAsync(JsonElement record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var chosen = _filter.Apply(record);
        if (!_shape.IsList)
        {
            _filter.CheckFound(_shape.Fields);
        }

        await _format.WriteAsync(chosen?.RootElement ?? record, cancellationToken);
    }

    /// <summary>Writes what is left. Without a record, a list is written as an empty one.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _format.EndAsync(cancellationToken);
        _filter.CheckFound(_shape.Fields);
        if (_filter.IsMasked)
        {
            _run.Note("A secret is hidden: add --show-secrets to see it.");
        }
    }

    private static List<FieldPath> FieldsOf(CommandRun run, OutputShape shape)
    {
        if (!shape.IsSelectable)
        {
            return [];
        }

        var fields = run.Fields.Select(FieldPath.Parse).Distinct().ToList();
        foreach (var field in fields)
        {
            if (shape.Fields.Count > 0 && !shape.Fields.Contains(field.Names[0]))
            {
                throw FieldPath.Unknown(field.Names[0], shape.Fields);
            }
        }

        return fields;
    }
}
