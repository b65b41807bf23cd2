using ClickFunnels.AspNetCore;
using ClickFunnels.Webhooks;

namespace WebhookSample;

/// <summary>
/// The secret of the endpoint. The receiver listens before there is one, as the endpoint needs its address; until then each
/// delivery is refused, and the service repeats what was refused.
/// </summary>
public sealed class EndpointSecret : IWebhookSecretProvider
{
    private volatile IReadOnlyList<string>? _secrets;

    /// <summary>
    /// Takes the secret from the endpoint that was just created. An application also keeps it where it keeps its secrets, as it is shown
    /// once.
    /// </summary>
    /// <param name="endpoint">What <c>EnsureEndpointAsync</c> returned.</param>
    /// <exception cref="InvalidOperationException">The endpoint was there before, so that its secret was shown to somebody
    /// else.</exception>
    public void TakeFrom(WebhookEndpointProvisioning endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        _secrets =
        [
            endpoint.Secret
                ?? throw new InvalidOperationException(
                    "The endpoint was there before: use the secret that was kept then, or delete the endpoint."
                ),
        ];
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<string>?> FindSecretsAsync(string tenant, CancellationToken cancellationToken) => new(_secrets);
}
