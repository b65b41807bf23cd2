using Aspire.Hosting.ApplicationModel;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>A receiver of webhooks in the application.</summary>
/// <param name="Endpoint">Endpoint of the resource that receives them.</param>
/// <param name="Path">Path of the receiver.</param>
internal sealed record WebhookReceiverReference(EndpointReference Endpoint, string Path)
{
    /// <summary>Name of its webhook endpoint, by which the next run finds and replaces it.</summary>
    public string Name => $"Aspire: {Endpoint.Resource.Name}{Path}";
}
