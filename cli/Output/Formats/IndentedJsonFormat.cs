using System.Text;
using System.Text.Json;

namespace ClickFunnels.Cli.Output;

/// <summary>Writes indented JSON, and a list as one array.</summary>
internal sealed class IndentedJsonFormat(TextWriter output, bool isList) : RecordFormat
{
    private readonly StringBuilder _text = new();
    private bool _isStarted;

    public override Task WriteAsync(JsonElement record, CancellationToken cancellationToken)
    {
        _text.Clear();
        if (isList)
        {
            _text.Append(_isStarted ? ",\n  " : "[\n  ");
        }

        _isStarted = true;
        RecordText.AppendIndented(_text, record, isList ? 1 : 0);
        return output.WriteAsync(_text, cancellationToken);
    }

    public override Task EndAsync(CancellationToken cancellationToken) =>
        output.WriteLineAsync(
            (
                !isList ? ""
                : _isStarted ? "\n]"
                : "[]"
            ).AsMemory(),
            cancellationToken
        );
}

/// <summary>Writes JSON with one record on each line.</summary>
internal sealed class JsonLinesFormat(TextWriter output) : RecordFormat
{
    private readonly StringBuilder _text = new();

    public override Task WriteAsync(JsonElement record, CancellationToken cancellationToken)
    {
        _text.Clear();
        RecordText.AppendCompact(_text, record);
        return output.WriteLineAsync(_text, cancellationToken);
    }

    public override Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
