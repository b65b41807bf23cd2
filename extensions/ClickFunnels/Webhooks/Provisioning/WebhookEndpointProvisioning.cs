using System.Diagnostics;

namespace ClickFunnels.Webhooks;

/// <summary>What <see cref="WebhookEndpointExtensions.EnsureEndpointAsync" /> did.</summary>
public enum WebhookEndpointChange
{
    /// <summary>The endpoint was there as asked for.</summary>
    None,

    /// <summary>The endpoint was made; its secret is shown this once.</summary>
    Created,

    /// <summary>The endpoint was there, and its event types were set.</summary>
    Updated,
}

/// <summary>An endpoint that is as it was asked for.</summary>
[DebuggerDisplay("WebhookEndpointProvisioning {Change}")]
public sealed class WebhookEndpointProvisioning
{
    internal WebhookEndpointProvisioning(WebhookEndpoint endpoint, WebhookEndpointChange change)
    {
        Endpoint = endpoint;
        Change = change;
    }

    /// <summary>The endpoint.</summary>
    public WebhookEndpoint Endpoint { get; }

    /// <summary>What was done to it.</summary>
    public WebhookEndpointChange Change { get; }

    /// <summary>
    /// The secret that deliveries are signed with: keep it now, as the service shows it only when the endpoint is created. Null
    /// otherwise.
    /// </summary>
    public string? Secret => Change == WebhookEndpointChange.Created ? Endpoint.WebhookSecret : null;

    /// <summary>Returns what was done; never the secret.</summary>
    public override string ToString() => $"{nameof(WebhookEndpointProvisioning)} {Change}";
}
