using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Contracts.Reading;

/// <summary>Reads YAML as a JSON tree with the types of the YAML 1.2 core schema, and the line of each node.</summary>
internal sealed class YamlTreeReader
{
    private readonly string _name;
    private readonly Parser _parser;
    private readonly Dictionary<JsonNode, SourcePosition> _positions = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<AnchorName, (JsonNode? Node, int Size)> _anchors = [];
    private readonly int _maxNodes;
    private readonly KeyPositions? _keys;
    private int _count;

    private YamlTreeReader(string name, Parser parser, int maxNodes, KeyPositions? keys)
    {
        _keys = keys;
        _name = name;
        _parser = parser;
        _maxNodes = maxNodes;
    }

    public static SpecFile Read(string name, ReadOnlyMemory<byte> utf8, int maxNodes = TreeLimits.MaxNodes, KeyPositions? keys = null)
    {
        using var text = new StreamReader(new MemoryStream(utf8.ToArray()), new UTF8Encoding(false));
        var scanner = new Scanner(text);
        var reader = new YamlTreeReader(name, new Parser(scanner), maxNodes, keys);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            var later = exception.End.Line > exception.Start.Line ? $" Noticed in line {exception.End.Line}." : "";
            throw new InputException(name, Position(exception.Start), "Malformed YAML: " + exception.Message + later, exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // YamlDotNet fails like this at a key within an unclosed bracket, and at some escapes.
            throw new InputException(
                name,
                Position(scanner.CurrentPosition),
                "Malformed YAML: a bracket or quote before this position is not closed, or a character is not allowed here.",
                exception
            );
        }
    }

    private SpecFile ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            throw new InputException(_name, null, "The file is empty.");
        }

        _parser.Consume<DocumentStart>();
        var start = Position(_parser.Current!.Start);
        if (Convert(0) is not JsonObject root)
        {
            throw new InputException(_name, start, "Expected a mapping (key: value) at the top.");
        }

        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            throw new InputException(_name, Position(_parser.Current!.Start), "The file contains a second YAML document. Expected one.");
        }

        return new SpecFile(_name, root, _positions, _keys);
    }

    private JsonNode? Convert(int depth)
    {
        if (depth > TreeLimits.MaxDepth)
        {
            throw new InputException(_name, Position(_parser.Current!.Start), $"Nested deeper than {TreeLimits.MaxDepth} levels.");
        }

        var before = _count;
        Count(_parser.Current!, 1);

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Repeat(alias);
        }

        var start = _parser.Current!;
        JsonNode? node;
        if (_parser.TryConsume<MappingStart>(out var mapping))
        {
            var map = new JsonObject();
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                if (!_parser.TryConsume<Scalar>(out var key))
                {
                    throw new InputException(_name, Position(_parser.Current!.Start), "Expected a scalar as key.");
                }

                if (map.ContainsKey(key.Value))
                {
                    throw new InputException(_name, Position(key.Start), $"Duplicate key \"{key.Value}\" in a mapping.");
                }

                _keys?.Add(map, key.Value, Position(key.Start));
                map.Add(key.Value, Convert(depth + 1));
            }

            node = map;
        }
        else if (_parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(Convert(depth + 1));
            }

            node = list;
        }
        else
        {
            node = Value(_parser.Consume<Scalar>());
        }

        if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor] = (node, _count - before);
        }

        if (node is not null)
        {
            _positions[node] = Position(start.Start);
        }

        return node;
    }

    private JsonNode? Repeat(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out var anchored))
        {
            throw new InputException(_name, Position(alias.Start), $"The alias *{alias.Value} has no anchor before it.");
        }

        // Counted before copying: a few lines of aliases can expand to more than fits into memory.
        Count(alias, anchored.Size - 1);
        var copy = anchored.Node?.DeepClone();
        if (copy is not null)
        {
            Locate(copy, alias);
        }

        return copy;
    }

    // Nodes that an alias repeats get the position of the alias.
    private void Locate(JsonNode node, AnchorAlias alias)
    {
        _positions[node] = Position(alias.Start);
        var children = node switch
        {
            JsonObject map => map.Select(entry => entry.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>())
        {
            Locate(child, alias);
        }
    }

    private void Count(ParsingEvent at, int nodes)
    {
        _count += nodes;
        if (_count > _maxNodes)
        {
            throw new InputException(_name, Position(at.Start), $"More than {_maxNodes} values, aliases repeated included.");
        }
    }

    private static JsonValue? Value(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || IsText(scalar.Tag))
        {
            return JsonValue.Create(text);
        }

        switch (text)
        {
            case "" or "null" or "Null" or "NULL" or "~":
                return null;
            case "true" or "True" or "TRUE":
                return JsonValue.Create(true);
            case "false" or "False" or "FALSE":
                return JsonValue.Create(false);
        }

        if (!char.IsAsciiDigit(text[0]) && text[0] is not ('-' or '+' or '.'))
        {
            return JsonValue.Create(text);
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return JsonValue.Create(whole);
        }

        if (
            text.StartsWith("0x", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal)
        )
        {
            return JsonValue.Create(hexadecimal);
        }

        if (
            text.StartsWith("0o", StringComparison.Ordinal)
            && text.Length is > 2 and < 23
            && text.AsSpan(2).IndexOfAnyExceptInRange('0', '7') < 0
        )
        {
            return JsonValue.Create(System.Convert.ToInt64(text[2..], 8));
        }

        return decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var exact
        )
            ? JsonValue.Create(exact)
            : JsonValue.Create(text);
    }

    private static bool IsText(TagName tag) => !tag.IsEmpty && tag.Value is "!" or "tag:yaml.org,2002:str";

    private static SourcePosition Position(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
