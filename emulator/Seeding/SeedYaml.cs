using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>
/// Writes a tree as YAML that a person likes to read: blocks, short values on one line, and quotes only where they are needed.
/// </summary>
internal sealed class SeedYaml
{
    private const int LongestKey = 100;
    private const int LongestLine = 120;
    private static readonly TextJson Quoted = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly StringBuilder _text = new();

    /// <summary>Writes a tree. Mappings from <paramref name="inlineDepth"/> levels on are on one line if they fit.</summary>
    public static string Write(JsonObject root, int inlineDepth)
    {
        var yaml = new SeedYaml();
        yaml.Block(root, 0, inlineDepth);
        return yaml._text.ToString();
    }

    private void Block(JsonObject map, int depth, int inlineDepth)
    {
        foreach (var (key, value) in map)
        {
            Indent(depth);
            if (key.Length > LongestKey)
            {
                _text.Append("? ").Append(Text(key)).Append('\n');
                Indent(depth);
            }
            else
            {
                _text.Append(Text(key));
            }

            _text.Append(':');
            Value(value, depth, inlineDepth);
        }
    }

    private void Value(JsonNode? value, int depth, int inlineDepth)
    {
        if (value is JsonObject { Count: > 0 } map && (depth + 1 < inlineDepth || !TryInline(value, depth)))
        {
            _text.Append('\n');
            Block(map, depth + 1, inlineDepth);
        }
        else if (value is JsonArray { Count: > 0 } list && !TryInline(value, depth))
        {
            _text.Append('\n');
            foreach (var item in list)
            {
                Indent(depth + 1);
                _text.Append('-');
                Value(item, depth + 1, inlineDepth);
            }
        }
        else if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            _text.Append('\n');
        }
        else
        {
            _text.Append(' ').Append(Scalar(value)).Append('\n');
        }
    }

    // Appends a short mapping or list on one line, but not its end.
    private bool TryInline(JsonNode value, int depth)
    {
        var line = Inline(value);
        if (line is null || line.Length + (depth * 2) > LongestLine)
        {
            return false;
        }

        _text.Append(' ').Append(line);
        return true;
    }

    private static string? Inline(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                var fields = new List<string>();
                foreach (var (key, item) in map)
                {
                    if (key.Length > LongestKey || Inline(item) is not { } text)
                    {
                        return null;
                    }

                    fields.Add($"{Text(key)}: {text}");
                }

                return $"{{{string.Join(", ", fields)}}}";
            case JsonArray list:
                var items = list.Select(Inline).ToList();
                return items.Contains(null) ? null : $"[{string.Join(", ", items)}]";
            default:
                return Scalar(value);
        }
    }

    private static string Scalar(JsonNode? value) =>
        value is null ? "null"
        : value is JsonObject ? "{}"
        : value is JsonArray ? "[]"
        : value.GetValueKind() == JsonValueKind.String ? Text(value.GetValue<string>())
        : value.ToJsonString();

    // JSON texts are YAML texts, too.
    private static string Text(string text) => IsPlain(text) ? text : JsonSerializer.Serialize(text, Quoted.String);

    private static bool IsPlain(string text) =>
        text.Length is > 0 and < 200
        && (char.IsAsciiLetter(text[0]) || (text[0] == '$' && text.Length > 1))
        && text[^1] != ' '
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '_' or '-' or '.' or '@' or '/' or '$' or '+')
        && text.ToUpperInvariant() is not ("TRUE" or "FALSE" or "NULL" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N");

    private void Indent(int depth) => _text.Append(' ', depth * 2);
}
