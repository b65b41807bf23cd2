using System.Diagnostics;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// The names of the telemetry of the webhook receiver, for example for OpenTelemetry. Tags contain event types, results and error
/// types; never bodies, secrets or signatures.
/// </summary>
public static class ClickFunnelsWebhooksTelemetry
{
    /// <summary>The name of the <see cref="ActivitySource" />, which has one activity per attempt to handle an event.</summary>
    public const string ActivitySourceName = "ClickFunnels.Webhooks";

    /// <summary>
    /// The name of the meter. Its instruments are <c>clickfunnels.webhooks.received</c> (by <c>result</c>), <c>.duplicates</c>,
    /// <c>.handled</c>, <c>.failed</c>, <c>.dead_lettered</c>, <c>.handling.duration</c> (in seconds), <c>.backlog</c>,
    /// <c>.backlog.age</c> (in seconds) and <c>.dead_letters</c>.
    /// </summary>
    public const string MeterName = "ClickFunnels.Webhooks";

    internal static readonly ActivitySource Activities = new(ActivitySourceName);
}
