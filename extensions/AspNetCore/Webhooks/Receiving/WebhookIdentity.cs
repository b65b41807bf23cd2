using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>What tells events apart, within bounds that every store and log can hold.</summary>
internal static class WebhookIdentity
{
    private const int MaximumLength = 200;

    /// <summary>The id of the sender; a hash of the body when there is none, and of the id when it is long or unusual.</summary>
    public static string Of(WebhookNotification notification, ReadOnlySpan<byte> body) =>
        notification.EventId.Length switch
        {
            0 => Hash(body),
            _ when IsPlain(notification.EventId) && !notification.EventId.StartsWith("sha256:", StringComparison.Ordinal) =>
                notification.EventId,
            _ => Hash(Encoding.UTF8.GetBytes(notification.EventId)),
        };

    /// <summary>Whether a name is short and plain enough to be stored and logged as it is.</summary>
    public static bool IsPlain(string text) => text.Length <= MaximumLength && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static string Hash(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();
}
