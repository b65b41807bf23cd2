using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The activity source and the meter of one service. Tags hold operation ids, route templates and statuses; never addresses, tokens or
/// bodies.
/// </summary>
#pragma warning disable CA1001 // Lives as long as the process, like the service that it belongs to.
internal sealed class ApiTelemetry
{
    private readonly string _service;
    private readonly string _prefix;
    private readonly ActivitySource _activities;
    private readonly Meter _meter;
    private Counter<long>? _retries;
    private Histogram<double>? _waiting;

    public ApiTelemetry(string service)
    {
        _service = service;
        _prefix = service.ToLowerInvariant();
        OperationTag = _prefix + ".operation";
        _activities = new ActivitySource(service + ".Client");
        _meter = new Meter(service + ".Client");
        Duration = _meter.CreateHistogram<double>(_prefix + ".client.duration", "s", "Duration of calls, with their retries.");
    }

    /// <summary>Name of the tag that holds the id of the operation.</summary>
    public string OperationTag { get; }

    public Histogram<double> Duration { get; }

    // Created with the first retry, as most programs see none.
    public Counter<long> Retries =>
        _retries ??= _meter.CreateCounter<long>(_prefix + ".client.retries", "{retry}", "Number of repeated attempts.");

    // Created with the first request that waits.
    public Histogram<double> Waiting =>
        _waiting ??= _meter.CreateHistogram<double>(
            _prefix + ".client.rate_limit.wait",
            "s",
            "Time that a request waited before it was sent, because of the limits of the service or of the options."
        );

    /// <summary>Starts the activity of a call; null when nobody listens.</summary>
    public Activity? StartActivity(Operation operation)
    {
        if (!_activities.HasListeners())
        {
            return null;
        }

        var activity = _activities.StartActivity(_service + " " + operation.Id, ActivityKind.Client);
        activity?.SetTag(OperationTag, operation.Id);
        return activity;
    }
}
