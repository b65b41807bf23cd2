using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Removes what is past its retention, from time to time.</summary>
internal sealed class WebhookHousekeeping(
    IWebhookEventStore store,
    IWebhookOrder order,
    IOptions<ClickFunnelsWebhooksOptions> options,
    ILogger<WebhookHousekeeping> log,
    TimeProvider? clock = null
) : BackgroundService
{
    private readonly ClickFunnelsWebhooksOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.CleanupInterval, clock ?? TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await CleanUpAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task CleanUpAsync(CancellationToken stopping)
    {
        try
        {
            var events = await store.CleanUpAsync(_options.Retention, _options.DeadLetterRetention, stopping).ConfigureAwait(false);
            await order.CleanUpAsync(_options.Retention, stopping).ConfigureAwait(false);
            WebhookLog.CleanedUp(log, events);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            WebhookLog.StoreFailed(log, exception);
        }
    }
}
