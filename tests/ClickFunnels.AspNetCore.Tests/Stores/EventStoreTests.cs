using ClickFunnels.AspNetCore.Tests.Support;

namespace ClickFunnels.AspNetCore.Tests.Stores;

/// <summary>The contract of <see cref="IWebhookEventStore" />, tested with every store.</summary>
public abstract class EventStoreTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromDays(3);

    private readonly ManualTimeProvider _clock = new();
    private IWebhookEventStore _store = null!;

    [SetUp]
    public void Open() => _store = Create(_clock);

    [Test]
    public async Task An_event_is_accepted_once_per_tenant()
    {
        var webhook = Deliveries.Received("1", "acme");

        Assert.That(await _store.TryAcceptAsync(webhook), Is.EqualTo(WebhookAcceptance.Accepted));
        Assert.That(await _store.TryAcceptAsync(webhook), Is.EqualTo(WebhookAcceptance.Duplicate));
        Assert.That(await _store.TryAcceptAsync(Deliveries.Received("1", "other")), Is.EqualTo(WebhookAcceptance.Accepted));
    }

    [Test]
    public async Task One_of_many_concurrent_deliveries_is_accepted()
    {
        var webhook = Deliveries.Received();

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _store.TryAcceptAsync(webhook))));

        Assert.That(results.Count(static result => result == WebhookAcceptance.Accepted), Is.EqualTo(1));
    }

    [Test]
    public async Task A_claim_returns_the_accepted_event_and_prevents_other_claims()
    {
        var webhook = Deliveries.Received("1", "acme", "order.completed");
        await _store.TryAcceptAsync(webhook);

        var claimed = await ClaimOneAsync();

        Assert.That(claimed.Attempt, Is.EqualTo(1));
        Assert.That(claimed.Webhook.Key, Is.EqualTo(webhook.Key));
        Assert.That(claimed.Webhook.EventType, Is.EqualTo("order.completed"));
        Assert.That(claimed.Webhook.CreatedAt, Is.EqualTo(webhook.CreatedAt));
        Assert.That(claimed.Webhook.ReceivedAt, Is.EqualTo(webhook.ReceivedAt));
        Assert.That(claimed.Webhook.Body.ToArray(), Is.EqualTo(webhook.Body.ToArray()));
        Assert.That(await _store.ClaimAsync(10, Lease), Is.Empty);
    }

    [Test]
    public async Task A_handled_event_stays_a_duplicate()
    {
        var webhook = Deliveries.Received();
        await _store.TryAcceptAsync(webhook);
        var claimed = await ClaimOneAsync();

        Assert.That(await _store.CompleteAsync(claimed.Claim), Is.True);
        Assert.That(await _store.CompleteAsync(claimed.Claim), Is.False, "It is already complete.");
        _clock.Advance(Lease * 2);
        Assert.That(await _store.ClaimAsync(10, Lease), Is.Empty);
        Assert.That(await _store.TryAcceptAsync(webhook), Is.EqualTo(WebhookAcceptance.Duplicate));
    }

    [Test]
    public async Task After_the_lease_expires_a_second_claim_replaces_the_first()
    {
        await _store.TryAcceptAsync(Deliveries.Received());
        var first = await ClaimOneAsync();
        _clock.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.That(await _store.ClaimAsync(1, Lease), Is.Empty);

        _clock.Advance(TimeSpan.FromSeconds(1));
        var second = await ClaimOneAsync();

        Assert.That(second.Attempt, Is.EqualTo(2));
        Assert.That(await _store.CompleteAsync(first.Claim), Is.False);
        Assert.That(await _store.RenewAsync(first.Claim, Lease), Is.False);
        Assert.That(await _store.FailAsync(first.Claim, TimeSpan.Zero, "Late"), Is.False);
        Assert.That(await _store.FailAsync(first.Claim, null, "Late"), Is.False);
        Assert.That(await _store.ReleaseAsync(first.Claim), Is.False);
        Assert.That(await _store.CompleteAsync(second.Claim), Is.True);
    }

    [Test]
    public async Task A_renewed_lease_starts_again()
    {
        await _store.TryAcceptAsync(Deliveries.Received());
        var claimed = await ClaimOneAsync();
        _clock.Advance(Lease - TimeSpan.FromSeconds(1));

        Assert.That(await _store.RenewAsync(claimed.Claim, Lease), Is.True);
        _clock.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.That(await _store.ClaimAsync(1, Lease), Is.Empty);
        Assert.That(await _store.CompleteAsync(claimed.Claim), Is.True);
    }

    [Test]
    public async Task After_a_failure_the_event_is_due_after_the_delay()
    {
        await _store.TryAcceptAsync(Deliveries.Received());
        var claimed = await ClaimOneAsync();
        Assert.That(await _store.FailAsync(claimed.Claim, TimeSpan.FromMinutes(5), "TimeoutException"), Is.True);

        _clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.That(await _store.ClaimAsync(1, Lease), Is.Empty);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await ClaimOneAsync()).Attempt, Is.EqualTo(2));
    }

    [Test]
    public async Task A_dead_letter_is_listed_and_can_be_requeued()
    {
        var webhook = Deliveries.Received();
        await _store.TryAcceptAsync(webhook);
        await GiveUpAsync("InvalidOperationException");

        var dead = (await _store.ListDeadLettersAsync(10)).Single();
        Assert.That(dead.Webhook.Key, Is.EqualTo(webhook.Key));
        Assert.That(dead.Webhook.Body.ToArray(), Is.EqualTo(webhook.Body.ToArray()));
        Assert.That((dead.Attempts, dead.Failure, dead.DiedAt), Is.EqualTo((1, "InvalidOperationException", _clock.GetUtcNow())));
        Assert.That(await _store.TryAcceptAsync(webhook), Is.EqualTo(WebhookAcceptance.Duplicate));
        _clock.Advance(Long);
        Assert.That(await _store.ClaimAsync(1, Lease), Is.Empty);

        Assert.That(await _store.RequeueAsync(webhook.Key), Is.True);
        Assert.That(await _store.RequeueAsync(webhook.Key), Is.False, "It is not a dead letter any more.");
        Assert.That((await ClaimOneAsync()).Attempt, Is.EqualTo(1));
        Assert.That(await _store.ListDeadLettersAsync(10), Is.Empty);
    }

    [Test]
    public async Task A_discarded_dead_letter_stays_a_duplicate()
    {
        var webhook = Deliveries.Received();
        await _store.TryAcceptAsync(webhook);
        Assert.That(await _store.DiscardAsync(webhook.Key), Is.False, "It is not a dead letter yet.");
        await GiveUpAsync("Any");

        Assert.That(await _store.DiscardAsync(webhook.Key), Is.True);
        Assert.That(await _store.ListDeadLettersAsync(10), Is.Empty);
        Assert.That(await _store.TryAcceptAsync(webhook), Is.EqualTo(WebhookAcceptance.Duplicate));
    }

    [Test]
    public async Task A_released_claim_does_not_count_as_an_attempt()
    {
        await _store.TryAcceptAsync(Deliveries.Received());
        var claimed = await ClaimOneAsync();

        Assert.That(await _store.ReleaseAsync(claimed.Claim), Is.True);
        Assert.That((await ClaimOneAsync()).Attempt, Is.EqualTo(1));
    }

    [Test]
    public async Task Counts_contain_the_waiting_time_of_the_oldest_due_event()
    {
        Assert.That(await _store.CountAsync(), Is.EqualTo(new WebhookStoreCounts(0, 0, TimeSpan.Zero)));
        await _store.TryAcceptAsync(Deliveries.Received());
        await GiveUpAsync("Any");
        await _store.TryAcceptAsync(Deliveries.Received());
        _clock.Advance(TimeSpan.FromSeconds(90));
        await _store.TryAcceptAsync(Deliveries.Received());

        Assert.That(await _store.CountAsync(), Is.EqualTo(new WebhookStoreCounts(2, 1, TimeSpan.FromSeconds(90))));
        await _store.ClaimAsync(2, Lease);
        Assert.That(
            await _store.CountAsync(),
            Is.EqualTo(new WebhookStoreCounts(2, 1, TimeSpan.Zero)),
            "Claimed events do not wait for a worker."
        );
    }

    [Test]
    public async Task Only_events_whose_retention_has_expired_are_removed()
    {
        var (handled, dead, open) = (Deliveries.Received(), Deliveries.Received(), Deliveries.Received());
        await _store.TryAcceptAsync(handled);
        await _store.CompleteAsync((await ClaimOneAsync()).Claim);
        await _store.TryAcceptAsync(dead);
        await GiveUpAsync("Any");
        await _store.TryAcceptAsync(open);

        _clock.Advance(Long - TimeSpan.FromSeconds(1));
        Assert.That(await _store.CleanUpAsync(Long, Long * 2), Is.Zero);
        Assert.That(await _store.TryAcceptAsync(handled), Is.EqualTo(WebhookAcceptance.Duplicate));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await _store.CleanUpAsync(Long, Long * 2), Is.EqualTo(1));
        Assert.That(await _store.TryAcceptAsync(handled), Is.EqualTo(WebhookAcceptance.Accepted));

        _clock.Advance(Long);
        Assert.That(await _store.CleanUpAsync(Long, Long * 2), Is.EqualTo(1));
        Assert.That(await _store.CountAsync(), Has.Property("Open").EqualTo(2).And.Property("DeadLetters").Zero);
        Assert.That(await _store.TryAcceptAsync(open), Is.EqualTo(WebhookAcceptance.Duplicate));
    }

    [Test]
    public async Task Each_event_is_claimed_once_by_concurrent_claims()
    {
        const int Events = 300;
        for (var index = 0; index < Events; index++)
        {
            await _store.TryAcceptAsync(Deliveries.Received());
        }

        var claimed = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var mine = new List<WebhookKey>();
                        while (await _store.ClaimAsync(7, Lease) is { Count: > 0 } some)
                        {
                            mine.AddRange(some.Select(static webhook => webhook.Webhook.Key));
                        }

                        return mine;
                    })
                )
        );

        // A claim that finds only locked rows returns an empty list, so some events may be left.
        var left = await _store.ClaimAsync(Events, Lease);
        var all = claimed.SelectMany(static keys => keys).Concat(left.Select(static webhook => webhook.Webhook.Key)).ToList();
        Assert.That(all, Has.Count.EqualTo(Events).And.Unique);
    }

    [Test]
    public async Task Waiting_for_work_ends_when_an_event_is_accepted()
    {
        var waiting = _store.WaitForWorkAsync(TimeSpan.FromHours(1));
        Assert.That(waiting.IsCompleted, Is.False);

        await _store.TryAcceptAsync(Deliveries.Received());

        await waiting;
    }

    private protected abstract IWebhookEventStore Create(ManualTimeProvider clock);

    private async Task<ClaimedWebhook> ClaimOneAsync() => (await _store.ClaimAsync(1, Lease)).Single();

    private async Task GiveUpAsync(string failure) =>
        Assert.That(await _store.FailAsync((await ClaimOneAsync()).Claim, null, failure), Is.True);
}
