namespace ClickFunnels.AspNetCore;

/// <summary>
/// Finds the secrets that deliveries of a tenant may be signed with, for example in a database. Register yours with
/// <c>UseSecrets</c>; without it the secrets of the options are used. It is asked for every delivery, also forged ones: keep
/// what you look up for a while.
/// </summary>
public interface IWebhookSecretProvider
{
    /// <summary>
    /// Returns the secrets, the current one first; null or none when there is no such tenant, which is answered with 401.
    /// </summary>
    /// <param name="tenant">The tenant as the sender wrote it into the address; empty for an endpoint without tenants.</param>
    /// <param name="cancellationToken">Canceled when the sender goes away.</param>
    ValueTask<IReadOnlyList<string>?> FindSecretsAsync(string tenant, CancellationToken cancellationToken);
}
