using Microsoft.AspNetCore.Http;

namespace ClickFunnels.AspNetCore;

/// <summary>Reads the raw bytes of a delivery, up to a limit.</summary>
internal static class WebhookBody
{
    private const int InitialBytes = 16 * 1024;

    /// <summary>Returns the bytes of the body, or null if the body is larger than the limit.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // Earlier middleware may have read the body. A buffered body can be read again.
        if (request.Body.CanSeek)
        {
            request.Body.Position = 0;
        }

        // One more byte than expected, to detect the end of the body or a body that is too large.
        var buffer = new byte[(request.ContentLength ?? Math.Min(InitialBytes, limit)) + 1];
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
