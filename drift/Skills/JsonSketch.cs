using System.Text;

namespace ClickFunnels.Drift.Skills;

/// <summary>A value of an example, with the lines of its keys.</summary>
internal sealed class SketchValue
{
    /// <summary>The members of an object; null for other values.</summary>
    public List<(string Key, int Line, SketchValue Value)>? Members { get; init; }

    /// <summary>The items of a list; null for other values.</summary>
    public List<SketchValue>? Items { get; init; }

    /// <summary>The text; null for other values.</summary>
    public string? Text { get; init; }

    public required int Line { get; init; }
}

/// <summary>
/// Reads examples in documentation, which are JSON with placeholders, comments, ellipses, missing commas and missing ends. Reads as much as
/// it can, and never fails.
/// </summary>
internal sealed class JsonSketch
{
    private const int MaxDepth = 64;
    private const int MaxValues = 100_000;

    private readonly string _text;
    private int _at;
    private int _line;
    private int _values;

    private JsonSketch(string text, int line) => (_text, _line) = (text, line);

    /// <summary>Reads the objects and lists at the start of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="line">Its first line in the file.</param>
    public static IReadOnlyList<SketchValue> Read(string text, int line)
    {
        var sketch = new JsonSketch(text, line);
        var values = new List<SketchValue>();
        while (values.Count < 100)
        {
            sketch.Skip(",");
            if (sketch.Peek is not ('{' or '['))
            {
                break;
            }

            values.Add(sketch.Value(0));
        }

        return values;
    }

    private char Peek => _at < _text.Length ? _text[_at] : '\0';

    private bool AtEnd => _at >= _text.Length || _values > MaxValues;

    private SketchValue Value(int depth)
    {
        _values++;
        var line = _line;
        if (depth > MaxDepth)
        {
            _at = _text.Length;
            return new SketchValue { Line = line };
        }

        switch (Peek)
        {
            case '{':
                Next();
                return new SketchValue { Line = line, Members = Members(depth) };
            case '[':
                Next();
                var items = new List<SketchValue>();
                while (Skip(",") && !AtEnd && Peek != ']')
                {
                    var before = _at;
                    var item = Value(depth + 1);
                    if (_at == before)
                    {
                        Next();
                    }
                    else
                    {
                        items.Add(item);
                    }
                }

                Next();
                return new SketchValue { Line = line, Items = items };
            case '"' or '\'':
                return new SketchValue { Line = line, Text = Quoted() };
            default:
                Bare();
                return new SketchValue { Line = line };
        }
    }

    private List<(string, int, SketchValue)> Members(int depth)
    {
        var members = new List<(string, int, SketchValue)>();
        while (Skip(",") && !AtEnd && Peek != '}')
        {
            var (line, before) = (_line, _at);
            var key = Peek is '"' or '\'' ? Quoted() : Name();
            Skip("");
            if (Peek == ':' && key.Length > 0)
            {
                Next();
                Skip("");
                members.Add((key, line, Value(depth + 1)));
            }
            else if (_at == before || Peek is ':' or ']')
            {
                Next();
            }
        }

        Next();
        return members;
    }

    private string Quoted()
    {
        var quote = Peek;
        var text = new StringBuilder();
        for (Next(); !AtEnd && Peek != quote; Next())
        {
            // A string that was not closed ends with its line.
            if (Peek == '\n')
            {
                return text.ToString();
            }

            if (Peek == '\\' && _at + 1 < _text.Length)
            {
                Next();
            }

            text.Append(Peek);
        }

        Next();
        return text.ToString();
    }

    private string Name()
    {
        var start = _at;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(Peek) || Peek is '_' or '$' or '-'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    // A number, a word or a placeholder such as <the id>.
    private void Bare()
    {
        while (!AtEnd && Peek is not (',' or '}' or ']' or '\n' or '{' or '['))
        {
            _at++;
        }
    }

    // Blanks, comments, ellipses, and further characters.
    private bool Skip(string further)
    {
        while (!AtEnd)
        {
            if (char.IsWhiteSpace(Peek) || Peek is '.' or '…' || further.Contains(Peek))
            {
                Next();
            }
            else if (Peek == '#' || Peek == '/' && _at + 1 < _text.Length && _text[_at + 1] == '/')
            {
                while (!AtEnd && Peek != '\n')
                {
                    _at++;
                }
            }
            else if (Peek == '/' && _at + 1 < _text.Length && _text[_at + 1] == '*')
            {
                Next();
                for (Next(); !AtEnd && !(Peek == '*' && _at + 1 < _text.Length && _text[_at + 1] == '/'); Next()) { }

                Next();
                Next();
            }
            else
            {
                break;
            }
        }

        return true;
    }

    private void Next()
    {
        if (_at < _text.Length && _text[_at++] == '\n')
        {
            _line++;
        }
    }
}
