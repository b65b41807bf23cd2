using System;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The trial of a subscription price. Length and unit belong together: the service keeps a length without a unit and does nothing with it,
/// and drops a unit without a length (documented).
/// </summary>
public sealed class PriceTrial
{
    /// <summary>Creates a trial.</summary>
    /// <param name="duration">The number of units, 1 or more.</param>
    /// <param name="interval">The unit.</param>
    /// <param name="amount">The amount that the trial costs, in whole currency units; 0 for a free trial.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is not positive, or the amount is negative.</exception>
    /// <exception cref="ArgumentException">The unit is empty.</exception>
    public PriceTrial(int duration, PriceInterval interval, decimal amount = 0)
    {
        Duration =
            duration >= 1 ? duration : throw new ArgumentOutOfRangeException(nameof(duration), duration, "A trial lasts 1 unit or more.");
        Interval = string.IsNullOrEmpty(interval.Value)
            ? throw new ArgumentException("The unit of the trial is empty.", nameof(interval))
            : interval;
        Amount =
            amount >= 0 ? amount : throw new ArgumentOutOfRangeException(nameof(amount), amount, "The amount of a trial is not negative.");
    }

    /// <summary>The number of units.</summary>
    public int Duration { get; }

    /// <summary>The unit.</summary>
    public PriceInterval Interval { get; }

    /// <summary>The amount that the trial costs, in whole currency units.</summary>
    public decimal Amount { get; }

    internal static PriceTrial? From(int? duration, PriceInterval? interval, decimal? amount) =>
        duration >= 1 && interval is { Value.Length: > 0 } unit && amount is null or >= 0
            ? new PriceTrial(duration.Value, unit, amount ?? 0)
            : null;
}
