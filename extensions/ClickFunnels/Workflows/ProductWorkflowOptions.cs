using System;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>Settings of a <see cref="ProductWorkflow" />.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ProductWorkflowOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// Time for which the service may still work on a request whose response was lost. The default is 5 seconds. If a lookup finds nothing
    /// before this time is over, it is repeated at the end, and only then is the record created again.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or longer than an hour.</exception>
    public TimeSpan SettleDelay
    {
        get;
        set =>
            field =
                value >= TimeSpan.Zero && value <= Longest
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "SettleDelay must be from zero to one hour.");
    } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Largest number of repetitions of a creation whose response was lost and whose lookup found nothing. The default is 2; 0 leaves
    /// it to the next run.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or more than 20.</exception>
    public int MaxRepeats
    {
        get;
        set =>
            field = value is >= 0 and <= 20
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxRepeats must be from 0 to 20.");
    } = 2;

    /// <summary>
    /// True to continue a journal with a corrected plan, such as one whose price was refused. Parts that were created already, or may have
    /// been, must be unchanged; otherwise the journal is still refused.
    /// </summary>
    public bool AcceptAmendedPlan { get; set; }

    /// <summary>The clock for waits and times. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal ProductWorkflowOptions Copy() => (ProductWorkflowOptions)MemberwiseClone();
}
