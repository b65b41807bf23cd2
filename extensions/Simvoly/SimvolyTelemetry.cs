using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Simvoly;

/// <summary>
/// Names of the activity source and the meter of the client, for example for OpenTelemetry. Tags contain operation ids, route templates
/// and statuses, never addresses, tokens or bodies.
/// </summary>
public static class SimvolyTelemetry
{
    /// <summary>Name of the <see cref="ActivitySource" />: one activity per call, with its retries.</summary>
    public const string ActivitySourceName = "Simvoly.Client";

    /// <summary>
    /// Name of the <see cref="Meter" />: <c>simvoly.client.duration</c> (s, per call) and <c>simvoly.client.retries</c>.
    /// </summary>
    public const string MeterName = "Simvoly.Client";
}
