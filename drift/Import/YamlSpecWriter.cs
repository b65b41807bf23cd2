using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClickFunnels.Drift.Import;

/// <summary>
/// Writes a contract in our style: two spaces, lists of single values on one line, everything else in blocks, quotes only where
/// YAML would read something else. Reading and writing the result again gives the same bytes.
/// </summary>
internal static partial class YamlSpecWriter
{
    private static readonly SearchValues<char> FlowMarks = SearchValues.Create(",[]{}:");

    /// <summary>Writes the document below a header of comment lines.</summary>
    public static string Write(JsonObject root, string header = "")
    {
        var text = new StringBuilder(1 << 20);
        text.Append(header);
        if (header.Length > 0 && header[^1] != '\n')
        {
            text.Append('\n');
        }

        WriteRoot(text, root);
        return text.ToString();
    }

    /// <summary>The comment lines that a file begins with.</summary>
    public static string HeaderOf(string yaml)
    {
        var end = 0;
        while (end < yaml.Length && yaml[end] is '#' or '\n' or '\r')
        {
            var newLine = yaml.IndexOf('\n', end);
            end = newLine < 0 ? yaml.Length : newLine + 1;
        }

        return yaml[..end];
    }

    // The generator's templates see only extensions of the root, so x-tags repeats the tags, as an alias so that they cannot differ.
    private static void WriteRoot(StringBuilder text, JsonObject root)
    {
        if (
            root["tags"] is not JsonArray { Count: > 0 } tags
            || !JsonNode.DeepEquals(tags, root["x-tags"])
            || root.IndexOf("tags") > root.IndexOf("x-tags")
            || tags.All(IsSingle)
        )
        {
            WriteMap(text, root, 0);
            return;
        }

        foreach (var (key, value) in root)
        {
            if (key == "x-tags")
            {
                text.Append("x-tags: *tags\n");
                continue;
            }

            text.Append(Key(key)).Append(key == "tags" ? ": &tags" : ":");
            WriteValue(text, value, 0);
        }
    }

    private static void WriteMap(StringBuilder text, JsonObject map, int indent)
    {
        foreach (var (key, value) in map)
        {
            text.Append(' ', indent).Append(Key(key)).Append(':');
            WriteValue(text, value, indent);
        }
    }

    // Written after "key:" or "-".
    private static void WriteValue(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: 0 }:
                text.Append(" {}\n");
                break;
            case JsonObject map:
                text.Append('\n');
                WriteMap(text, map, indent + 2);
                break;
            case JsonArray list when list.All(IsSingle):
                text.Append(" [").AppendJoin(", ", list.Select(item => Single(item, inFlow: true))).Append("]\n");
                break;
            case JsonArray list:
                text.Append('\n');
                WriteList(text, list, indent + 2);
                break;
            default:
                if (Text(value) is { } lines && IsBlock(lines))
                {
                    WriteBlock(text, lines, indent + 2);
                }
                else
                {
                    text.Append(' ').Append(Single(value, inFlow: false)).Append('\n');
                }

                break;
        }
    }

    private static void WriteList(StringBuilder text, JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            text.Append(' ', indent).Append('-');
            if (item is JsonObject { Count: > 0 } map)
            {
                // The first key is on the line of the dash.
                var start = text.Length;
                WriteMap(text, map, indent + 2);
                text.Remove(start, indent + 1);
            }
            else
            {
                WriteValue(text, item, indent);
            }
        }
    }

    private static void WriteBlock(StringBuilder text, string lines, int indent)
    {
        text.Append(
                lines[^1] == '\n'
                    ? lines.EndsWith("\n\n", StringComparison.Ordinal)
                        ? " |+"
                        : " |"
                    : " |-"
            )
            .Append('\n');
        var body = lines[^1] == '\n' ? lines[..^1] : lines;
        foreach (var line in body.Split('\n'))
        {
            if (line.Length > 0)
            {
                text.Append(' ', indent).Append(line);
            }

            text.Append('\n');
        }
    }

    private static bool IsSingle(JsonNode? item) =>
        item is null || item is JsonValue && !(Text(item) is { } text && text.Contains('\n', StringComparison.Ordinal));

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal)
        && text.Trim('\n').Length > 0
        && text[0] is not (' ' or '\t' or '\n')
        && !text.Any(letter => char.IsControl(letter) && letter != '\n')
        && !text.Split('\n').Any(line => line.Length > 0 && string.IsNullOrWhiteSpace(line));

    private static string Single(JsonNode? node, bool inFlow) =>
        node switch
        {
            null => "null",
            _ when Text(node) is { } text => Scalar(text, inFlow),
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "true" : "false",
            JsonValue value when value.TryGetValue<long>(out var whole) => whole.ToString(CultureInfo.InvariantCulture),
            JsonValue value when value.TryGetValue<decimal>(out var exact) => exact.ToString(CultureInfo.InvariantCulture),
            _ => node.ToJsonString(),
        };

    // The reader reads these characters in a plain key as an alias or anchor, although YAML allows them after a space.
    private static string Key(string text) =>
        Scalar(text) is var scalar
        && scalar == text
        && (text.Contains(" *", StringComparison.Ordinal) || text.Contains(" &", StringComparison.Ordinal))
            ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'"
            : scalar;

    private static string Scalar(string text, bool inFlow = false)
    {
        if (
            text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u0085' or '\uFEFF' || char.IsSurrogate(letter))
        )
        {
            // YAML writes a character outside of the basic plane as one escape, JSON as two.
            return SurrogatePair()
                .Replace(
                    JsonSerializer.Serialize(text, ScalarJson.Default.String),
                    pair => $"\\U{char.ConvertToUtf32(Unit(pair.Groups[1]), Unit(pair.Groups[2])):X8}"
                );
        }

        return NeedsQuotes(text, inFlow) ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : text;
    }

    private static bool NeedsQuotes(string text, bool inFlow) =>
        text.Length == 0
        || text[0] is ' ' or '#' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' or '{' or '[' or ']' or '}' or ','
        || text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' ' || inFlow)
        || text[^1] is ' ' or ':'
        || text.Contains(": ", StringComparison.Ordinal)
        || text.Contains(" #", StringComparison.Ordinal)
        || text.StartsWith("---", StringComparison.Ordinal)
        || text.StartsWith("...", StringComparison.Ordinal)
        || inFlow && text.AsSpan().ContainsAny(FlowMarks)
        || OtherType().IsMatch(text);

    private static char Unit(Group hexadecimal) =>
        (char)ushort.Parse(hexadecimal.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\\u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SurrogatePair();

    // Text that YAML 1.1 or 1.2 reads as null, boolean, number or date.
    [GeneratedRegex(
        @"^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?"
            + @"|0x[\da-f]+|0o[0-7]+|[-+]?\.(?:inf|nan)|[-+]?\d+(?::\d+)+|\d{4}-\d{1,2}-\d{1,2}.*|=|<<)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex OtherType();
}
