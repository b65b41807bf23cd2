using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text;

namespace ClickFunnels.Core;

/// <summary>Encodes what is written as UTF-8 into one pooled buffer.</summary>
internal sealed class Utf8TextWriter() : TextWriter(CultureInfo.InvariantCulture)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly Encoder _encoder = Utf8.GetEncoder();
    private readonly char[] _single = new char[1];
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1024);
    private int _length;

    public override Encoding Encoding => Utf8;

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public override void Write(char value)
    {
        _single[0] = value;
        Write(_single, 0, 1);
    }

    public override void Write(string? value)
    {
        if (value is not null)
        {
            var characters = ArrayPool<char>.Shared.Rent(value.Length);
            value.CopyTo(0, characters, 0, value.Length);
            Write(characters, 0, value.Length);
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    public override void Write(char[] buffer, int index, int count)
    {
        // A pair of surrogates may come in two calls; the encoder remembers the first half.
        var most = Utf8.GetMaxByteCount(count + 1);
        if (_bytes.Length - _length < most)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + most));
            Buffer.BlockCopy(_bytes, 0, larger, 0, _length);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        _length += _encoder.GetBytes(buffer, index, count, _bytes, _length, flush: false);
    }

    protected override void Dispose(bool disposing)
    {
        var bytes = _bytes;
        _bytes = [];
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        base.Dispose(disposing);
    }
}
