using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>Asks the emulator over HTTP whether it is ready.</summary>
internal sealed class EmulatorHealthCheck(ApiEmulatorResource resource) : IHealthCheck
{
    // Without the handlers that the app host gives its own clients, such as retries.
    private static readonly HttpClient Client = new();

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!resource.Started.IsCompletedSuccessfully)
        {
            return HealthCheckResult.Unhealthy("The emulator does not run yet.");
        }

        using var response = await Client
            .GetAsync(
                new Uri(resource.Started.Result.Url, EmulatorPaths.Health),
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            )
            .ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The emulator reports status {(int)response.StatusCode}.");
    }
}
