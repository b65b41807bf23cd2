using ClickFunnels.AspNetCore.Tests.Support;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore.Tests.Handling;

/// <summary>Running handlers when the application stops or their claim is lost.</summary>
public sealed class ShutdownTests
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly InMemoryWebhookEventStore _store = new(Options.Create(new ClickFunnelsWebhooksOptions()));

    [Test]
    public async Task A_running_handler_can_finish_and_its_success_is_recorded()
    {
        await using var receiver = await StartAsync(TimeSpan.FromMinutes(1));
        await receiver.SendAsync(Deliveries.Event());
        await _started.Task;

        var stopping = receiver.StopAsync();
        Assert.That(stopping.IsCompleted, Is.False);
        _finish.SetResult();
        await stopping;

        Assert.That(await _store.CountAsync(), Is.EqualTo(new WebhookStoreCounts(0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task After_the_grace_period_it_is_canceled_and_another_process_can_claim_its_event()
    {
        await using var receiver = await StartAsync(TimeSpan.Zero);
        await receiver.SendAsync(Deliveries.Event());
        await _started.Task;

        await receiver.StopAsync();

        var claimed = (await _store.ClaimAsync(1, TimeSpan.FromSeconds(30))).Single();
        Assert.That(claimed.Attempt, Is.EqualTo(1), "The canceled attempt does not count.");
    }

    [Test]
    public async Task A_long_handler_keeps_its_claim_by_renewing_it()
    {
        var renewals = new CountingStore(_store);
        await using var receiver = await StartAsync(TimeSpan.FromMinutes(1), renewals);
        await receiver.SendAsync(Deliveries.Event());
        await _started.Task;

        await renewals.Renewed(4);
        _finish.SetResult();
        await receiver.UntilIdleAsync();

        Assert.That(await _store.CountAsync(), Is.EqualTo(new WebhookStoreCounts(0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task A_handler_whose_claim_was_lost_is_canceled()
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = await TestReceiver.StartAsync(
            builder =>
                builder
                    .OnAny(
                        async (_, _, cancellationToken) =>
                        {
                            try
                            {
                                await Task.Delay(Timeout.Infinite, cancellationToken);
                            }
                            finally
                            {
                                canceled.TrySetResult();
                            }
                        }
                    )
                    .Use(new CountingStore(_store) { LosesClaims = true }),
            static options => options.Lease = TimeSpan.FromMilliseconds(600)
        );
        await receiver.SendAsync(Deliveries.Event());

        await canceled.Task;
    }

    private Task<TestReceiver> StartAsync(TimeSpan grace, IWebhookEventStore? store = null) =>
        TestReceiver.StartAsync(
            builder =>
                builder
                    .OnAny(
                        async (_, _, cancellationToken) =>
                        {
                            _started.TrySetResult();
                            await _finish.Task.WaitAsync(cancellationToken);
                        }
                    )
                    .Use(store ?? _store),
            options => (options.ShutdownGrace, options.Lease) = (grace, TimeSpan.FromMilliseconds(600))
        );
}
