using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Claims as many due events as there are free workers and handles them.</summary>
internal sealed class WebhookProcessor(
    IWebhookEventStore store,
    WebhookAttempt attempt,
    IOptions<ClickFunnelsWebhooksOptions> options,
    IOptions<HostOptions> host,
    ILogger<WebhookProcessor> log,
    TimeProvider? clock = null
) : BackgroundService
{
    private static readonly TimeSpan MaximumDelay = TimeSpan.FromSeconds(30);

    private readonly ClickFunnelsWebhooksOptions _options = options.Value;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly SemaphoreSlim _free = new(options.Value.Workers);
    private readonly CancellationTokenSource _stopHandlers = new();

    public override void Dispose()
    {
        _free.Dispose();
        _stopHandlers.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store is InMemoryWebhookEventStore)
        {
            WebhookLog.KeptInMemory(log);
        }

        var delay = _options.PollInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ClaimAndStartAsync(stoppingToken).ConfigureAwait(false);
                delay = _options.PollInterval;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                WebhookLog.StoreFailed(log, exception);
                await DelayAsync(delay, stoppingToken).ConfigureAwait(false);
                delay = delay + delay < MaximumDelay ? delay + delay : MaximumDelay;
            }
        }

        await FinishAsync().ConfigureAwait(false);
    }

    private async Task ClaimAndStartAsync(CancellationToken stopping)
    {
        await _free.WaitAsync(stopping).ConfigureAwait(false);
        var free = 1;
        while (free < _options.Workers && await _free.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
        {
            free++;
        }

        var maximum = free;
        try
        {
            // Not canceled when the application stops: events of a canceled claim would wait until their lease expires.
            var claimed = await store.ClaimAsync(maximum, _options.Lease, CancellationToken.None).ConfigureAwait(false);
            foreach (var webhook in claimed)
            {
                free--;
                _ = RunAsync(webhook);
            }

            if (free == 0)
            {
                return;
            }
        }
        finally
        {
            if (free > 0)
            {
                _free.Release(free);
            }
        }

        await store.WaitForWorkAsync(_options.PollInterval, stopping).ConfigureAwait(false);
    }

    private async Task RunAsync(ClaimedWebhook webhook)
    {
        // Otherwise a handler that runs synchronously would block the claiming of events.
        await Task.Yield();
        try
        {
            await attempt.RunAsync(webhook, _stopHandlers.Token).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    // Waits until all workers are free, because then no handler is running.
    private async Task FinishAsync()
    {
        var limit = host.Value.ShutdownTimeout * 0.8;
        var grace = _options.ShutdownGrace < limit ? _options.ShutdownGrace : limit;
        using (var timer = new CancellationTokenSource(grace, _clock))
        using (timer.Token.Register(static stop => ((CancellationTokenSource)stop!).Cancel(), _stopHandlers))
        {
            for (var worker = 0; worker < _options.Workers; worker++)
            {
                await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task DelayAsync(TimeSpan delay, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(delay, _clock, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The application is stopping, which ends the loop.
        }
    }
}
