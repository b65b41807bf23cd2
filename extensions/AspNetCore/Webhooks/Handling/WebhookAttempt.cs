using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>One attempt to handle a claimed event, from its handler to the record of how it ended.</summary>
internal sealed class WebhookAttempt(
    IWebhookEventStore store,
    WebhookHandlers handlers,
    IServiceScopeFactory scopes,
    IOptions<ClickFunnelsWebhooksOptions> options,
    WebhookMetrics metrics,
    ILogger<WebhookAttempt> log,
    TimeProvider? clock = null
)
{
    // Only so that the log and the dead letter say what happened; the lease is what was lost.
    private const string Crashed = "ProcessEnded";

    private readonly ClickFunnelsWebhooksOptions _options = options.Value;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    private int MaximumAttempts => _options.RetrySchedule.Count + 1;

    /// <summary>Never throws: what cannot be recorded is left to the end of the lease.</summary>
    public async Task RunAsync(ClaimedWebhook claimed, CancellationToken stopping)
    {
        try
        {
            // Each earlier attempt ended with its process: it may well be the event that ends it.
            if (claimed.Attempt > MaximumAttempts)
            {
                await RecordFailureAsync(claimed, Crashed, giveUp: true).ConfigureAwait(false);
            }
            else
            {
                await HandleAsync(claimed, stopping).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            WebhookLog.RecordingFailed(log, exception, claimed.Webhook.EventType, claimed.Webhook.Key);
        }
    }

    private async Task HandleAsync(ClaimedWebhook claimed, CancellationToken stopping)
    {
        using var observation = metrics.Observe(claimed);
        using var time = new CancellationTokenSource(_options.HandlerTimeout, _clock);
        using var lost = new CancellationTokenSource();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(time.Token, lost.Token, stopping);
        using var renewing = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stopping);

        var renewal = RenewAsync(claimed, lost, renewing.Token);
        Exception? failure = null;
        try
        {
            await CallHandlerAsync(claimed, cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await renewing.CancelAsync().ConfigureAwait(false);
        await renewal.ConfigureAwait(false);

        if (failure is null)
        {
            observation.Succeeded();
            if (!await store.CompleteAsync(claimed.Claim, CancellationToken.None).ConfigureAwait(false))
            {
                WebhookLog.ClaimLost(log, claimed.Webhook.EventType, claimed.Webhook.Key);
            }

            return;
        }

        if (lost.IsCancellationRequested)
        {
            observation.Failed("ClaimLost");
            WebhookLog.ClaimLost(log, claimed.Webhook.EventType, claimed.Webhook.Key);
        }
        else if (failure is OperationCanceledException && stopping.IsCancellationRequested && !time.IsCancellationRequested)
        {
            observation.Failed("Stopped");
            await store.ReleaseAsync(claimed.Claim, CancellationToken.None).ConfigureAwait(false);
            WebhookLog.Released(log, claimed.Webhook.EventType, claimed.Webhook.Key);
        }
        else
        {
            var error = failure is OperationCanceledException && time.IsCancellationRequested ? "Timeout" : failure.GetType().Name;
            observation.Failed(error);
            WebhookLog.HandlerFailed(log, failure, claimed.Webhook.EventType, claimed.Webhook.Key, claimed.Attempt, MaximumAttempts);
            await RecordFailureAsync(claimed, error, giveUp: claimed.Attempt >= MaximumAttempts).ConfigureAwait(false);
        }
    }

    private async Task CallHandlerAsync(ClaimedWebhook claimed, CancellationToken cancellationToken)
    {
        var notification = WebhookNotification.Parse(claimed.Webhook.Body);
        if (handlers.Find(notification) is not { } handler)
        {
            WebhookLog.NoHandler(log, claimed.Webhook.EventType, claimed.Webhook.Key);
            return;
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await handler(notification, new WebhookContext(claimed, notification, scope.ServiceProvider), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task RecordFailureAsync(ClaimedWebhook claimed, string error, bool giveUp)
    {
        TimeSpan? wait = giveUp ? null : _options.RetrySchedule[claimed.Attempt - 1];
        if (!await store.FailAsync(claimed.Claim, wait, error, CancellationToken.None).ConfigureAwait(false))
        {
            WebhookLog.ClaimLost(log, claimed.Webhook.EventType, claimed.Webhook.Key);
            return;
        }

        if (giveUp)
        {
            metrics.DeadLettered(claimed);
            WebhookLog.DeadLettered(log, claimed.Webhook.EventType, claimed.Webhook.Key, claimed.Attempt, error);
        }
    }

    // Ends with the handler's time, so that an event whose handler hangs is free for others once the lease is over.
    private async Task RenewAsync(ClaimedWebhook claimed, CancellationTokenSource lost, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(_options.Lease / 3, _clock, cancellationToken).ConfigureAwait(false);
                if (await store.RenewAsync(claimed.Claim, _options.Lease, cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }

                await lost.CancelAsync().ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The next renewal may succeed; if none does, the lease runs out.
                WebhookLog.RecordingFailed(log, exception, claimed.Webhook.EventType, claimed.Webhook.Key);
            }
        }
    }
}
