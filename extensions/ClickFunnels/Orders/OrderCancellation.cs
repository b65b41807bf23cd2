using System;
using System.ComponentModel;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>The time is an argument, because leaving it out cancels at once.</content>
public sealed partial class OrderCancellation
{
    private const string AtNextRenewal = "next_renewal";
    private const string Now = "now";

    /// <summary>For serializers. A cancellation needs its time.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Say when: new OrderCancellation(CancellationTime.NextRenewal).", error: true)]
    public OrderCancellation() { }

    /// <summary>Creates the details of a cancellation.</summary>
    /// <param name="time">The time when it takes effect.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a member of the enumeration.</exception>
    public OrderCancellation(CancellationTime time) =>
        EffectiveDate = time switch
        {
            CancellationTime.NextRenewal => AtNextRenewal,
            CancellationTime.Immediately => Now,
            _ => throw new ArgumentOutOfRangeException(nameof(time), time, "The time is Immediately or NextRenewal."),
        };

    /// <inheritdoc />
    protected override string? BrokenRule() =>
        EffectiveDate is AtNextRenewal or Now
            ? null
            : "effective_date is next_renewal or now. The service cancels at once for every other text, and without one.";
}
