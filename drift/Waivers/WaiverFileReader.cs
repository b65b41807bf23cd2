using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Drift.Waivers;

/// <summary>
/// Reads a list of waivers. It does not use a tree of JSON values, where a fingerprint of digits would become a number and lose zeros.
/// </summary>
internal sealed partial class WaiverFileReader
{
    private static readonly string[] Keys = ["fingerprint", "reason", "expires", "note"];
    private readonly string _name;
    private readonly Parser _parser;
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    private WaiverFileReader(string name, Parser parser)
    {
        _name = name;
        _parser = parser;
    }

    public static WaiverFile Read(string name, ReadOnlyMemory<byte> utf8)
    {
        using var text = new StreamReader(new MemoryStream(utf8.ToArray()), new UTF8Encoding(false));
        try
        {
            return new WaiverFile(name, new WaiverFileReader(name, new Parser(text)).ReadFile());
        }
        catch (YamlException exception)
        {
            throw new InputException(name, Position(exception.Start), "Malformed YAML: " + exception.Message, exception);
        }
    }

    private List<Waiver> ReadFile()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            throw new InputException(_name, null, "The file is empty. Expected a list; [] means no waivers.");
        }

        _parser.Consume<DocumentStart>();
        if (!_parser.TryConsume<SequenceStart>(out _))
        {
            throw Problem(_parser.Current!, "Expected a list of waivers: \"- fingerprint: …\" with reason and expires.");
        }

        var waivers = new List<Waiver>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            waivers.Add(ReadWaiver());
        }

        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            throw Problem(_parser.Current!, "The file contains a second YAML document. Expected one.");
        }

        return waivers;
    }

    private Waiver ReadWaiver()
    {
        if (!_parser.TryConsume<MappingStart>(out var start))
        {
            throw Problem(_parser.Current!, "A waiver is a mapping with the keys fingerprint, reason and expires.");
        }

        var values = new Dictionary<string, Scalar>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                throw Problem(_parser.Current!, "Expected a scalar as key.");
            }

            if (!Keys.Contains(key.Value, StringComparer.Ordinal))
            {
                throw Problem(key, $"The key \"{key.Value}\" is unknown; a waiver has fingerprint, reason and expires, and may have note.");
            }

            if (!_parser.TryConsume<Scalar>(out var value))
            {
                throw Problem(_parser.Current!, $"Expected a scalar as value of {key.Value}.");
            }

            if (!values.TryAdd(key.Value, value))
            {
                throw Problem(key, $"Duplicate key \"{key.Value}\" in a waiver.");
            }
        }

        return new Waiver(
            Fingerprint(Required(values, "fingerprint", start)),
            Reason(Required(values, "reason", start)),
            Expires(Required(values, "expires", start)),
            values.GetValueOrDefault("note")?.Value,
            Position(start.Start)
        );
    }

    private Scalar Required(Dictionary<string, Scalar> values, string key, MappingStart start) =>
        values.GetValueOrDefault(key) ?? throw Problem(start, $"The waiver lacks {key}.");

    private string Fingerprint(Scalar value)
    {
        if (!FingerprintPattern().IsMatch(value.Value))
        {
            throw Problem(value, $"\"{value.Value}\" is not a fingerprint. Expected 16 hexadecimal digits, as in the report.");
        }

        if (!_lines.TryAdd(value.Value, Position(value.Start).Line))
        {
            throw Problem(value, $"Duplicate fingerprint {value.Value}, first in line {_lines[value.Value]}.");
        }

        return value.Value;
    }

    private string Reason(Scalar value)
    {
        var isNull = value is { Style: ScalarStyle.Plain, Value: "null" or "Null" or "NULL" or "~" };
        return isNull || string.IsNullOrWhiteSpace(value.Value)
            ? throw Problem(value, "The reason is empty. Say why the finding is accepted.")
            : value.Value.Trim();
    }

    private DateOnly Expires(Scalar value) =>
        DateOnly.TryParseExact(value.Value, WaiverFile.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Problem(value, $"\"{value.Value}\" is not a date. Expected one such as 2027-01-31.");

    private InputException Problem(ParsingEvent at, string problem) => new(_name, Position(at.Start), problem);

    private static SourcePosition Position(Mark mark) => new((int)mark.Line, (int)mark.Column);

    [GeneratedRegex(@"\A[0-9a-f]{16}\z")]
    private static partial Regex FingerprintPattern();
}
