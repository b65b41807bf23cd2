using System.Collections.Concurrent;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Handles a claimed event: renews its lease, calls the handler and records the result.</summary>
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
    // The error type of a dead letter whose attempts all ended with a crash.
    private const string Crashed = "ProcessEnded";

    // The sender chooses event types, so the number of warnings is limited.
    private const int MaximumWarnings = 100;

    private readonly ConcurrentDictionary<string, bool> _warned = new(StringComparer.Ordinal);
    private readonly ClickFunnelsWebhooksOptions _options = options.Value;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    private int MaximumAttempts => _options.Delays.Count + 1;

    /// <summary>Handles the event. Never throws: if the result cannot be recorded, the event is retried when its lease expires.</summary>
    public async Task RunAsync(ClaimedWebhook claimed, CancellationToken stopping)
    {
        try
        {
            // Every earlier attempt ended with a crash, so the event itself may cause it.
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
        using var timeout = new CancellationTokenSource(_options.HandlerTimeout, _clock);
        using var lost = new CancellationTokenSource();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lost.Token, stopping);
        using var renewing = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);

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
        else if (failure is OperationCanceledException && stopping.IsCancellationRequested && !timeout.IsCancellationRequested)
        {
            observation.Failed("Stopped");
            await store.ReleaseAsync(claimed.Claim, CancellationToken.None).ConfigureAwait(false);
            WebhookLog.Released(log, claimed.Webhook.EventType, claimed.Webhook.Key);
        }
        else
        {
            var error = failure is OperationCanceledException && timeout.IsCancellationRequested ? "Timeout" : failure.GetType().Name;
            observation.Failed(error);
            WebhookLog.HandlerFailed(log, failure, claimed.Webhook.EventType, claimed.Webhook.Key, claimed.Attempt, MaximumAttempts);
            await RecordFailureAsync(claimed, error, giveUp: claimed.Attempt >= MaximumAttempts).ConfigureAwait(false);
        }
    }

    private async Task CallHandlerAsync(ClaimedWebhook claimed, CancellationToken cancellationToken)
    {
        // Parsed again, because the store keeps the raw bytes.
        var notification = WebhookNotification.Parse(claimed.Webhook.Body);
        if (handlers.Find(notification) is not { } handler)
        {
            LogUnhandled(notification, claimed.Webhook);
            return;
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await handler(notification, new WebhookContext(claimed, notification, scope.ServiceProvider), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // An application that handles known types on purpose does not expect to lose events of other classes.
    private void LogUnhandled(WebhookNotification notification, ReceivedWebhook webhook)
    {
        var reason = notification switch
        {
            UnknownWebhookNotification => "this version of the package does not know the event type",
            VersionOneWebhookNotification => "the event has the format of version 1",
            _ => null,
        };
        var type = notification.GetType().Name;
        if (reason is null || _warned.Count >= MaximumWarnings || !_warned.TryAdd($"{type} {webhook.EventType}", true))
        {
            WebhookLog.NoHandler(log, webhook.EventType, webhook.Key);
            return;
        }

        WebhookLog.UntypedAndUnhandled(log, webhook.EventType, webhook.Key, reason, type);
    }

    private async Task RecordFailureAsync(ClaimedWebhook claimed, string error, bool giveUp)
    {
        TimeSpan? delay = giveUp ? null : _options.Delays[claimed.Attempt - 1];
        if (!await store.FailAsync(claimed.Claim, delay, error, CancellationToken.None).ConfigureAwait(false))
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

    // Ends when the handler times out, so that the lease of an event whose handler hangs expires.
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
                // A later renewal may succeed. If none does, the lease expires.
                WebhookLog.RecordingFailed(log, exception, claimed.Webhook.EventType, claimed.Webhook.Key);
            }
        }
    }
}
