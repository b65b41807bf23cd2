namespace ClickFunnels.AspNetCore;

/// <summary>What the store did with a delivery.</summary>
public enum WebhookAcceptance
{
    /// <summary>It is stored and will be handled.</summary>
    Accepted,

    /// <summary>The event was accepted before; this delivery changes nothing.</summary>
    Duplicate,
}
