using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Cli.Output;

/// <summary>Writes YAML, and a list as one sequence. Texts that a reader could take for something else are in quotes.</summary>
internal sealed class YamlFormat : RecordFormat
{
    private static readonly HashSet<string> Reserved = new(
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly TextWriter _output;
    private readonly StringBuilder _text = new();
    private readonly bool _isList;
    private readonly Emitter _emitter;
    private bool _isStarted;

    public YamlFormat(TextWriter output, bool isList)
    {
        _output = output;
        _isList = isList;
        // Lines are not broken.
        _emitter = new Emitter(new EscapingWriter(_text), EmitterSettings.Default.WithBestWidth(int.MaxValue).WithNewLine("\n"));
    }

    public override Task WriteAsync(JsonElement record, CancellationToken cancellationToken)
    {
        Start(isEmpty: false);
        Emit(record);
        return MoveAsync(cancellationToken);
    }

    public override Task EndAsync(CancellationToken cancellationToken)
    {
        if (_isList)
        {
            Start(isEmpty: true);
            _emitter.Emit(new SequenceEnd());
        }

        if (_isStarted)
        {
            _emitter.Emit(new DocumentEnd(isImplicit: true));
            _emitter.Emit(new StreamEnd());
        }

        return MoveAsync(cancellationToken);
    }

    private void Start(bool isEmpty)
    {
        if (_isStarted)
        {
            return;
        }

        _isStarted = true;
        _emitter.Emit(new StreamStart());
        _emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        if (_isList)
        {
            _emitter.Emit(Sequence(isEmpty));
        }
    }

    private void Emit(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var isEmpty = !value.EnumerateObject().Any();
                _emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, isEmpty ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var property in value.EnumerateObject())
                {
                    EmitText(property.Name);
                    Emit(property.Value);
                }

                _emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                _emitter.Emit(Sequence(value.GetArrayLength() == 0));
                foreach (var item in value.EnumerateArray())
                {
                    Emit(item);
                }

                _emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                EmitText(RecordText.TextOf(value));
                break;
            default:
                EmitScalar(value.GetRawText(), ScalarStyle.Plain);
                break;
        }
    }

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        await _output.WriteAsync(_text, cancellationToken);
        _text.Clear();
    }

    private void EmitText(string text) => EmitScalar(text, IsClear(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted);

    private void EmitScalar(string text, ScalarStyle style) =>
        _emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, style == ScalarStyle.Plain, style != ScalarStyle.Plain));

    private static SequenceStart Sequence(bool isEmpty) =>
        new(AnchorName.Empty, TagName.Empty, true, isEmpty ? SequenceStyle.Flow : SequenceStyle.Block);

    // A text that no reader of YAML 1.1 or 1.2 takes for a number, a date, a boolean, null or a part of the syntax.
    private static bool IsClear(string text) =>
        text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] == '_')
        && text[^1] != ' '
        && !Reserved.Contains(text)
        && text.All(static character => char.IsAsciiLetterOrDigit(character) || "_-./@+ ".Contains(character, StringComparison.Ordinal));

    /// <summary>Keeps text, and escapes characters that could change what a terminal shows. They occur in quotes only.</summary>
    private sealed class EscapingWriter(StringBuilder text) : StringWriter(text)
    {
        public override void Write(char value)
        {
            if (value == '\n' || RecordText.IsPlain(value))
            {
                base.Write(value);
            }
            else
            {
                base.Write(RecordText.Escape(value));
            }
        }

        public override void Write(string? value)
        {
            foreach (var character in value ?? "")
            {
                Write(character);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            foreach (var character in buffer.AsSpan(index, count))
            {
                Write(character);
            }
        }
    }
}
