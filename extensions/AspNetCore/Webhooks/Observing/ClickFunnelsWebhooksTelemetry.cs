using System.Diagnostics;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Names under which the receiver can be observed, for example with OpenTelemetry. Tags hold event types, results and types of
/// failures; never bodies, secrets or signatures.
/// </summary>
public static class ClickFunnelsWebhooksTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource" />: one activity an attempt to handle an event.</summary>
    public const string ActivitySourceName = "ClickFunnels.Webhooks";

    /// <summary>
    /// Name of the meter: <c>clickfunnels.webhooks.received</c> (by <c>result</c>), <c>.duplicates</c>, <c>.handled</c>,
    /// <c>.failed</c>, <c>.dead_lettered</c>, <c>.handling.duration</c> (s) and <c>.backlog</c> (open events and their age).
    /// </summary>
    public const string MeterName = "ClickFunnels.Webhooks";

    internal static readonly ActivitySource Activities = new(ActivitySourceName);
}
