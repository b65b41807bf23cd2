using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>A health check: degraded if events wait too long or there are dead letters, unhealthy if the store fails.</summary>
internal sealed class WebhookHealthCheck(IWebhookEventStore store, IOptions<ClickFunnelsWebhooksOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        WebhookStoreCounts counts;
        try
        {
            counts = await store.CountAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The webhook store failed.", exception);
        }

        var data = new Dictionary<string, object>
        {
            ["open"] = counts.Open,
            ["deadLetters"] = counts.DeadLetters,
            ["backlogAgeSeconds"] = counts.BacklogAge.TotalSeconds,
        };
        var problems = new List<string>();
        if (counts.BacklogAge > options.Value.MaxBacklogAge)
        {
            problems.Add("Webhook events wait too long for a worker: add workers or processes, or make handlers faster.");
        }

        if (counts.DeadLetters > options.Value.MaxDeadLetters)
        {
            problems.Add("There are dead letters: requeue or discard them.");
        }

        return problems.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded(string.Join(" ", problems), data: data);
    }
}
