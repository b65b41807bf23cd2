using System;

namespace ClickFunnels.Core;

/// <summary>Settings of the wait for a bulk action: the delays between two requests, and the limit for the whole wait.</summary>
public sealed class PollingOptions
{
    /// <summary>Delay before the second request; each further delay is half as long again. The default is 1 second.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay between two requests. The default is 15 seconds.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Limit for the whole wait; the action itself continues. The default is 10 minutes.</summary>
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
