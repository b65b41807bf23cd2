using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ClickFunnels.AspNetCore.Tests.Support;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.AspNetCore.Tests.Handling;

/// <summary>Handling of accepted events.</summary>
public sealed class HandlingTests
{
    private readonly ConcurrentQueue<string> _calls = new();

    [TestCase(StoreKind.Memory)]
    [TestCase(StoreKind.PostgreSql)]
    public async Task A_delivery_that_is_replayed_within_the_tolerance_is_handled_once(StoreKind kind)
    {
        await using var receiver = await TestReceiver.StartAsync(builder => builder.On<ContactCreated>(Record).Use(kind));
        var (body, signedAt) = (Deliveries.Event(Deliveries.NewId()), DateTimeOffset.UtcNow);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => receiver.SendAsync(body, signedAt)));
        await receiver.UntilIdleAsync();
        Assert.That(await receiver.SendAsync(body, signedAt), Is.EqualTo(HttpStatusCode.OK), "It was already handled.");
        await receiver.UntilIdleAsync();

        Assert.That(statuses, Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(_calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Each_event_goes_to_the_handler_of_its_class_and_all_other_events_to_the_fallback()
    {
        await using var receiver = await TestReceiver.StartAsync(builder =>
            builder
                .On<ContactCreated>((notification, _, _) => Add("created " + notification.Data!.Id))
                .On<ContactUpdated, Updated>()
                .OnAny<Others>()
                .Services.AddSingleton(_calls)
        );
        var versionOne = Encoding.UTF8.GetBytes(
            """{"event_id":"v1","event_type":"contact.created","data":{"id":"1","type":"contact","attributes":{}}}"""
        );

        foreach (
            var body in new[]
            {
                Deliveries.Event("1", subjectId: 5),
                Deliveries.Event("2", "contact.updated"),
                Deliveries.Event("3", "order.completed"),
                Deliveries.Event("4", "new.type"),
                versionOne,
            }
        )
        {
            await receiver.SendAsync(body);
        }

        await receiver.UntilIdleAsync();
        Assert.That(
            _calls,
            Is.EquivalentTo(
                new[] { "created 5", "updated 2", "OrderCompleted 3", "UnknownWebhookNotification 4", "VersionOneWebhookNotification v1" }
            )
        );
    }

    [Test]
    public async Task An_event_without_a_handler_is_complete()
    {
        await using var receiver = await TestReceiver.StartAsync();

        await receiver.SendAsync(Deliveries.Event());
        await receiver.UntilIdleAsync();

        Assert.That(await receiver.Store.CountAsync(), Has.Property("DeadLetters").Zero);
    }

    [Test]
    public async Task An_untyped_event_without_a_handler_is_logged_as_a_warning_once_per_type()
    {
        var log = new ConcurrentQueue<string>();
        await using var receiver = await TestReceiver.StartAsync(builder => builder.On<ContactCreated>(Record), log: log);
        var versionOne = """{"event_id":"v1","event_type":"contact.created","data":{"id":"1","type":"contact","attributes":{}}}""";

        await receiver.SendAsync(Deliveries.Event(Deliveries.NewId(), "new.type"));
        await receiver.SendAsync(Deliveries.Event(Deliveries.NewId(), "new.type"));
        await receiver.SendAsync(Deliveries.Event(Deliveries.NewId(), "other.type"));
        await receiver.SendAsync(Deliveries.Event(Deliveries.NewId(), "contact.updated"));
        await receiver.SendAsync(Encoding.UTF8.GetBytes(versionOne));
        await receiver.UntilIdleAsync();

        var warnings = log.Where(static line => line.StartsWith("Warning: No handler", StringComparison.Ordinal)).ToList();
        Assert.That(warnings, Has.Count.EqualTo(3));
        Assert.That(warnings, Has.One.Contains("event new.type ").And.One.Contains("event other.type "));
        Assert.That(warnings, Has.Exactly(2).Contains("On<UnknownWebhookNotification> or OnAny"));
        Assert.That(warnings, Has.One.Contains("format of version 1").And.One.Contains("On<VersionOneWebhookNotification> or OnAny"));
    }

    [Test]
    public async Task Warnings_about_untyped_events_are_limited_because_the_sender_chooses_the_types()
    {
        var log = new ConcurrentQueue<string>();
        await using var receiver = await TestReceiver.StartAsync(log: log);

        for (var index = 0; index < 120; index++)
        {
            await receiver.SendAsync(Deliveries.Event(Deliveries.NewId(), $"new.type{index}"));
        }

        await receiver.UntilIdleAsync();
        // Concurrent workers can pass the limit together.
        Assert.That(
            log.Count(static line => line.StartsWith("Warning: No handler", StringComparison.Ordinal)),
            Is.InRange(100, 100 + new ClickFunnelsWebhooksOptions().Workers)
        );
    }

    [Test]
    public async Task An_event_with_a_handler_is_not_logged_as_a_warning()
    {
        var log = new ConcurrentQueue<string>();
        await using var receiver = await TestReceiver.StartAsync(builder => builder.OnAny(Record), log: log);

        await receiver.SendAsync(Deliveries.Event(Deliveries.NewId(), "new.type"));
        await receiver.UntilIdleAsync();

        Assert.That(log, Has.None.StartsWith("Warning: No handler"));
    }

    [TestCase(StoreKind.Memory)]
    [TestCase(StoreKind.PostgreSql)]
    public async Task A_handler_that_fails_twice_succeeds_at_the_third_attempt(StoreKind kind)
    {
        var attempts = new ConcurrentQueue<int>();
        await using var receiver = await TestReceiver.StartAsync(
            builder =>
                builder
                    .OnAny(
                        (_, context, _) =>
                        {
                            attempts.Enqueue(context.Attempt);
                            return context.Attempt < 3 ? throw new TimeoutException("The warehouse is not available.") : Task.CompletedTask;
                        }
                    )
                    .Use(kind),
            static options => options.RetrySchedule = [TimeSpan.Zero, TimeSpan.Zero]
        );

        await receiver.SendAsync(Deliveries.Event());
        await receiver.UntilIdleAsync();

        Assert.That(attempts, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(await receiver.Store.CountAsync(), Has.Property("DeadLetters").Zero);
    }

    [TestCase(StoreKind.Memory)]
    [TestCase(StoreKind.PostgreSql)]
    public async Task After_its_last_attempt_an_event_is_a_dead_letter_that_can_be_requeued(StoreKind kind)
    {
        var isFixed = false;
        await using var receiver = await TestReceiver.StartAsync(
            builder =>
                builder
                    .OnAny(
                        (_, context, _) =>
                        {
                            _calls.Enqueue($"{context.Attempt}");
                            return Volatile.Read(ref isFixed) ? Task.CompletedTask : throw new FormatException(Deliveries.NewId());
                        }
                    )
                    .Use(kind),
            static options => options.RetrySchedule = [TimeSpan.Zero]
        );
        var id = Deliveries.NewId();

        await receiver.SendAsync(Deliveries.Event(id));
        await receiver.UntilIdleAsync();
        var dead = (await receiver.Store.ListDeadLettersAsync(10)).Single();
        Assert.That((dead.Webhook.Key.EventId, dead.Attempts, dead.Failure), Is.EqualTo((id, 2, nameof(FormatException))));

        Volatile.Write(ref isFixed, true);
        Assert.That(await receiver.Store.RequeueAsync(dead.Webhook.Key), Is.True);
        await receiver.UntilIdleAsync();

        Assert.That(_calls, Is.EqualTo(new[] { "1", "2", "1" }));
        Assert.That(await receiver.Store.CountAsync(), Has.Property("DeadLetters").Zero);
    }

    [Test]
    public async Task A_handler_that_times_out_is_canceled_and_the_event_is_tried_again()
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder =>
                builder.OnAny(
                    async (_, context, cancellationToken) =>
                    {
                        _calls.Enqueue($"{context.Attempt}");
                        if (context.Attempt == 1)
                        {
                            await Task.Delay(Timeout.Infinite, cancellationToken);
                        }
                    }
                ),
            static options => (options.HandlerTimeout, options.RetrySchedule) = (TimeSpan.FromMilliseconds(50), [TimeSpan.Zero])
        );

        await receiver.SendAsync(Deliveries.Event());
        await receiver.UntilIdleAsync();

        Assert.That(_calls, Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public async Task An_event_whose_attempts_all_ended_with_a_crash_becomes_a_dead_letter()
    {
        var store = new CrashingStore(attempt: 2);
        await using var receiver = await TestReceiver.StartAsync(
            builder => builder.OnAny(Record).Use(store),
            static options => options.RetrySchedule = []
        );

        Assert.That(await store.Failed.Task, Is.EqualTo("ProcessEnded"));
        Assert.That(_calls, Is.Empty, "The event may be the cause of the crash.");
    }

    [Test]
    public async Task Each_attempt_has_its_own_scope_which_is_disposed_afterwards()
    {
        var scopes = new ConcurrentQueue<Scoped>();
        await using var receiver = await TestReceiver.StartAsync(
            builder =>
                builder
                    .OnAny(
                        (_, context, _) =>
                        {
                            var scoped = context.Services.GetRequiredService<Scoped>();
                            scopes.Enqueue(scoped);
                            Assert.That(scoped.IsDisposed, Is.False);
                            return context.Attempt == 1 ? throw new TimeoutException() : Task.CompletedTask;
                        }
                    )
                    .Services.AddScoped<Scoped>(),
            static options => options.RetrySchedule = [TimeSpan.Zero]
        );

        await receiver.SendAsync(Deliveries.Event());
        await receiver.UntilIdleAsync();

        Assert.That(scopes, Has.Count.EqualTo(2).And.Unique.And.All.Property("IsDisposed").True);
    }

    [TestCase(StoreKind.Memory)]
    [TestCase(StoreKind.PostgreSql)]
    public async Task A_handler_can_skip_a_stale_event(StoreKind kind)
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        await using var receiver = await TestReceiver.StartAsync(builder =>
            builder
                .On<ContactUpdated>(
                    async (notification, context, cancellationToken) =>
                        _calls.Enqueue($"{notification.CreatedAt:HH:mm} {await context.IsLatestAsync(cancellationToken)}")
                )
                .Use(kind)
        );

        foreach (var minutes in new[] { 0, 2, 1, 3 })
        {
            await receiver.SendAsync(Deliveries.Event(Deliveries.NewId(), "contact.updated", 9, noon.AddMinutes(minutes)));
            await receiver.UntilIdleAsync();
        }

        Assert.That(_calls, Is.EqualTo(new[] { "12:00 True", "12:02 True", "12:01 False", "12:03 True" }));
    }

    [Test]
    public void An_event_is_newer_only_than_an_earlier_time()
    {
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var notification = WebhookNotification.Parse(Deliveries.Event(createdAt: noon));

        Assert.That(notification.IsNewerThan(null), Is.True);
        Assert.That(notification.IsNewerThan(noon.AddTicks(-1)), Is.True);
        Assert.That(notification.IsNewerThan(noon), Is.False);
    }

    private Task Record(WebhookNotification notification, WebhookContext context, CancellationToken cancellationToken) =>
        Add(context.Key.EventId);

    private Task Add(string call)
    {
        _calls.Enqueue(call);
        return Task.CompletedTask;
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Updated(ConcurrentQueue<string> calls) : IWebhookHandler<ContactUpdated>
    {
        public Task HandleAsync(ContactUpdated notification, WebhookContext context, CancellationToken cancellationToken)
        {
            calls.Enqueue("updated " + notification.EventId);
            return Task.CompletedTask;
        }
    }

    private sealed class Others(ConcurrentQueue<string> calls) : IWebhookHandler<WebhookNotification>
    {
        public Task HandleAsync(WebhookNotification notification, WebhookContext context, CancellationToken cancellationToken)
        {
            calls.Enqueue($"{notification.GetType().Name} {notification.EventId}");
            return Task.CompletedTask;
        }
    }
}
