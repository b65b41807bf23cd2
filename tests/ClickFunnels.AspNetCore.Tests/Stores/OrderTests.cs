using ClickFunnels.AspNetCore.PostgreSql;
using ClickFunnels.AspNetCore.Tests.Support;

namespace ClickFunnels.AspNetCore.Tests.Stores;

/// <summary>Both implementations of the order of events.</summary>
public sealed class OrderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookSubject Subject = new("acme", "Contact", 7);

    private readonly ManualTimeProvider _clock = new();

    [TestCase(StoreKind.Memory)]
    [TestCase(StoreKind.PostgreSql)]
    public async Task An_older_event_of_the_same_record_is_stale_and_an_equal_time_is_not(StoreKind kind)
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
    public async Task The_latest_of_many_concurrent_events_is_recorded(StoreKind kind)
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
    public async Task A_record_without_events_is_removed_after_the_retention(StoreKind kind)
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
    public async Task The_in_memory_order_removes_the_least_recently_seen_record()
    {
        var order = new InMemoryWebhookOrder(_clock);
        for (var id = 0; id < InMemoryWebhookOrder.MaximumSubjects; id++)
        {
            await order.TryAdvanceAsync(new WebhookSubject("", "Contact", id), Noon);
        }

        await order.TryAdvanceAsync(new WebhookSubject("", "Contact", 0), Noon);
        await order.TryAdvanceAsync(new WebhookSubject("", "Contact", -1), Noon);

        Assert.That(await order.TryAdvanceAsync(new WebhookSubject("", "Contact", 0), Noon.AddSeconds(-1)), Is.False, "Recently seen.");
        Assert.That(await order.TryAdvanceAsync(new WebhookSubject("", "Contact", 1), Noon.AddSeconds(-1)), Is.True, "Removed.");
    }

    private IWebhookOrder Create(StoreKind kind) =>
        kind == StoreKind.Memory
            ? new InMemoryWebhookOrder(_clock)
            : new PostgreSqlWebhookOrder(
                PostgreSqlServer.Require().Source,
                new PostgreSqlWebhookOptions { Schema = PostgreSqlServer.NewSchema(), TimeProvider = _clock }
            );
}
