using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ClickFunnels.AspNetCore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore.Tests.Handling;

/// <summary>The health check, metrics and logs.</summary>
public sealed class TelemetryTests
{
    [Test]
    public async Task The_health_check_is_degraded_if_events_wait_too_long_or_are_dead_letters()
    {
        var clock = new ManualTimeProvider();
        var store = new InMemoryWebhookEventStore(Options.Create(new ClickFunnelsWebhooksOptions()), clock);
        await using var services = Services(store);
        var health = services.GetRequiredService<HealthCheckService>();
        Assert.That((await health.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));

        await store.TryAcceptAsync(Deliveries.Received());
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That((await health.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
        clock.Advance(TimeSpan.FromSeconds(1));
        var waiting = (await health.CheckHealthAsync()).Entries["clickfunnels_webhooks"];
        Assert.That((waiting.Status, waiting.Data["open"]), Is.EqualTo((HealthStatus.Degraded, (object)1L)));
        Assert.That(waiting.Description, Does.Contain("wait too long"));

        await store.FailAsync((await store.ClaimAsync(1, TimeSpan.FromMinutes(1))).Single().Claim, null, "Any");
        var dead = (await health.CheckHealthAsync()).Entries["clickfunnels_webhooks"];
        Assert.That((dead.Status, dead.Data["deadLetters"]), Is.EqualTo((HealthStatus.Degraded, (object)1L)));
        Assert.That(dead.Description, Does.Contain("dead letters").And.Not.Contain("wait too long"));
    }

    [Test]
    public async Task The_health_check_is_unhealthy_if_the_store_fails()
    {
        await using var services = Services(new RefusingStore());

        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.That(report.Status, Is.EqualTo(HealthStatus.Unhealthy));
    }

    [Test]
    public async Task Deliveries_and_attempts_are_measured()
    {
        var measured = new ConcurrentDictionary<string, double>();
        await using var receiver = await TestReceiver.StartAsync(
            static builder =>
                builder.OnAny(static (_, context, _) => context.Attempt == 1 ? throw new TimeoutException() : Task.CompletedTask),
            static options => options.RetrySchedule = [TimeSpan.Zero]
        );
        using var listener = Listen(receiver.Services.GetRequiredService<IMeterFactory>(), measured);
        var body = Deliveries.Event(Deliveries.NewId(), "no.such.type");

        await receiver.SendAsync(body);
        await receiver.SendAsync(body);
        await receiver.Http.SendAsync(body, Deliveries.NewSecret());
        await receiver.SendAsync([]);
        await receiver.UntilIdleAsync();

        Assert.That(measured["clickfunnels.webhooks.received result=accepted"], Is.EqualTo(1));
        Assert.That(measured["clickfunnels.webhooks.received result=duplicate"], Is.EqualTo(1));
        Assert.That(measured["clickfunnels.webhooks.received reason=SignatureMismatch,result=unauthorized"], Is.EqualTo(1));
        Assert.That(measured["clickfunnels.webhooks.received result=malformed"], Is.EqualTo(1));
        Assert.That(
            measured["clickfunnels.webhooks.duplicates event_type=other"],
            Is.EqualTo(1),
            "The sender must not choose the values of tags."
        );
        Assert.That(measured["clickfunnels.webhooks.failed error.type=TimeoutException,event_type=other"], Is.EqualTo(1));
        Assert.That(measured["clickfunnels.webhooks.handled event_type=other"], Is.EqualTo(1));
        Assert.That(
            measured.Keys.Count(static key => key.StartsWith("clickfunnels.webhooks.handling.duration", StringComparison.Ordinal)),
            Is.EqualTo(2)
        );

        listener.RecordObservableInstruments();
        Assert.That(
            measured.Keys,
            Has.Some.EqualTo("clickfunnels.webhooks.backlog ")
                .And.Some.EqualTo("clickfunnels.webhooks.backlog.age ")
                .And.Some.EqualTo("clickfunnels.webhooks.dead_letters ")
        );
    }

    [Test]
    public async Task The_scan_for_secrets_sees_the_log()
    {
        var before = LogCapture.Count;
        await using var receiver = await TestReceiver.StartAsync();
        await receiver.SendAsync(Deliveries.Event(Deliveries.NewId()));
        await receiver.UntilIdleAsync();

        Assert.That(LogCapture.Count, Is.GreaterThan(before));
        Assert.That(
            LogCapture.Leaks(["a line", "a line with Whsec-1 in it"], ["whsec-1"]),
            Is.EqualTo(new[] { "a line with Whsec-1 in it" })
        );
    }

    private static ServiceProvider Services(IWebhookEventStore store)
    {
        var services = new ServiceCollection();
        services.AddClickFunnelsWebhooks(static options => options.Secrets = [Deliveries.NewSecret()]).Use(store);
        services.AddHealthChecks().AddClickFunnelsWebhooks();
        services.AddLogging();
        return services.BuildServiceProvider();
    }

    private static MeterListener Listen(IMeterFactory factory, ConcurrentDictionary<string, double> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name == ClickFunnelsWebhooksTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            measured.AddOrUpdate(
                $"{instrument.Name} {string.Join(",", tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}").Order())}",
                value,
                (_, sum) => sum + value
            );
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;
    }
}
