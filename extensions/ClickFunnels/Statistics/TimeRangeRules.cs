using System;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The rule on time ranges of statistics: the service cuts a longer range to 90 days and resets a reversed one to 30, without an error
/// (documented).
/// </summary>
internal static class TimeRangeRules
{
    private const int LongestDays = 90;
    private const int DefaultDays = 30;

    // Without a start, the service starts 30 days before the end; without an end, it ends now.
    public static string? Broken(DateTimeOffset? start, DateTimeOffset? end)
    {
        if (start is not { } first)
        {
            return null;
        }

        var last = end ?? DateTimeOffset.UtcNow;
        return last < first ? $"timerange_end is before timerange_start. The service would use the last {DefaultDays} days instead."
            : last - first > TimeSpan.FromDays(LongestDays)
                ? $"the time range is longer than {LongestDays} days. The service would cut it: ask for several ranges, "
                    + "and add their counts."
            : null;
    }
}

/// <content>The rule on the time range, which is checked before anything is sent.</content>
public sealed partial class FunnelsGetStatsOptions
{
    /// <inheritdoc />
    protected override string? BrokenRule() => TimeRangeRules.Broken(TimerangeStart, TimerangeEnd);
}

/// <content>The rule on the time range, which is checked before anything is sent.</content>
public sealed partial class PagesGetStatsOptions
{
    /// <inheritdoc />
    protected override string? BrokenRule() => TimeRangeRules.Broken(TimerangeStart, TimerangeEnd);
}

/// <content>The rule on the time range, which is checked before anything is sent.</content>
public sealed partial class WorkflowStepsGetStatsOptions
{
    /// <inheritdoc />
    protected override string? BrokenRule() => TimeRangeRules.Broken(TimerangeStart, TimerangeEnd);
}
