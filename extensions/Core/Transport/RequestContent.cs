using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core;

/// <summary>
/// The body of one attempt. It can be sent once: a handler below the client that repeats requests or follows redirects would carry them
/// out twice.
/// </summary>
internal sealed class RequestContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    private readonly byte[] _body;
    private int _started;

    public RequestContent(byte[] body, string? mediaType)
    {
        _body = body;
        Headers.ContentType = mediaType is null ? Json : MediaTypeHeaderValue.Parse(mediaType);
    }

    /// <summary>True once a handler has begun to send the body. Before, the service cannot have carried the request out.</summary>
    public bool IsStarted => Volatile.Read(ref _started) != 0;

    /// <summary>True when a handler tried to send the body a second time.</summary>
    public bool IsRepeated { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, CancellationToken.None);

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        WriteAsync(stream, cancellationToken);
#endif

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            IsRepeated = true;
            throw new InvalidOperationException("A message handler tried to send a request twice.");
        }

#if NET
        return stream.WriteAsync(_body.AsMemory(), cancellationToken).AsTask();
#else
        return stream.WriteAsync(_body, 0, _body.Length, cancellationToken);
#endif
    }
}
