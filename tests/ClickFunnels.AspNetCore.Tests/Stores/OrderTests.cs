using ClickFunnels.AspNetCore.PostgreSql;
using ClickFunnels.AspNetCore.Tests.Support;

namespace ClickFunnels.AspNetCore.Tests.Stores;

/// <summary>What is remembered of the order of events, in both stores.</summary>
public sealed class OrderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookSubject Subject = new("acme", "Contact", 7);

    private readonly ManualTimeProvider _clock = new();

    [TestCase(StoreKind.Memory)]
    [TestCase(StoreKind.PostgreSql)]
    public async Task An_older_event_of_the_same_record_is_stale_and_the_same_time_is_not(StoreKind kind)
    {
        var order = Create(kind);

        Assert.That(await order.TryAdvanceAsync(Subject, Noon), Is.True);
        Assert.That(await order.TryAdvanceAsync(Subject, Noon), Is.True);
        Assert.That(await order.TryAdvanceAsync(Subject, Noon.AddMilliseconds(-1)), Is.False);
        Assert.That(await order.TryAdvanceAsync(Subject, Noon.AddMilliseconds(1)), Is.True);
        Assert.That(await order.TryAdvanceAsync(Subject, Noon), Is.False);
        Assert.That(await order.TryAdvanceAsync(Subject with { Tenant = "other" }, Noon), Is.True);
        Assert.That(await order.TryAdvanceAsync(Subject with { Type = "Order" }, Noon), Is.True);
        Assert.That(await order.TryAdvanceAsync(Subject with { Id = 8 }, Noon), Is.True);
    }

    [TestCase(StoreKind.Memory)]
    [TestCase(StoreKind.PostgreSql)]
    public async Task Of_many_at_once_the_latest_remains(StoreKind kind)
    {
        var order = Create(kind);

        await Task.WhenAll(
            Enumerable.Range(0, 50).Select(second => Task.Run(() => order.TryAdvanceAsync(Subject, Noon.AddSeconds((second * 37) % 50))))
        );

        Assert.That(await order.TryAdvanceAsync(Subject, Noon.AddSeconds(48.9)), Is.False);
        Assert.That(await order.TryAdvanceAsync(Subject, Noon.AddSeconds(49)), Is.True);
    }

    [TestCase(StoreKind.Memory)]
    [TestCase(StoreKind.PostgreSql)]
    public async Task A_record_without_events_is_forgotten(StoreKind kind)
    {
        var order = Create(kind);
        await order.TryAdvanceAsync(Subject, Noon);

        _clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        await order.CleanUpAsync(TimeSpan.FromDays(3));
        Assert.That(await order.TryAdvanceAsync(Subject, Noon.AddDays(-1)), Is.False);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await order.CleanUpAsync(TimeSpan.FromDays(3));
        Assert.That(await order.TryAdvanceAsync(Subject, Noon.AddDays(-1)), Is.True);
    }

    [Test]
    public async Task In_memory_the_record_without_an_event_for_longest_makes_room()
    {
        var order = new InMemoryWebhookOrder(_clock);
        for (var id = 0; id < InMemoryWebhookOrder.MaximumSubjects; id++)
        {
            await order.TryAdvanceAsync(new WebhookSubject("", "Contact", id), Noon);
        }

        await order.TryAdvanceAsync(new WebhookSubject("", "Contact", 0), Noon);
        await order.TryAdvanceAsync(new WebhookSubject("", "Contact", -1), Noon);

        Assert.That(await order.TryAdvanceAsync(new WebhookSubject("", "Contact", 0), Noon.AddSeconds(-1)), Is.False, "Seen lately.");
        Assert.That(await order.TryAdvanceAsync(new WebhookSubject("", "Contact", 1), Noon.AddSeconds(-1)), Is.True, "Forgotten.");
    }

    private IWebhookOrder Create(StoreKind kind) =>
        kind == StoreKind.Memory
            ? new InMemoryWebhookOrder(_clock)
            : new PostgreSqlWebhookOrder(
                PostgreSqlServer.Require().Source,
                new PostgreSqlWebhookOptions { Schema = PostgreSqlServer.NewSchema(), TimeProvider = _clock }
            );
}
