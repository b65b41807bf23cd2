using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Traces and metrics name the operation and its route template; never an address, an id or a body.</summary>
[NonParallelizable] // Listeners hear the whole process.
public sealed class TelemetryTests
{
    private const string Record = """{"id":1}""";

    private readonly FakeService _service = new();

    [Test]
    public async Task A_call_is_an_activity_with_its_retries()
    {
        using var activities = new Activities();
        await _service.Respond(503).Respond(429).Respond(200, Record).Client().Contacts.GetAsync("ID-MARKER");
        var activity = activities.Stopped.Single();

        Assert.Multiple(() =>
        {
            Assert.That(activity.Source.Name, Is.EqualTo(ClickFunnelsTelemetry.ActivitySourceName));
            Assert.That(activity.DisplayName, Is.EqualTo("ClickFunnels getContacts"));
            Assert.That(activity.Kind, Is.EqualTo(ActivityKind.Client));
            Assert.That(activity.Status, Is.EqualTo(ActivityStatusCode.Unset));
            Assert.That(
                Tags(activity.TagObjects),
                Is.EqualTo(
                    "clickfunnels.operation=getContacts http.request.method=GET http.request.resend_count=2 "
                        + "http.response.status_code=200 url.template=/contacts/{id}"
                )
            );
        });
    }

    [Test]
    public void A_failure_is_an_error_by_its_type()
    {
        using var activities = new Activities();
        _service.Respond(422, """{"error":"MARKER"}""");
        Assert.That(
            () => _service.Client().Contacts.CreateAsync(new() { EmailAddress = "MARKER" }),
            Throws.TypeOf<ApiValidationException>()
        );
        var activity = activities.Stopped.Single();

        Assert.Multiple(() =>
        {
            Assert.That(activity.Status, Is.EqualTo(ActivityStatusCode.Error));
            Assert.That(activity.StatusDescription, Is.Null);
            Assert.That(activity.Events, Is.Empty);
            Assert.That(
                Tags(activity.TagObjects),
                Is.EqualTo(
                    "clickfunnels.operation=createContacts error.type=ApiValidationException http.request.method=POST "
                        + "http.response.status_code=422 url.template=/workspaces/{workspace_id}/contacts"
                )
            );
        });
    }

    [Test]
    public async Task Each_page_and_the_lookup_are_activities_of_their_own()
    {
        using var activities = new Activities();
        _service.Respond(200, """{"id":42,"subdomain":"found"}""").Page(1, 20, "20").Page(21, 1, null);
        await _service.Client(static options => options.Subdomain = null).Contacts.ListAsync().ToListAsync();

        Assert.That(
            activities.Stopped.Select(static activity => activity.DisplayName),
            Is.EqualTo(new[] { "ClickFunnels getWorkspaces", "ClickFunnels listContacts", "ClickFunnels listContacts" })
        );
    }

    [Test]
    public void A_canceled_call_ends_its_activity()
    {
        using var activities = new Activities();
        Assert.That(
            () => _service.Client().Contacts.GetAsync(1, cancellationToken: new CancellationToken(true)),
            Throws.InstanceOf<OperationCanceledException>()
        );

        Assert.That(activities.Stopped.Single().Status, Is.EqualTo(ActivityStatusCode.Error));
    }

    [Test]
    public async Task Duration_and_retries_are_measured()
    {
        using var measurements = new Measurements();
        var clock = new ManualTimeProvider();
        _service
            .Respond(_ =>
            {
                clock.Advance(TimeSpan.FromSeconds(2));
                return FakeService.Response(200, Record);
            })
            .Respond(503)
            .Respond(404);
        var client = _service.Client(options => options.TimeProvider = clock);
        await client.Contacts.GetAsync("ID-MARKER");
        Assert.That(() => client.Contacts.GetAsync("ID-MARKER"), Throws.TypeOf<ApiNotFoundException>());

        Assert.That(
            measurements.Taken,
            Is.EqualTo(
                new[]
                {
                    "clickfunnels.client.duration 2 clickfunnels.operation=getContacts http.request.method=GET "
                        + "http.response.status_code=200",
                    "clickfunnels.client.retries 1 clickfunnels.operation=getContacts",
                    "clickfunnels.client.duration 0 clickfunnels.operation=getContacts error.type=ApiNotFoundException "
                        + "http.request.method=GET http.response.status_code=404",
                }
            )
        );
    }

    [Test]
    public async Task Nobody_who_listens_sees_nothing_and_the_activity_of_the_caller_stays()
    {
        using var outer = new Activity("outer").Start();
        Activity? during = null;
        _service.Respond(_ =>
        {
            during = Activity.Current;
            return FakeService.Response(200, Record);
        });
        await _service.Client().Contacts.GetAsync(1);

        Assert.That((during, Activity.Current), Is.EqualTo((outer, outer)));
    }

    [Test]
    public async Task The_activity_is_current_while_the_request_is_sent()
    {
        using var activities = new Activities();
        string? during = null;
        _service.Respond(_ =>
        {
            during = Activity.Current?.DisplayName;
            return FakeService.Response(200, Record);
        });
        await _service.Client().Contacts.GetAsync(1);

        Assert.That((during, Activity.Current), Is.EqualTo(("ClickFunnels getContacts", (Activity?)null)));
    }

    [TearDown]
    public void Dispose() => _service.Dispose();

    private static string Tags(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(" ", tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"{tag.Key}={tag.Value}"));

    private sealed class Activities : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _stopped = new();
        private readonly ActivityListener _listener;

        public Activities()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == ClickFunnelsTelemetry.ActivitySourceName,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _stopped.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyList<Activity> Stopped => [.. _stopped];

        public void Dispose() => _listener.Dispose();
    }

    private sealed class Measurements : IDisposable
    {
        private readonly ConcurrentQueue<string> _taken = new();
        private readonly MeterListener _listener = new();

        public Measurements()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == ClickFunnelsTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.Start();
        }

        public IReadOnlyList<string> Taken => [.. _taken];

        public void Dispose() => _listener.Dispose();

        private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            _taken.Enqueue(FormattableString.Invariant($"{instrument.Name} {value} {Tags(tags.ToArray())}"));
    }
}
