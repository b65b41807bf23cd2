using System.Text;

namespace ClickFunnels.Sync.Imports;

/// <summary>Reads the lines of a stream as UTF-8. A line that is too long is skipped, so that memory is bounded.</summary>
internal sealed class LineReader(Stream stream, Encoding? encoding) : IAsyncDisposable
{
    private const int FirstSize = 64 * 1024;

    private Stream? _utf8;
    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;
    private int _next;
    private bool _isAtEnd;
    private int _length;

    /// <summary>Number of the line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line, without its line break.</summary>
    public ReadOnlyMemory<byte> Line => _buffer.AsMemory(_start, _length);

    /// <summary>True if the line is longer than allowed; <see cref="Line" /> is not the line then.</summary>
    public bool IsTooLong { get; private set; }

    public bool IsBlank => !IsTooLong && Line.Span.Trim(" \t\r"u8).IsEmpty;

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _utf8 ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
        _start = _next;
        _length = 0;
        IsTooLong = false;
        for (var searched = _start; ; )
        {
            if (_buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n') is >= 0 and var found)
            {
                return Found(searched + found, lineBreak: 1);
            }

            if (_isAtEnd)
            {
                return (_end > _start || IsTooLong) && Found(_end, lineBreak: 0);
            }

            if (_end - _start > ImportFiles.MaxRowBytes)
            {
                IsTooLong = true;
                _start = _end;
            }

            searched = await FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _utf8 is null || _utf8 == stream ? ValueTask.CompletedTask : _utf8.DisposeAsync();

    private bool Found(int end, int lineBreak)
    {
        Number++;
        _length = end - _start;
        _next = end + lineBreak;
        IsTooLong |= _length > ImportFiles.MaxRowBytes;
        return true;
    }

    // Returns where the new bytes start.
    private async ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        var kept = _end - _start;
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, kept);

        if (kept == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        (_start, _end) = (0, kept);
        var read = await _utf8!.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _isAtEnd = read == 0;
        _end += read;
        return kept;
    }

    private async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var mark = new byte[3];
        var length = await stream.ReadAtLeastAsync(mark, mark.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var (found, skipped) = mark.AsSpan(0, length) switch
        {
            [0xEF, 0xBB, 0xBF] => ((Encoding?)Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (encoding, 0),
        };
        if (found is null or UTF8Encoding)
        {
            Buffer.BlockCopy(mark, skipped, _buffer, 0, length - skipped);
            _end = length - skipped;
            return stream;
        }

        return Encoding.CreateTranscodingStream(new PrefixedStream(mark.AsMemory(skipped, length - skipped), stream), found, Encoding.UTF8);
    }

    /// <summary>Bytes that were read already, and then the rest of the stream.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            _prefix.IsEmpty ? rest.Read(buffer, offset, count) : Take(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _prefix.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Take(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Take(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _prefix.Length);
            _prefix.Span[..count].CopyTo(buffer);
            _prefix = _prefix[count..];
            return count;
        }
    }
}
