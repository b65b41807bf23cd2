using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>The metrics of the webhook receiver.</summary>
internal sealed class WebhookMetrics
{
    private static readonly HashSet<string> KnownTypes = [.. WebhookEventTypes.Known];

    private readonly Counter<long> _received;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _handled;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _deadLettered;
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _clock;
    private WebhookStoreCounts _counts;

    public WebhookMetrics(IMeterFactory factory, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        var meter = factory.Create(ClickFunnelsWebhooksTelemetry.MeterName);
        _received = meter.CreateCounter<long>("clickfunnels.webhooks.received", "{delivery}", "Deliveries by result.");
        _duplicates = meter.CreateCounter<long>(
            "clickfunnels.webhooks.duplicates",
            "{delivery}",
            "Deliveries of events that were already accepted."
        );
        _handled = meter.CreateCounter<long>("clickfunnels.webhooks.handled", "{event}", "Handled events.");
        _failed = meter.CreateCounter<long>("clickfunnels.webhooks.failed", "{attempt}", "Failed attempts.");
        _deadLettered = meter.CreateCounter<long>("clickfunnels.webhooks.dead_lettered", "{event}", "Events that became dead letters.");
        _duration = meter.CreateHistogram<double>("clickfunnels.webhooks.handling.duration", "s", "Duration of handlers.");
        meter.CreateObservableGauge(
            "clickfunnels.webhooks.backlog",
            () => _counts.Open,
            "{event}",
            "Accepted events that are not handled."
        );
        meter.CreateObservableGauge(
            "clickfunnels.webhooks.backlog.age",
            () => _counts.BacklogAge.TotalSeconds,
            "s",
            "Time for which the oldest due event has been waiting."
        );
        meter.CreateObservableGauge(
            "clickfunnels.webhooks.dead_letters",
            () => _counts.DeadLetters,
            "{event}",
            "Dead letters that are neither requeued nor discarded."
        );
    }

    /// <summary>Sets the values of the backlog gauges.</summary>
    public void UpdateBacklog(WebhookStoreCounts counts) => _counts = counts;

    public void Received(string result, string? reason = null)
    {
        if (reason is null)
        {
            _received.Add(1, new KeyValuePair<string, object?>("result", result));
        }
        else
        {
            _received.Add(1, new KeyValuePair<string, object?>("result", result), new KeyValuePair<string, object?>("reason", reason));
        }
    }

    public void Duplicate(string eventType) => _duplicates.Add(1, Tag(eventType));

    public void DeadLettered(ClaimedWebhook claimed) => _deadLettered.Add(1, Tag(claimed.Webhook.EventType));

    public Observation Observe(ClaimedWebhook claimed) => new(this, claimed);

    // The sender chooses the type, so only known types become tag values. Otherwise it could create any number of time series.
    private static KeyValuePair<string, object?> Tag(string eventType) =>
        new("event_type", KnownTypes.Contains(eventType) ? eventType : "other");

    /// <summary>Measures one attempt.</summary>
    internal sealed class Observation : IDisposable
    {
        private readonly WebhookMetrics _metrics;
        private readonly KeyValuePair<string, object?> _type;
        private readonly Activity? _activity;
        private readonly long _start;

        public Observation(WebhookMetrics metrics, ClaimedWebhook claimed)
        {
            _metrics = metrics;
            _type = Tag(claimed.Webhook.EventType);
            _start = metrics._clock.GetTimestamp();
            _activity = ClickFunnelsWebhooksTelemetry.Activities.StartActivity("ClickFunnels webhook", ActivityKind.Consumer);
            _activity?.SetTag("clickfunnels.event_type", claimed.Webhook.EventType);
            _activity?.SetTag("clickfunnels.event_id", claimed.Webhook.Key.EventId);
            _activity?.SetTag("clickfunnels.attempt", claimed.Attempt);
        }

        public void Succeeded()
        {
            _metrics._handled.Add(1, _type);
            Record(null);
        }

        public void Failed(string error)
        {
            _metrics._failed.Add(1, _type, new("error.type", error));
            _activity?.SetStatus(ActivityStatusCode.Error);
            _activity?.SetTag("error.type", error);
            Record(error);
        }

        public void Dispose() => _activity?.Dispose();

        private void Record(string? error)
        {
            var seconds = _metrics._clock.GetElapsedTime(_start).TotalSeconds;
            if (error is null)
            {
                _metrics._duration.Record(seconds, _type);
            }
            else
            {
                _metrics._duration.Record(seconds, _type, new("error.type", error));
            }
        }
    }
}
