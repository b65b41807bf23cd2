using System.Diagnostics.Metrics;

namespace ClickFunnels.Sync;

/// <summary>The instruments of schedulers, on the meter of <see cref="SyncTelemetry" />.</summary>
internal static class SchedulingMetrics
{
    public static UpDownCounter<int> ActiveRuns { get; } =
        SyncTelemetry.Meter.CreateUpDownCounter<int>("clickfunnels.sync.runs.active", "{run}", "Runs in progress.");

    public static Counter<long> Runs { get; } =
        SyncTelemetry.Meter.CreateCounter<long>("clickfunnels.sync.runs", "{run}", "Runs that ended, by result.");

    public static Histogram<double> RunDuration { get; } =
        SyncTelemetry.Meter.CreateHistogram<double>("clickfunnels.sync.run.duration", "s", "Duration of runs.");

    public static Histogram<double> GateWaits { get; } =
        SyncTelemetry.Meter.CreateHistogram<double>(
            "clickfunnels.sync.gate.wait",
            "s",
            "Time that requests wait for the turn of their workspace."
        );

    public static Counter<long> Refreshes { get; } =
        SyncTelemetry.Meter.CreateCounter<long>("clickfunnels.sync.refreshes", "{record}", "Records that were read again, by result.");
}
