namespace ClickFunnels.AspNetCore;

/// <summary>An event in memory, and how far it is.</summary>
internal sealed class InMemoryWebhookEntry(ReceivedWebhook webhook)
{
    public ReceivedWebhook Webhook { get; } = webhook;

    /// <summary>Given up.</summary>
    public bool IsDead { get; set; }

    public int Attempts { get; set; }

    public string Failure { get; set; } = "";

    public DateTimeOffset DiedAt { get; set; }

    /// <summary>Token of the current claim; empty when nobody has claimed it.</summary>
    public Guid Token { get; set; }

    /// <summary>When it may be claimed.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Grows whenever <see cref="DueAt" /> changes, so that older places in the queue are known to be stale.</summary>
    public long Version { get; set; }
}
