namespace ClickFunnels.AspNetCore;

/// <summary>Bounds of the store in memory.</summary>
public sealed class InMemoryWebhookStoreOptions
{
    /// <summary>
    /// How many events may be open; when reached, deliveries are answered with 503 and the sender repeats them. 10,000 when not set.
    /// </summary>
    public int MaxOpenEvents { get; set; } = 10_000;

    /// <summary>How many bytes the bodies of open events and dead letters may take together; 64 MiB when not set.</summary>
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many dead letters are kept; with one more the oldest is dropped. 1,000 when not set.</summary>
    public int MaxDeadLetters { get; set; } = 1_000;

    /// <summary>
    /// How many ids of handled events are kept; with one more the oldest is forgotten even within the retention, and a late
    /// repetition of that event would be handled again. 200,000 when not set, which take about 50 MB.
    /// </summary>
    public int MaxRememberedEvents { get; set; } = 200_000;

    internal IEnumerable<string> Validate()
    {
        if (MaxOpenEvents < 1)
        {
            yield return "InMemory.MaxOpenEvents must be 1 or more.";
        }

        if (MaxBytes < 1024)
        {
            yield return "InMemory.MaxBytes must be 1 KiB or more.";
        }

        if (MaxDeadLetters < 1)
        {
            yield return "InMemory.MaxDeadLetters must be 1 or more.";
        }

        if (MaxRememberedEvents < 1)
        {
            yield return "InMemory.MaxRememberedEvents must be 1 or more.";
        }
    }
}
