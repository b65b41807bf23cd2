using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Finds the secrets of a tenant, for example in a database. Register your implementation with <c>UseSecrets</c>. The default
/// implementation takes the secrets from the options. It is called for every delivery, including forged ones: cache the results.
/// </summary>
public interface IWebhookSecretProvider
{
    /// <summary>Returns the secrets of a tenant, current first. For an unknown tenant (null or empty), the response is 401.</summary>
    /// <param name="tenant">The tenant as the sender wrote it in the URL; empty for an endpoint without tenants.</param>
    /// <param name="cancellationToken">Canceled when the sender closes the connection.</param>
    ValueTask<IReadOnlyList<string>?> FindSecretsAsync(string tenant, CancellationToken cancellationToken);
}

/// <summary>Takes the secrets from the options. A configuration change applies to the next delivery.</summary>
internal sealed class OptionsWebhookSecretProvider(IOptionsMonitor<ClickFunnelsWebhooksOptions> options) : IWebhookSecretProvider
{
    public ValueTask<IReadOnlyList<string>?> FindSecretsAsync(string tenant, CancellationToken cancellationToken)
    {
        var current = options.CurrentValue;

        // A delivery with a tenant is never verified with the secrets for deliveries without one.
        IReadOnlyList<string>? secrets =
            tenant.Length == 0 ? [.. current.Secrets]
            : current.TenantSecrets.TryGetValue(tenant, out var found) ? found
            : null;
        return new(secrets);
    }
}
