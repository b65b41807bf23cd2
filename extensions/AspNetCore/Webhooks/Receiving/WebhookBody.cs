using Microsoft.AspNetCore.Http;

namespace ClickFunnels.AspNetCore;

/// <summary>Reads the raw bytes of a delivery, up to a limit.</summary>
internal static class WebhookBody
{
    private const int FirstBytes = 16 * 1024;

    /// <summary>Returns the bytes; null when there are more than the limit.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte more than was announced or is allowed, to see the end, or that there is none.
        var buffer = new byte[(request.ContentLength ?? Math.Min(FirstBytes, limit)) + 1];
        var length = 0;
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            length += read;
            if (length > limit)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(2 * length, limit + 1));
            }
        }
    }
}
