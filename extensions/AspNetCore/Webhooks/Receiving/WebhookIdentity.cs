using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>Computes the id of an event. The id is short and plain enough for every store and log.</summary>
internal static class WebhookIdentity
{
    private const int MaximumLength = 200;

    /// <summary>Returns the event id of the sender. A missing id is replaced by a hash of the body, an unusual one by its hash.</summary>
    public static string Of(WebhookNotification notification, ReadOnlySpan<byte> body) =>
        notification.EventId.Length switch
        {
            0 => Hash(body),
            _ when IsPlain(notification.EventId) && !notification.EventId.StartsWith("sha256:", StringComparison.Ordinal) =>
                notification.EventId,
            _ => Hash(Encoding.UTF8.GetBytes(notification.EventId)),
        };

    /// <summary>Returns true if a text is short, printable ASCII, so that it can be stored and logged unchanged.</summary>
    public static bool IsPlain(string text) => text.Length <= MaximumLength && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static string Hash(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();
}
