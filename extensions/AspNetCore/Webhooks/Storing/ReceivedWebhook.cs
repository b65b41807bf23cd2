namespace ClickFunnels.AspNetCore;

/// <summary>An event as it was received: verified, and not yet handled.</summary>
public sealed class ReceivedWebhook
{
    /// <summary>Identifies the event.</summary>
    public required WebhookKey Key { get; init; }

    /// <summary>Name of the event type on the wire, such as <c>contact.created</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>When it happened; null when the sender did not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was received (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The raw bytes of the body. They may hold personal data.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Returns type and id of the event; never its body.</summary>
    public override string ToString() => $"{EventType} {Key}";
}
