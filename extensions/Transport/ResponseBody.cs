using System;
using System.Buffers;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels;

/// <summary>The bytes of an answer in a pooled buffer, read without blocking a thread.</summary>
internal sealed class ResponseBody : IDisposable
{
    private const int FirstBuffer = 16 * 1024;

    private ResponseBody(byte[] bytes, int length, bool isWhole)
    {
        Bytes = bytes;
        Length = length;
        IsWhole = isWhole;
    }

    public byte[] Bytes { get; private set; }

    public int Length { get; }

    /// <summary>False when there is more than was allowed.</summary>
    public bool IsWhole { get; }

    public static async Task<ResponseBody> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
#if NET8_0_OR_GREATER
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
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    public void Dispose()
    {
        if (Bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(Bytes);
            Bytes = [];
        }
    }

#if NET8_0_OR_GREATER
    private static ValueTask<int> ReadAsync(Stream stream, byte[] bytes, int filled, CancellationToken cancellationToken) =>
        stream.ReadAsync(bytes.AsMemory(filled), cancellationToken);
#else
    private static Task<int> ReadAsync(Stream stream, byte[] bytes, int filled, CancellationToken cancellationToken) =>
        stream.ReadAsync(bytes, filled, bytes.Length - filled, cancellationToken);
#endif
}
