using System;

namespace ClickFunnels.Core;

/// <summary>How often and for how long to ask whether a bulk action is done.</summary>
public sealed class PollingOptions
{
    /// <summary>Wait before the second question; each further one is half as long again. 1 second when not set.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two questions. 15 seconds when not set.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>After how long to give up; the action itself goes on. 10 minutes when not set.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    internal void Check()
    {
        if (FirstDelay < TimeSpan.Zero || LongestDelay < FirstDelay)
        {
            throw new ArgumentException("FirstDelay must not be negative, nor more than LongestDelay.");
        }

        if (Timeout <= TimeSpan.Zero)
        {
            throw new ArgumentException("Timeout must be more than zero.");
        }
    }
}
