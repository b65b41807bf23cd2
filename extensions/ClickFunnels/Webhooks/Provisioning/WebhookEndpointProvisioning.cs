using System.Diagnostics;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Webhooks;

/// <summary>Result of <see cref="WebhookEndpointExtensions.EnsureEndpointAsync" />.</summary>
public enum WebhookEndpointChange
{
    /// <summary>The endpoint existed, with these event types.</summary>
    None,

    /// <summary>The endpoint was created. Its secret is shown only now.</summary>
    Created,

    /// <summary>The endpoint existed, and its event types were changed.</summary>
    Updated,
}

/// <summary>A webhook endpoint with the requested event types.</summary>
[DebuggerDisplay("WebhookEndpointProvisioning {Change}")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class WebhookEndpointProvisioning
{
    internal WebhookEndpointProvisioning(WebhookEndpoint endpoint, WebhookEndpointChange change)
    {
        Endpoint = endpoint;
        Change = change;
    }

    /// <summary>The endpoint.</summary>
    public WebhookEndpoint Endpoint { get; }

    /// <summary>The change that was made.</summary>
    public WebhookEndpointChange Change { get; }

    /// <summary>
    /// The secret of the signatures, if the endpoint was created; otherwise null. Store it now: the service shows it only once.
    /// </summary>
    public string? Secret => Change == WebhookEndpointChange.Created ? Endpoint.WebhookSecret : null;

    /// <summary>Returns the change; never the secret.</summary>
    public override string ToString() => $"{nameof(WebhookEndpointProvisioning)} {Change}";
}
