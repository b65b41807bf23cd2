using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using ClickFunnels.Cli.Running;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Cli.Jobs;

/// <summary>
/// A plan in YAML as JSON. Every value of the JSON is on a line of its own, so that a line of the JSON tells the place in the YAML.
/// </summary>
internal sealed partial class PlanYaml
{
    private const int MaximumDepth = 32;
    private const int MaximumNodes = 100_000;
    private const int MaximumLength = 16 * 1024 * 1024;
    private readonly string _name;
    private readonly StringBuilder _json = new();
    private readonly List<Mark> _places = [];
    private readonly Dictionary<string, (int Start, int End)> _anchors = new(StringComparer.Ordinal);
    private readonly List<ParsingEvent> _events = [];
    private int _nodes;

    private PlanYaml(string name) => _name = name;

    /// <summary>The plan as JSON.</summary>
    public string Json => _json.ToString();

    /// <summary>Converts a plan.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <exception cref="CliException">The text is not YAML of one document.</exception>
    public static PlanYaml Read(string text, string name)
    {
        var plan = new PlanYaml(name);
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            var parser = new Parser(scanner);
            while (parser.MoveNext())
            {
                plan._events.Add(parser.Current!);
                if (plan._events.Count > 2 * MaximumNodes)
                {
                    throw plan.TooLarge(parser.Current!.Start);
                }
            }
        }
        catch (YamlException exception)
        {
            throw plan.Problem(exception.Start, $"the text is not valid YAML. {exception.Message.TrimEnd('.')}.");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or OverflowException)
        {
            // YamlDotNet fails like this at a key within an unclosed bracket, and at some escapes.
            throw plan.Problem(scanner.CurrentPosition, "the text is not valid YAML. Check brackets and quotes before this place.");
        }

        plan.WriteDocument();
        return plan;
    }

    /// <summary>Replaces places in the JSON by those in the YAML.</summary>
    public string WithPlaces(string message) =>
        JsonPlace()
            .Replace(
                message,
                found =>
                    int.TryParse(found.Groups[1].ValueSpan, out var line) && line >= 1 && line <= _places.Count
                        ? $"(line {_places[line - 1].Line}, column {_places[line - 1].Column})"
                        : found.Value
            );

    private void WriteDocument()
    {
        if (_events.FindIndex(static part => part is DocumentStart) is var start && start < 0)
        {
            throw CliException.Input($"{_name} is empty. Expected a plan with a name and prices.");
        }

        var next = Write(start + 1, 0);
        if (_events.FindIndex(next, static part => part is DocumentStart) is var second && second >= 0)
        {
            throw Problem(_events[second].Start, "the text has a second document. Expected one plan.");
        }
    }

    // Writes the node that begins at an event, and returns the index of the event after it.
    private int Write(int index, int depth)
    {
        var node = _events[index];
        if (depth > MaximumDepth)
        {
            throw Problem(node.Start, $"the plan is nested deeper than {MaximumDepth} levels.");
        }

        if (++_nodes > MaximumNodes)
        {
            throw TooLarge(node.Start);
        }

        if (node is AnchorAlias alias)
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out var range) || range.End < 0)
            {
                throw Problem(node.Start, $"the alias *{alias.Value} has no anchor before it.");
            }

            Write(range.Start, depth);
            return index + 1;
        }

        var anchor = node is NodeEvent { Anchor.IsEmpty: false } named ? named.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = (index, -1);
        }

        var next = node switch
        {
            MappingStart => WriteMapping(index, depth),
            SequenceStart => WriteSequence(index, depth),
            _ => WriteScalar((Scalar)node, index),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = (index, next);
        }

        return next;
    }

    private int WriteMapping(int index, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Line(_events[index].Start, "{");
        index++;
        for (; _events[index] is not MappingEnd; )
        {
            if (_events[index] is not Scalar name)
            {
                throw Problem(_events[index].Start, "expected a name.");
            }

            if (!names.Add(name.Value))
            {
                throw Problem(name.Start, $"the name {name.Value} appears twice.");
            }

            Line(name.Start, (names.Count == 1 ? "" : ",") + Quote(name.Value) + ":");
            index = Write(index + 1, depth + 1);
        }

        Line(_events[index].Start, "}");
        return index + 1;
    }

    private int WriteSequence(int index, int depth)
    {
        Line(_events[index].Start, "[");
        index++;
        for (var isFirst = true; _events[index] is not SequenceEnd; isFirst = false)
        {
            if (!isFirst)
            {
                Line(_events[index].Start, ",");
            }

            index = Write(index, depth + 1);
        }

        Line(_events[index].Start, "]");
        return index + 1;
    }

    private int WriteScalar(Scalar scalar, int index)
    {
        if (!scalar.Tag.IsEmpty && scalar.Tag != "!")
        {
            throw Problem(scalar.Start, "tags such as !!str are not supported. Write the value itself.");
        }

        Line(
            scalar.Start,
            scalar.Style != ScalarStyle.Plain
                ? Quote(scalar.Value)
                : scalar.Value switch
                {
                    "" or "~" or "null" or "Null" or "NULL" => "null",
                    "true" or "True" or "TRUE" => "true",
                    "false" or "False" or "FALSE" => "false",
                    var number when Number().IsMatch(number) => number,
                    var text => Quote(text),
                }
        );
        return index + 1;
    }

    private void Line(Mark place, string text)
    {
        _places.Add(place);
        if (_json.Append(text).Append('\n').Length > MaximumLength)
        {
            throw TooLarge(place);
        }
    }

    private static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    // Aliases can make a short text long.
    private CliException TooLarge(Mark place) => Problem(place, $"the plan has more than {MaximumNodes} values, or is too long.");

    private CliException Problem(Mark place, string problem) =>
        CliException.Input($"{_name}, line {place.Line}, column {place.Column}: {problem}");

    // As written: no exponent, so that amounts keep their digits; a leading zero makes it a text.
    [GeneratedRegex(@"\A-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\(line (\d+), column \d+\)", RegexOptions.CultureInvariant)]
    private static partial Regex JsonPlace();
}
