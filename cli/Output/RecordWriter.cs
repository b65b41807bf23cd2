using System.Text.Json;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Output;

/// <summary>Writes records in the format that the user chose.</summary>
internal abstract class RecordWriter
{
    /// <summary>Creates the writer of a run.</summary>
    public static RecordWriter Create(CommandRun run, RecordShape shape) => new PlainJsonWriter(run, shape);

    /// <summary>Writes one record: any JSON value.</summary>
    public abstract Task WriteAsync(JsonElement record, CancellationToken cancellationToken);

    /// <summary>Writes what is left. Without a record, a list is written as an empty one.</summary>
    public abstract Task EndAsync(CancellationToken cancellationToken);

    private sealed class PlainJsonWriter(CommandRun run, RecordShape shape) : RecordWriter
    {
        private bool _any;

        public override async Task WriteAsync(JsonElement record, CancellationToken cancellationToken)
        {
            await run.Host.Output.WriteAsync(
                (
                    shape.IsList
                        ? _any
                            ? ",\n"
                            : "[\n"
                        : ""
                ) + record.GetRawText()
            );
            _any = true;
        }

        public override async Task EndAsync(CancellationToken cancellationToken) =>
            await run.Host.Output.WriteLineAsync(
                shape.IsList
                    ? _any
                        ? "\n]"
                        : "[]"
                    : ""
            );
    }
}
