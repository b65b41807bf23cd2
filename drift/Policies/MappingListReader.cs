using System.Text;
using ClickFunnels.Contracts.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Drift.Policies;

/// <summary>
/// Reads a YAML or JSON list of mappings with scalar values. It does not use a tree of JSON values, where a text of digits would become
/// a number and lose zeros.
/// </summary>
/// <param name="name">The name of the file.</param>
/// <param name="noun">The name of an entry: <c>waiver</c>.</param>
/// <param name="plural">The name of several entries.</param>
/// <param name="keys">The keys of an entry, in a sentence.</param>
/// <param name="known">The keys that an entry may have.</param>
internal sealed class MappingListReader(string name, string noun, string plural, string keys, IReadOnlyList<string> known)
{
    private const int MaxEntries = 10_000;

    /// <summary>Reads the entries. Problems of the list itself are errors.</summary>
    /// <exception cref="InputException">The text is not such a list.</exception>
    public IReadOnlyList<MappingEntry> Read(ReadOnlyMemory<byte> utf8, string expectation)
    {
        using var text = new StreamReader(new MemoryStream(utf8.ToArray()), new UTF8Encoding(false));
        try
        {
            return ReadFile(new Parser(text), expectation);
        }
        catch (YamlException exception)
        {
            throw new InputException(name, PositionOf(exception.Start), "Malformed YAML: " + exception.Message, exception);
        }
    }

    private List<MappingEntry> ReadFile(Parser parser, string expectation)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            throw new InputException(name, null, $"The file is empty. Expected a list; [] means no {plural}.");
        }

        parser.Consume<DocumentStart>();
        if (!parser.TryConsume<SequenceStart>(out _))
        {
            throw Problem(parser.Current!, expectation);
        }

        var entries = new List<MappingEntry>();
        while (!parser.TryConsume<SequenceEnd>(out var _))
        {
            if (entries.Count == MaxEntries)
            {
                throw Problem(parser.Current!, $"The file has more than {MaxEntries} {plural}.");
            }

            entries.Add(ReadEntry(parser));
        }

        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
        {
            throw Problem(parser.Current!, "The file contains a second YAML document. Expected one.");
        }

        return entries;
    }

    private MappingEntry ReadEntry(Parser parser)
    {
        if (!parser.TryConsume<MappingStart>(out var start))
        {
            throw Problem(parser.Current!, $"A {noun} is a mapping with the keys {keys}.");
        }

        var values = new Dictionary<string, Scalar>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                throw Problem(parser.Current!, "Expected a scalar as key.");
            }

            if (!known.Contains(key.Value, StringComparer.Ordinal))
            {
                throw Problem(key, $"The key \"{key.Value}\" is unknown; a {noun} has {keys}, and may have note.");
            }

            if (!parser.TryConsume<Scalar>(out var value))
            {
                throw Problem(parser.Current!, $"Expected a scalar as value of {key.Value}.");
            }

            if (!values.TryAdd(key.Value, value))
            {
                throw Problem(key, $"Duplicate key \"{key.Value}\" in a {noun}.");
            }
        }

        return new MappingEntry(name, noun, start, values);
    }

    private InputException Problem(ParsingEvent at, string problem) => new(name, PositionOf(at.Start), problem);

    public static SourcePosition PositionOf(Mark mark) => new((int)mark.Line, (int)mark.Column);
}

/// <summary>One mapping of a list.</summary>
internal sealed class MappingEntry(string file, string noun, MappingStart start, IReadOnlyDictionary<string, Scalar> values)
{
    public SourcePosition Position { get; } = MappingListReader.PositionOf(start.Start);

    public Scalar? Find(string key) => values.GetValueOrDefault(key);

    public Scalar Required(string key) => Find(key) ?? throw Problem(start, $"The {noun} lacks {key}.");

    public InputException Problem(ParsingEvent at, string problem) => new(file, MappingListReader.PositionOf(at.Start), problem);

    public InputException Problem(string problem) => Problem(start, problem);
}
