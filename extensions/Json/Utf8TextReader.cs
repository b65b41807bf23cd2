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
    private int _position;

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
        if (_position >= _end || count < 2)
        {
            return 0;
        }

        _decoder.Convert(_bytes, _position, _end - _position, buffer, index, count, flush: true, out var used, out var written, out _);
        _position += used;
        return written;
    }

    public override int Read() => throw new NotSupportedException("Characters are read in blocks.");

    public override int Peek() => throw new NotSupportedException("Characters are read in blocks.");
}
