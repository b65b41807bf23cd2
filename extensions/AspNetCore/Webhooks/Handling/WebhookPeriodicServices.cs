using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Runs a task on the store at a fixed interval until the application stops. Errors are logged and do not end it.</summary>
internal abstract class WebhookPeriodicService(TimeSpan interval, ILogger log, TimeProvider? clock) : BackgroundService
{
    protected abstract Task RunAsync(CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, clock ?? TimeProvider.System);
        try
        {
            do
            {
                try
                {
                    await RunAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
                {
                    WebhookLog.StoreFailed(log, exception);
                }
            } while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application is stopping.
        }
    }
}

/// <summary>Removes events whose retention has expired.</summary>
internal sealed class WebhookHousekeeping(
    IWebhookEventStore store,
    IWebhookOrder order,
    IOptions<ClickFunnelsWebhooksOptions> options,
    ILogger<WebhookHousekeeping> log,
    TimeProvider? clock = null
) : WebhookPeriodicService(options.Value.CleanupInterval, log, clock)
{
    private readonly ILogger _log = log;

    protected override async Task RunAsync(CancellationToken stopping)
    {
        var (retention, deadLetterRetention) = (options.Value.Retention, options.Value.DeadLetterRetention);
        var count = await store.CleanUpAsync(retention, deadLetterRetention, stopping).ConfigureAwait(false);
        await order.CleanUpAsync(retention, stopping).ConfigureAwait(false);
        WebhookLog.CleanedUp(_log, count);
    }
}

/// <summary>Updates the backlog gauges.</summary>
internal sealed class WebhookGauges(
    IWebhookEventStore store,
    WebhookMetrics metrics,
    ILogger<WebhookGauges> log,
    TimeProvider? clock = null
) : WebhookPeriodicService(TimeSpan.FromSeconds(15), log, clock)
{
    protected override async Task RunAsync(CancellationToken stopping) =>
        metrics.UpdateBacklog(await store.CountAsync(stopping).ConfigureAwait(false));
}
