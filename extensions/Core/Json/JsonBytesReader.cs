using System;
using System.Globalization;
using System.Numerics;
using System.Text;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>
/// Reads JSON straight from UTF-8 bytes. Names and repeated texts become one string each, and values become objects only
/// when somebody asks for <see cref="Value" />; what reads numbers and timestamps need not.
/// </summary>
/// <remarks>
/// It replaces the JsonTextReader of Newtonsoft.Json, which creates a string or a box for each value, and does so by way of
/// characters. Models, and <c>JToken.ReadFrom</c>, read from either alike.
/// </remarks>
internal sealed class JsonBytesReader : JsonReader
{
    // One bit a level says whether it is an object; as deep as JsonTextReader goes.
    private const int MaximumDepth = 64;

    private static readonly object True = true;
    private static readonly object False = false;

    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly RecentTexts _texts = new();
    private ulong _objects;
    private int _depth;
    private int _next;

    // The current token, and the bytes of its value without quotation marks.
    private JsonToken _token;
    private int _start;
    private int _length;
    private bool _isEscaped;
    private object? _value;

    // The last property name, from which the next one is guessed.
    private JsonNames.Entry? _name;

    public JsonBytesReader(byte[] bytes, int length)
    {
        _bytes = bytes;
        _end = length;
        DateParseHandling = DateParseHandling.None;
        if (length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
        {
            _next = 3;
        }
    }

    public override JsonToken TokenType => _token;

    public override Type? ValueType => Value?.GetType();

    /// <summary>The number of levels around the token; a bracket or brace does not belong to the level that it opens.</summary>
    public override int Depth => _token is JsonToken.StartObject or JsonToken.StartArray ? _depth - 1 : _depth;

    /// <inheritdoc />
    public override object? Value =>
        _value ??= _token switch
        {
            JsonToken.PropertyName => _isEscaped ? Text() : JsonNames.Shared.Get(_bytes, _start, _length, ref _name),
            JsonToken.String => _isEscaped ? Text() : _texts.Get(_bytes, _start, _length),
            JsonToken.Integer => Integer(),
            JsonToken.Float => Float(),
            JsonToken.Boolean => _bytes[_start] == 't' ? True : False,
            _ => null,
        };

    public override bool Read()
    {
        _value = null;
        var isAfterValue = _token is not (JsonToken.None or JsonToken.StartObject or JsonToken.StartArray or JsonToken.PropertyName);
        SkipWhitespace();
        if (_depth == 0 && (isAfterValue || _next == _end))
        {
            _token = JsonToken.None;
            return false;
        }

        var isInObject = _depth > 0 && (_objects & (1UL << (_depth - 1))) != 0;
        var isBeforeName = isInObject && _token != JsonToken.PropertyName;
        if (_depth > 0 && _token != JsonToken.PropertyName)
        {
            if (Peek() == (isInObject ? '}' : ']'))
            {
                _next++;
                _depth--;
                _token = isInObject ? JsonToken.EndObject : JsonToken.EndArray;
                return true;
            }

            if (isAfterValue)
            {
                Expect(',');
                SkipWhitespace();
            }
        }

        if (isBeforeName)
        {
            ReadText();
            SkipWhitespace();
            Expect(':');
            _token = JsonToken.PropertyName;
        }
        else
        {
            ReadValue();
        }

        return true;
    }

    /// <summary>Gives the number, unless it has a fraction or is beyond 64 bits.</summary>
    public bool TryGetInt64(out long number)
    {
        number = 0;
        var index = _start;
        var isNegative = _bytes[index] == '-';
        if (isNegative)
        {
            index++;
        }

        // Eighteen digits cannot overflow; longer ones are rare enough for the general parser.
        if (_token != JsonToken.Integer || _length > 18)
        {
            return _token == JsonToken.Integer
                && long.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        }

        for (; index < _start + _length; index++)
        {
            number = (number * 10) + (_bytes[index] - '0');
        }

        number = isNegative ? -number : number;
        return true;
    }

    /// <summary>Gives the timestamp, when it has the form that nearly every one has.</summary>
    public bool TryGetUsualTimestamp(out DateTimeOffset timestamp)
    {
        timestamp = default;
        return _token == JsonToken.String && !_isEscaped && Timestamp.TryParseUsual(_bytes, _start, _length, out timestamp);
    }

    protected override void Dispose(bool disposing)
    {
        _texts.Dispose();
        base.Dispose(disposing);
    }

    private void ReadValue()
    {
        var first = Peek();
        switch (first)
        {
            case (byte)'"':
                ReadText();
                _token = JsonToken.String;
                break;
            case (byte)'{':
                Open(JsonToken.StartObject);
                break;
            case (byte)'[':
                Open(JsonToken.StartArray);
                break;
            case (byte)'n':
                ReadLiteral("null", JsonToken.Null);
                break;
            case (byte)'t':
                ReadLiteral("true", JsonToken.Boolean);
                break;
            case (byte)'f':
                ReadLiteral("false", JsonToken.Boolean);
                break;
            default:
                ReadNumber();
                break;
        }
    }

    private void Open(JsonToken token)
    {
        if (_depth == MaximumDepth)
        {
            throw Unexpected("an object or array nested too deeply");
        }

        var bit = 1UL << _depth;
        _objects = token == JsonToken.StartObject ? _objects | bit : _objects & ~bit;
        _depth++;
        _next++;
        _token = token;
    }

    private void ReadText()
    {
        Expect('"');
        _start = _next;
        _isEscaped = false;
        while (true)
        {
            var found = _bytes.AsSpan(_next, _end - _next).IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                _next = _end;
                throw Unexpected("the end inside a text");
            }

            _next += found;
            if (_bytes[_next] == '"')
            {
                _length = _next - _start;
                _next++;
                return;
            }

            // The character after a backslash never ends the text. There is always a byte to look at, or the search fails.
            _isEscaped = true;
            _next = Math.Min(_next + 2, _end);
        }
    }

    private void ReadLiteral(string literal, JsonToken token)
    {
        _start = _next;
        foreach (var character in literal)
        {
            Expect(character);
        }

        _length = literal.Length;
        _token = token;
    }

    private void ReadNumber()
    {
        _start = _next;
        _token = JsonToken.Integer;
        if (Peek() == '-')
        {
            _next++;
        }

        var digits = _next;
        for (; _next < _end; _next++)
        {
            var current = _bytes[_next];
            if (current is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'+' or (byte)'-' && _next > digits)
            {
                _token = JsonToken.Float;
            }
            else if (current is < (byte)'0' or > (byte)'9')
            {
                break;
            }
        }

        _length = _next - _start;
        if (_next == digits || _bytes[digits] is < (byte)'0' or > (byte)'9')
        {
            _next = digits;
            throw Unexpected("no value");
        }
    }

    // Apart from its caller, so that the assembly of large integers is not loaded for texts.
    private object Integer() => TryGetInt64(out var number) ? number : BigInteger.Parse(Text(), CultureInfo.InvariantCulture) as object;

    private double Float() =>
        double.TryParse(Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Unexpected("no number");

    /// <summary>Creates a string of the value; invalid UTF-8 becomes replacement characters.</summary>
    private string Text()
    {
        var text = Encoding.UTF8.GetString(_bytes, _start, _length);
        return _isEscaped ? JsonEscapes.Resolve(text) ?? throw Unexpected("an escape that JSON does not know") : text;
    }

    private void SkipWhitespace()
    {
        while (_next < _end && _bytes[_next] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _next++;
        }
    }

    private byte Peek() => _next < _end ? _bytes[_next] : throw Unexpected("the end");

    private void Expect(char character)
    {
        if (Peek() != character)
        {
            throw Unexpected("something else than " + character);
        }

        _next++;
    }

    private JsonReaderException Unexpected(string what)
    {
        var line = 1;
        var lineStart = 0;
        for (var index = 0; index < Math.Min(_next, _end); index++)
        {
            if (_bytes[index] == '\n')
            {
                line++;
                lineStart = index + 1;
            }
        }

        return new JsonReaderException($"JSON was expected, but there is {what}.", string.Empty, line, _next - lineStart + 1, null);
    }
}
