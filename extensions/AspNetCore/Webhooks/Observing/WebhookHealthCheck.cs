using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Degraded when events wait too long or were given up; unhealthy when the store does not answer.</summary>
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
            return new HealthCheckResult(context.Registration.FailureStatus, "The webhook store does not answer.", exception);
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
            problems.Add("Webhook events wait too long for a worker.");
        }

        if (counts.DeadLetters > options.Value.MaxDeadLetters)
        {
            problems.Add("Webhook events were given up: requeue or discard the dead letters.");
        }

        return problems.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded(string.Join(" ", problems), data: data);
    }
}
