using System;
using System.Globalization;
using System.Text;
using System.Threading;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
#if NET
using System.Buffers;
#endif

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

    // The longest text of a 64-bit number.
    private const int MaximumInt64Length = 20;

    // How many values are read between two looks at the cancellation token.
    private const int CancellationInterval = 4096;

    private static readonly object True = true;
    private static readonly object False = false;

#if NET
    // What ends the search in a text: its end, an escape, and the control characters, which JSON does not allow in texts.
    private static readonly SearchValues<byte> TextEnds = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F"u8
            + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F"u8
    );
#endif

    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly RecentTexts _texts = new();
    private readonly int _maximumValues;
    private readonly CancellationToken _cancellationToken;
    private int _values;
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

    public JsonBytesReader(byte[] bytes, int length, JsonLimits limits = default)
    {
        _bytes = bytes;
        _end = length;
        _maximumValues = limits.MaxValues;
        _cancellationToken = limits.CancellationToken;
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
            JsonToken.Integer => TryGetInt64(out var number) ? number : JsonNumber.ToInteger(NumberText),
            JsonToken.Float => JsonNumber.ToFloat(NumberText),
            JsonToken.Boolean => _bytes[_start] == 't' ? True : False,
            _ => null,
        };

    /// <summary>The current number as it was sent.</summary>
    public string NumberText => Encoding.UTF8.GetString(_bytes, _start, _length);

    /// <summary>The position of the reader, to which <see cref="ReadAgain" /> can return.</summary>
    public Mark Position => new(_token, _objects, _depth, _next, _start, _length, _isEscaped, _values);

    /// <inheritdoc />
    public override bool Read()
    {
        _value = null;
        var isAfterValue = _token is not (JsonToken.None or JsonToken.StartObject or JsonToken.StartArray or JsonToken.PropertyName);
        SkipWhitespace();
        if (_depth == 0 && (isAfterValue || _next == _end))
        {
            _token = JsonToken.None;
            return _next == _end ? false : throw Unexpected("text after its end");
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
            Count();
        }

        return true;
    }

    /// <summary>
    /// Reads the value at an earlier position as tokens, and moves to its end. The values do not count against the limit again.
    /// </summary>
    public Newtonsoft.Json.Linq.JToken ReadAgain(Mark start)
    {
        var values = _values;
        (_token, _objects, _depth, _next) = (start.Token, start.Objects, start.Depth, start.Next);
        (_start, _length, _isEscaped, _values) = (start.Start, start.Length, start.IsEscaped, start.Values);
        _value = null;
        _name = null;
        var token = JsonTokens.Read(this);
        _values = values;
        return token;
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
                && _length <= MaximumInt64Length
                && long.TryParse(NumberText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
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
            var found = FindTextEnd();
            if (found < 0)
            {
                _next = _end;
                throw Unexpected("the end inside a text");
            }

            _next += found;
            switch (_bytes[_next])
            {
                case (byte)'"':
                    _length = _next - _start;
                    _next++;
                    return;
                case (byte)'\\':
                    _isEscaped = true;
                    _next++;
                    SkipEscape();
                    break;
                default:
                    throw Unexpected("a control character inside a text");
            }
        }
    }

    private int FindTextEnd()
    {
#if NET
        return _bytes.AsSpan(_next, _end - _next).IndexOfAny(TextEnds);
#else
        for (var index = _next; index < _end; index++)
        {
            if (_bytes[index] is (byte)'"' or (byte)'\\' or < (byte)' ')
            {
                return index - _next;
            }
        }

        return -1;
#endif
    }

    private void SkipEscape()
    {
        switch (Peek())
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                _next++;
                return;
            case (byte)'u':
                _next++;
                for (var digits = 0; digits < 4; digits++)
                {
                    if (!JsonEscapes.IsHexadecimal(Peek()))
                    {
                        throw Unexpected("an escape that JSON does not know");
                    }

                    _next++;
                }

                return;
            default:
                throw Unexpected("an escape that JSON does not know");
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
        var end = JsonNumber.FindEnd(_bytes, _next, _end, out var isFloat);
        if (end < 0)
        {
            _next = ~end;
            throw Unexpected(
                _next == _end ? "the end"
                : _next == _start ? "no value"
                : "no number"
            );
        }

        _token = isFloat ? JsonToken.Float : JsonToken.Integer;
        _length = end - _start;
        _next = end;
    }

    private void Count()
    {
        _values++;
        if (_maximumValues > 0 && _values > _maximumValues)
        {
            throw new JsonLimitException(
                $"the response has more than MaxValuesPerResponse ({_maximumValues.ToString(CultureInfo.InvariantCulture)}) JSON values"
            );
        }

        if (_values % CancellationInterval == 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Creates a string of the value; invalid UTF-8 becomes replacement characters.</summary>
    private string Text()
    {
        var text = Encoding.UTF8.GetString(_bytes, _start, _length);
        return _isEscaped ? JsonEscapes.Resolve(text) : text;
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

    /// <summary>A position of the reader.</summary>
    internal readonly record struct Mark(
        JsonToken Token,
        ulong Objects,
        int Depth,
        int Next,
        int Start,
        int Length,
        bool IsEscaped,
        int Values
    );
}
