using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>The instruments of the receiver.</summary>
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
        _received = meter.CreateCounter<long>("clickfunnels.webhooks.received", "{delivery}", "Deliveries, by how they were answered.");
        _duplicates = meter.CreateCounter<long>(
            "clickfunnels.webhooks.duplicates",
            "{delivery}",
            "Deliveries of events that were accepted before."
        );
        _handled = meter.CreateCounter<long>("clickfunnels.webhooks.handled", "{event}", "Events that were handled.");
        _failed = meter.CreateCounter<long>("clickfunnels.webhooks.failed", "{attempt}", "Attempts that failed.");
        _deadLettered = meter.CreateCounter<long>("clickfunnels.webhooks.dead_lettered", "{event}", "Events that were given up.");
        _duration = meter.CreateHistogram<double>("clickfunnels.webhooks.handling.duration", "s", "How long handlers take.");
        meter.CreateObservableGauge(
            "clickfunnels.webhooks.backlog",
            () => _counts.Open,
            "{event}",
            "Events that are accepted and not handled."
        );
        meter.CreateObservableGauge(
            "clickfunnels.webhooks.backlog.age",
            () => _counts.BacklogAge.TotalSeconds,
            "s",
            "How long the event that waits longest has been ready."
        );
        meter.CreateObservableGauge(
            "clickfunnels.webhooks.dead_letters",
            () => _counts.DeadLetters,
            "{event}",
            "Events that were given up and wait for a decision."
        );
    }

    /// <summary>What the gauges show until the next call.</summary>
    public void Show(WebhookStoreCounts counts) => _counts = counts;

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

    // The sender chooses the type, so only those that are known become values of a tag.
    private static KeyValuePair<string, object?> Tag(string eventType) =>
        new("event_type", KnownTypes.Contains(eventType) ? eventType : "other");

    /// <summary>One attempt.</summary>
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
