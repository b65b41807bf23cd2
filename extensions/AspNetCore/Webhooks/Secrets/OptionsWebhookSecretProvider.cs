using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Takes the secrets from the options; a change of the configuration is seen with the next delivery.</summary>
internal sealed class OptionsWebhookSecretProvider(IOptionsMonitor<ClickFunnelsWebhooksOptions> options) : IWebhookSecretProvider
{
    public ValueTask<IReadOnlyList<string>?> FindSecretsAsync(string tenant, CancellationToken cancellationToken)
    {
        var current = options.CurrentValue;

        // A delivery that names a tenant is never verified with the secrets of none.
        IReadOnlyList<string>? secrets =
            tenant.Length == 0 ? [.. current.Secrets]
            : current.TenantSecrets.TryGetValue(tenant, out var found) ? found
            : null;
        return new(secrets);
    }
}
