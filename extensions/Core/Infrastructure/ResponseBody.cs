using System;
using System.Buffers;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>The bytes of a response body in a pooled buffer, read without blocking a thread and up to a limit.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ResponseBody : IDisposable
{
    private const int FirstBuffer = 16 * 1024;

    private ResponseBody(byte[] bytes, int length, bool isWhole)
    {
        Bytes = bytes;
        Length = length;
        IsWhole = isWhole;
    }

    /// <summary>
    /// The buffer; only its first <see cref="Length" /> bytes belong to the body. Do not keep it beyond <see cref="Dispose" />.
    /// </summary>
    public byte[] Bytes { get; private set; }

    /// <summary>The number of bytes that were read.</summary>
    public int Length { get; }

    /// <summary>False when the body is longer than the limit; the rest was not read.</summary>
    public bool IsWhole { get; }

    /// <summary>Reads a body.</summary>
    /// <param name="content">The content of the response.</param>
    /// <param name="limit">The largest number of bytes to read.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="InvalidDataException">The body cannot be decompressed.</exception>
    public static async Task<ResponseBody> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
#if NET
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        // One byte more than announced, so that the end is seen without another, larger buffer.
        var announced = content.Headers.ContentLength is { } length and > 0 && length < limit ? (int)length + 1 : FirstBuffer;
        var bytes = ArrayPool<byte>.Shared.Rent(announced);
        try
        {
            var filled = 0;
            while (true)
            {
                if (filled == bytes.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
                    Buffer.BlockCopy(bytes, 0, larger, 0, filled);
                    ArrayPool<byte>.Shared.Return(bytes);
                    bytes = larger;
                }

                var read = await ReadAsync(stream, bytes, filled, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return new ResponseBody(bytes, filled, isWhole: true);
                }

                filled += read;
                if (filled > limit)
                {
                    return new ResponseBody(bytes, limit, isWhole: false);
                }
            }
        }
        catch (Exception exception)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            if (exception is InvalidOperationException and not ObjectDisposedException)
            {
                // The Brotli decoder reports damaged data this way.
                throw new InvalidDataException("The body cannot be decompressed.", exception);
            }

            throw;
        }
    }

    /// <summary>Returns the buffer to its pool.</summary>
    public void Dispose()
    {
        if (Bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(Bytes);
            Bytes = [];
        }
    }

#if NET
    private static ValueTask<int> ReadAsync(Stream stream, byte[] bytes, int filled, CancellationToken cancellationToken) =>
        stream.ReadAsync(bytes.AsMemory(filled), cancellationToken);
#else
    private static Task<int> ReadAsync(Stream stream, byte[] bytes, int filled, CancellationToken cancellationToken) =>
        stream.ReadAsync(bytes, filled, bytes.Length - filled, cancellationToken);
#endif
}
