using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ElasticFunnels;

/// <summary>
/// Names of the activity source and the meter of the client, for example for OpenTelemetry. Tags contain operation ids, route templates
/// and statuses, never addresses, keys or bodies.
/// </summary>
public static class ElasticFunnelsTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource" />: one activity per call, with its retries.</summary>
    public const string ActivitySourceName = "ElasticFunnels.Client";

    /// <summary>
    /// Name of the <see cref="Meter" />: <c>elasticfunnels.client.duration</c> (s, per call) and <c>elasticfunnels.client.retries</c>.
    /// </summary>
    public const string MeterName = "ElasticFunnels.Client";
}
