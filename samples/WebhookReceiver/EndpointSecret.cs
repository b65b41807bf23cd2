using ClickFunnels.AspNetCore;
using ClickFunnels.Webhooks;

namespace WebhookSample;

/// <summary>
/// Provides the secret of the webhook endpoint. The receiver must listen before the endpoint and its secret exist, because the
/// endpoint requires the URL. Until then every delivery is rejected, and the service repeats it.
/// </summary>
public sealed class EndpointSecret : IWebhookSecretProvider
{
    private volatile IReadOnlyList<string>? _secrets;

    /// <summary>
    /// Takes the secret from an endpoint that was just created. The service returns it only once: your application must store it.
    /// </summary>
    /// <param name="endpoint">The result of <c>EnsureEndpointAsync</c>.</param>
    /// <exception cref="InvalidOperationException">The endpoint already existed, so the service did not return its secret.</exception>
    public void TakeFrom(WebhookEndpointProvisioning endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _secrets =
        [
            endpoint.Secret
                ?? throw new InvalidOperationException(
                    "The endpoint already exists: use the secret that was stored when it was created, or delete the endpoint."
                ),
        ];
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<string>?> FindSecretsAsync(string tenant, CancellationToken cancellationToken) => new(_secrets);
}
