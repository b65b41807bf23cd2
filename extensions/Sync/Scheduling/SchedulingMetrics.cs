using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClickFunnels.Sync;

/// <summary>The instruments of schedulers.</summary>
internal static class SchedulingMetrics
{
    private static readonly Meter Meter = new("ClickFunnels.Sync");

    public static ActivitySource Activities { get; } = new("ClickFunnels.Sync");

    public static UpDownCounter<int> ActiveRuns { get; } =
        Meter.CreateUpDownCounter<int>("clickfunnels.sync.runs.active", "{run}", "Runs in progress.");

    public static Counter<long> Runs { get; } = Meter.CreateCounter<long>("clickfunnels.sync.runs", "{run}", "Runs that ended, by result.");

    public static Histogram<double> RunDuration { get; } =
        Meter.CreateHistogram<double>("clickfunnels.sync.run.duration", "s", "Duration of runs.");

    public static Histogram<double> GateWaits { get; } =
        Meter.CreateHistogram<double>("clickfunnels.sync.gate.wait", "s", "Time that requests wait for the turn of their workspace.");

    public static Counter<long> Refreshes { get; } =
        Meter.CreateCounter<long>("clickfunnels.sync.refreshes", "{record}", "Records that were read again, by result.");
}
