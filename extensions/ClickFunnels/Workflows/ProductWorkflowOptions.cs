using System;

namespace ClickFunnels.Workflows;

/// <summary>Settings of a <see cref="ProductWorkflow" />.</summary>
public sealed class ProductWorkflowOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// How long the service may still be working on a request whose answer was lost; 5 seconds when not set. When a lookup
    /// finds nothing before this time is over, it is repeated at its end, and only then is the record created anew.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or longer than an hour.</exception>
    public TimeSpan SettleDelay
    {
        get;
        set => field = value >= TimeSpan.Zero && value <= Longest ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "SettleDelay is from zero to one hour.");
    } = TimeSpan.FromSeconds(5);

    /// <summary>How often a creation is repeated at most after its answer was lost and a lookup found nothing. 2 when not set; 0 leaves it to the next run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or more than 20.</exception>
    public int MaxRepeats
    {
        get;
        set => field = value is >= 0 and <= 20 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxRepeats is from 0 to 20.");
    } = 2;

    /// <summary>
    /// Whether a journal may be continued with a plan that was corrected meanwhile, such as one whose price was refused. What
    /// was created already, or may have been, must be unchanged; otherwise the journal is refused all the same.
    /// </summary>
    public bool AcceptAmendedPlan { get; set; }

    /// <summary>The clock for waits and times; the system's when not set.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal ProductWorkflowOptions Copy() => (ProductWorkflowOptions)MemberwiseClone();
}
