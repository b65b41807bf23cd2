using ClickFunnels.AspNetCore.Tests.Support;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore.Tests.Stores;

public sealed class InMemoryStoreTests : EventStoreTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Test]
    public async Task The_store_is_full_at_its_number_of_events_until_one_is_handled()
    {
        var store = Store(new() { MaxOpenEvents = 2 });
        await store.TryAcceptAsync(Deliveries.Received());
        await store.TryAcceptAsync(Deliveries.Received());

        await Assert.ThrowsAsync<WebhookStoreFullException>(() => store.TryAcceptAsync(Deliveries.Received()));
        await store.CompleteAsync((await store.ClaimAsync(1, Lease))[0].Claim);
        Assert.That(await store.TryAcceptAsync(Deliveries.Received()), Is.EqualTo(WebhookAcceptance.Accepted));
    }

    [Test]
    public async Task The_store_is_full_at_its_number_of_bytes()
    {
        var store = Store(new() { MaxBytes = 1024 });
        await store.TryAcceptAsync(Sized(1000));

        await Assert.ThrowsAsync<WebhookStoreFullException>(() => store.TryAcceptAsync(Sized(25)));
        Assert.That(await store.TryAcceptAsync(Sized(24)), Is.EqualTo(WebhookAcceptance.Accepted));
    }

    [Test]
    public async Task The_oldest_dead_letter_and_the_oldest_id_are_removed_at_their_limits()
    {
        var clock = new ManualTimeProvider();
        var store = Store(new() { MaxDeadLetters = 1, MaxRememberedEvents = 1 }, clock);
        var webhooks = new[] { Deliveries.Received(), Deliveries.Received(), Deliveries.Received() };
        foreach (var webhook in webhooks)
        {
            await store.TryAcceptAsync(webhook);
            await store.FailAsync((await store.ClaimAsync(1, Lease))[0].Claim, null, "Any");
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That((await store.ListDeadLettersAsync(10)).Single().Webhook.Key, Is.EqualTo(webhooks[2].Key));
        Assert.That(await store.TryAcceptAsync(webhooks[1]), Is.EqualTo(WebhookAcceptance.Duplicate));
        Assert.That(await store.TryAcceptAsync(webhooks[0]), Is.EqualTo(WebhookAcceptance.Accepted), "Only one id is remembered.");
    }

    [Test]
    public async Task Waiting_for_work_ends_when_a_retry_is_due()
    {
        var clock = new ManualTimeProvider();
        var store = Store(new(), clock);
        await store.TryAcceptAsync(Deliveries.Received());
        await store.FailAsync((await store.ClaimAsync(1, Lease))[0].Claim, TimeSpan.FromSeconds(5), "Any");
        await store.WaitForWorkAsync(TimeSpan.FromHours(1));

        var waiting = store.WaitForWorkAsync(TimeSpan.FromHours(1));
        Assert.That(waiting.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(5));
        await waiting;
    }

    private protected override IWebhookEventStore Create(ManualTimeProvider clock) => Store(new(), clock);

    private static InMemoryWebhookEventStore Store(InMemoryWebhookStoreOptions bounds, TimeProvider? clock = null) =>
        new(Options.Create(new ClickFunnelsWebhooksOptions { InMemory = bounds }), clock);

    private static ReceivedWebhook Sized(int bytes) =>
        new()
        {
            Key = new WebhookKey("", Deliveries.NewId()),
            EventType = "contact.created",
            ReceivedAt = default,
            Body = new byte[bytes],
        };
}
