using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Migration.Formats;

/// <summary>Converts YAML to JSON and back, so that rules are read like every other record.</summary>
internal static partial class YamlJson
{
    private const int MaxDepth = 8;

    /// <summary>Reads a document. Its values have the types of the YAML 1.2 core schema.</summary>
    /// <exception cref="MigrationInputException">
    /// The text is not YAML, or uses what data does not need: anchors, aliases or tags.
    /// </exception>
    public static (byte[] Json, YamlPositions Positions) Read(string yaml, string name)
    {
        var scanner = new Scanner(new StringReader(yaml));
        var parser = new Parser(scanner);
        var json = new ArrayBufferWriter<byte>();
        var positions = new YamlPositions();
        try
        {
            // The check of the record notices names that appear twice.
            using var writer = new Utf8JsonWriter(json, new JsonWriterOptions { SkipValidation = true });
            ReadDocument(parser, writer, positions, name);
            writer.Flush();
            return (json.WrittenSpan.ToArray(), positions);
        }
        catch (YamlException exception)
        {
            throw Problem(name, exception.Start, "The text is not valid YAML. " + Sentence(exception.Message), exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // YamlDotNet fails like this at a key within an unclosed bracket, and at some escapes.
            throw Problem(
                name,
                scanner.CurrentPosition,
                "The text is not valid YAML. Check brackets and quotes before this position.",
                exception
            );
        }
    }

    /// <summary>Writes an object as YAML.</summary>
    public static string Write(JsonElement json)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        WriteValue(emitter, json);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void ReadDocument(Parser parser, Utf8JsonWriter writer, YamlPositions positions, string name)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
            return;
        }

        parser.Consume<DocumentStart>();
        if (!parser.Accept<MappingStart>(out _))
        {
            throw Problem(name, parser.Current!.Start, "Expected names with values, such as \"currency: USD\".");
        }

        ReadValue(parser, writer, positions, new YamlPath(name, "", 0));
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
        {
            throw Problem(name, parser.Current!.Start, "The text has a second document. Expected one.");
        }
    }

    private static void ReadValue(Parser parser, Utf8JsonWriter writer, YamlPositions positions, YamlPath path)
    {
        var start = parser.Current!.Start;
        if (path.Depth > MaxDepth)
        {
            throw Problem(path.Name, start, $"Nested deeper than {MaxDepth} levels.");
        }

        if (parser.Accept<AnchorAlias>(out _) || parser.Current is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
        {
            throw Problem(path.Name, start, "Anchors (&), aliases (*) and tags (!) are not supported. Write the value itself.");
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            writer.WriteStartObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (!parser.TryConsume<Scalar>(out var key))
                {
                    throw Problem(path.Name, parser.Current!.Start, "Expected a name.");
                }

                var inner = path.Within(key.Value);
                positions.Add(inner.Field, key.Start);
                writer.WritePropertyName(key.Value);
                ReadValue(parser, writer, positions, inner);
            }

            writer.WriteEndObject();
        }
        else if (parser.TryConsume<SequenceStart>(out _))
        {
            writer.WriteStartArray();
            for (var index = 0; !parser.TryConsume<SequenceEnd>(out _); index++)
            {
                var inner = path.At(index);
                positions.Add(inner.Field, parser.Current!.Start);
                ReadValue(parser, writer, positions, inner);
            }

            writer.WriteEndArray();
        }
        else
        {
            WriteScalar(writer, parser.Consume<Scalar>());
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            writer.WriteStringValue(scalar.Value);
            return;
        }

        switch (scalar.Value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                writer.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                writer.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                writer.WriteBooleanValue(false);
                break;
            case var number when NumberPattern().IsMatch(number):
                writer.WriteRawValue(number);
                break;
            default:
                writer.WriteStringValue(scalar.Value);
                break;
        }
    }

    private static void WriteValue(Emitter emitter, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject().ToList();
                emitter.Emit(new MappingStart(null, null, isImplicit: true, members.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var member in members)
                {
                    WriteText(emitter, member.Name);
                    WriteValue(emitter, member.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.String:
                WriteText(emitter, value.GetString()!);
                break;
            default:
                emitter.Emit(new Scalar(null, null, value.GetRawText(), ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
                break;
        }
    }

    // Quotes keep words such as "no" and "null" and numbers from being anything but text, also in tools for YAML 1.1.
    private static void WriteText(Emitter emitter, string text) =>
        emitter.Emit(
            new Scalar(
                null,
                null,
                text,
                PlainPattern().IsMatch(text) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted,
                isPlainImplicit: true,
                isQuotedImplicit: true
            )
        );

    private static MigrationInputException Problem(string name, Mark mark, string problem, Exception? cause = null) =>
        new(problem, name, (int)mark.Line, (int)mark.Column, cause);

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(
        @"\A(?!(?:null|true|false|yes|no|on|off|y|n)\z)[a-z][a-z_]*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex PlainPattern();

    private sealed record YamlPath(string Name, string Field, int Depth)
    {
        public YamlPath Within(string key) =>
            this with
            {
                Field = (Field.Length == 0 ? "" : Field + ".") + RecordProblem.Name(key),
                Depth = Depth + 1,
            };

        public YamlPath At(int index) => this with { Field = $"{Field}[{index}]", Depth = Depth + 1 };
    }
}

/// <summary>The positions of the fields of a YAML document, by their path.</summary>
internal sealed class YamlPositions
{
    private readonly Dictionary<string, (int Line, int Column)> _positions = new(StringComparer.Ordinal);

    /// <summary>Keeps a position. Of a name that appears twice, the second one is meant.</summary>
    public void Add(string field, Mark mark) => _positions[field] = ((int)mark.Line, (int)mark.Column);

    /// <summary>Returns the position of a field.</summary>
    public (int? Line, int? Column) Find(string? field) =>
        field is not null && _positions.TryGetValue(field, out var position) ? position : (null, null);
}
