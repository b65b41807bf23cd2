using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore;

/// <summary>Keeps the gauges of the backlog up to date.</summary>
internal sealed class WebhookGauges(
    IWebhookEventStore store,
    WebhookMetrics metrics,
    ILogger<WebhookGauges> log,
    TimeProvider? clock = null
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock ?? TimeProvider.System);
        try
        {
            do
            {
                try
                {
                    metrics.Show(await store.CountAsync(stoppingToken).ConfigureAwait(false));
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    WebhookLog.StoreFailed(log, exception);
                }
            } while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }
}
