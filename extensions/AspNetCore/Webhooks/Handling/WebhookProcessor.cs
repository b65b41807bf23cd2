using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Claims events that are due, as many as there are free workers, and has them handled.</summary>
internal sealed class WebhookProcessor(
    IWebhookEventStore store,
    WebhookAttempt attempt,
    IOptions<ClickFunnelsWebhooksOptions> options,
    IOptions<HostOptions> host,
    ILogger<WebhookProcessor> log,
    TimeProvider? clock = null
) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

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

        var pause = _options.PollInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ClaimAndStartAsync(stoppingToken).ConfigureAwait(false);
                pause = _options.PollInterval;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                WebhookLog.StoreFailed(log, exception);
                await PauseAsync(pause, stoppingToken).ConfigureAwait(false);
                pause = pause + pause < LongestPause ? pause + pause : LongestPause;
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

        var wanted = free;
        try
        {
            // Not canceled by the stop: what a canceled claim had claimed would wait for the end of its lease.
            var claimed = await store.ClaimAsync(wanted, _options.Lease, CancellationToken.None).ConfigureAwait(false);
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
        // A handler that does not await would otherwise hold up the claiming.
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

    // All workers are free when no handler runs any more.
    private async Task FinishAsync()
    {
        var limit = host.Value.ShutdownTimeout * 0.8;
        var grace = _options.ShutdownGrace < limit ? _options.ShutdownGrace : limit;
        using (var time = new CancellationTokenSource(grace, _clock))
        using (time.Token.Register(static stop => ((CancellationTokenSource)stop!).Cancel(), _stopHandlers))
        {
            for (var worker = 0; worker < _options.Workers; worker++)
            {
                await _free.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, _clock, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop ends.
        }
    }
}
