using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core;

/// <summary>
/// The content of a response. It keeps a copy of the bytes that are read and reports them once: at the end, or when it is disposed.
/// The reader gets the same bytes at the same time, and the same failures, as without it.
/// </summary>
internal sealed class RecordedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly int _limit;
    private readonly MemoryStream _copy = new();
    private Action<RecordedBody>? _report;
    private long _seen;
    private bool _isWhole;

    public RecordedContent(HttpContent inner, int limit, Action<RecordedBody> report)
    {
        _inner = inner;
        _limit = limit;
        _report = report;
        foreach (var header in inner.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync() =>
        new Tee(await _inner.ReadAsStreamAsync().ConfigureAwait(false), this);

#if NET
    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        new Tee(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), this);
#endif

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        using var source = await CreateContentReadStreamAsync().ConfigureAwait(false);
        await source.CopyToAsync(stream).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Report();
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Saw(byte[] bytes, int offset, int count)
    {
        if (count == 0)
        {
            _isWhole = true;
            Report();
            return;
        }

        _seen += count;
        if (_seen <= _limit)
        {
            _copy.Write(bytes, offset, count);
        }
    }

    private void Report()
    {
        if (Interlocked.Exchange(ref _report, null) is { } report)
        {
            report(Body());
        }
    }

    private RecordedBody Body()
    {
        if (_seen > _limit)
        {
            return RecordedBody.Without(_inner, "too large");
        }

        if (_isWhole || (_seen > 0 && _seen == _inner.Headers.ContentLength))
        {
            return RecordedBody.Of(_inner, _copy.GetBuffer(), (int)_copy.Length);
        }

        return _seen == 0 && _inner.Headers.ContentLength == 0 ? RecordedBody.None : RecordedBody.Without(_inner, "not read to its end");
    }

    /// <summary>Passes on what is read and shows it to the content.</summary>
    private sealed class Tee(Stream source, RecordedContent content) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = source.Read(buffer, offset, count);
            Saw(buffer, offset, count, read);
            return read;
        }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
#if NET
            var read = await source.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).ConfigureAwait(false);
#else
            var read = await source.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
#endif
            Saw(buffer, offset, count, read);
            return read;
        }

#if NET
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (buffer.Length > 0)
            {
                content.Saw(buffer.Span[..read].ToArray(), 0, read);
            }

            return read;
        }
#endif

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                source.Dispose();
            }

            base.Dispose(disposing);
        }

        // A zero-byte read into an empty buffer is not the end of the stream.
        private void Saw(byte[] buffer, int offset, int wanted, int read)
        {
            if (wanted > 0)
            {
                content.Saw(buffer, offset, read);
            }
        }
    }
}
