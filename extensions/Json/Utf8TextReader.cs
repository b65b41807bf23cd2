using System;
using System.IO;
using System.Text;

namespace ClickFunnels;

/// <summary>Decodes UTF-8 straight into the buffer of who reads; a byte order mark is skipped.</summary>
internal sealed class Utf8TextReader : TextReader
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes;
    private readonly int _end;
    private readonly char[] _pair = new char[2];
    private int _position;
    private bool _holdsSecond;

    public Utf8TextReader(byte[] bytes, int length)
    {
        _bytes = bytes;
        _end = length;
        if (length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
        {
            _position = 3;
        }
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0)
        {
            return 0;
        }

        if (_holdsSecond)
        {
            _holdsSecond = false;
            buffer[index] = _pair[1];
            return 1;
        }

        if (_position >= _end)
        {
            return 0;
        }

        // A character beyond the basic plane needs two places; where there is one, its second half waits for the next call.
        var target = count == 1 ? _pair : buffer;
        _decoder.Convert(_bytes, _position, _end - _position, target, count == 1 ? 0 : index, count == 1 ? 2 : count, flush: true, out var used, out var written, out _);
        _position += used;
        if (count > 1 || written == 0)
        {
            return written;
        }

        buffer[index] = _pair[0];
        _holdsSecond = written == 2;
        return 1;
    }

    public override int Read() => throw new NotSupportedException("Characters are read in blocks.");

    public override int Peek() => throw new NotSupportedException("Characters are read in blocks.");
}
