using System;
using ClickFunnels.Core.Infrastructure;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// A move of the end of a trial, of the renewal, or of both, of a subscription at its payment processor. Two dates that differ cannot be
/// written, because the service refuses them (documented).
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ScheduleMove
{
    // Documented: within two years.
    private const int LongestYears = 2;

    private ScheduleMove(DateTimeOffset? trialEnd, DateTimeOffset? renewal)
    {
        TrialEndAt = trialEnd;
        RenewalAt = renewal;
    }

    /// <summary>The new end of the trial; null if it stays.</summary>
    public DateTimeOffset? TrialEndAt { get; }

    /// <summary>The new time of the renewal; null if it stays.</summary>
    public DateTimeOffset? RenewalAt { get; }

    /// <summary>Moves the end of the trial. Works with Payments AI and Stripe while the order is in its trial (documented).</summary>
    /// <param name="time">The new end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not in the next two years.</exception>
    public static ScheduleMove TrialEnd(DateTimeOffset time) => new(Checked(time), null);

    /// <summary>
    /// Moves the renewal. Works with Payments AI only, for orders that are pending, active or paused (documented). A renewal cannot be
    /// before the end of the trial: move that first, read the order, then move the renewal.
    /// </summary>
    /// <param name="time">The new time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not in the next two years.</exception>
    public static ScheduleMove Renewal(DateTimeOffset time) => new(null, Checked(time));

    /// <summary>Moves the end of the trial and the renewal to the same time. Works with Payments AI only (documented).</summary>
    /// <param name="time">The new time of both.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not in the next two years.</exception>
    public static ScheduleMove Both(DateTimeOffset time) => new(Checked(time), time);

    // The service compares whole seconds (documented).
    internal bool IsVisibleIn(Order order) => IsSame(TrialEndAt, order.TrialEndAt) && IsSame(RenewalAt, order.RenewalAt);

    internal bool Differs(Order before, Order now) =>
        (TrialEndAt is not null && before.TrialEndAt?.ToUnixTimeSeconds() != now.TrialEndAt?.ToUnixTimeSeconds())
        || (RenewalAt is not null && before.RenewalAt?.ToUnixTimeSeconds() != now.RenewalAt?.ToUnixTimeSeconds());

    private static DateTimeOffset Checked(DateTimeOffset time)
    {
        var now = DateTimeOffset.UtcNow;
        return time > now && time <= now.AddYears(LongestYears)
            ? time
            : throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                "A schedule can be moved to a time in the future, at most two years ahead."
            );
    }

    private static bool IsSame(DateTimeOffset? wanted, DateTimeOffset? shown) =>
        wanted is null || wanted?.ToUnixTimeSeconds() == shown?.ToUnixTimeSeconds();
}
