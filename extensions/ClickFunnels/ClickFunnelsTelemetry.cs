using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClickFunnels;

/// <summary>
/// Names of the activity source and the meter of the client, for example for OpenTelemetry. Tags contain operation ids, route templates
/// and statuses, never addresses, tokens or bodies.
/// </summary>
public static class ClickFunnelsTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource" />: one activity per call, with its retries.</summary>
    public const string ActivitySourceName = "ClickFunnels.Client";

    /// <summary>
    /// Name of the <see cref="Meter" />: <c>clickfunnels.client.duration</c> (s, per call) and <c>clickfunnels.client.retries</c>.
    /// </summary>
    public const string MeterName = "ClickFunnels.Client";
}
