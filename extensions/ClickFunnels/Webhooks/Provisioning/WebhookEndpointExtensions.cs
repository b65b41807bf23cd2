using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Webhooks;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods that create and update webhook endpoints.</summary>
public static class WebhookEndpointExtensions
{
    private const int VersionOne = 1;

    /// <summary>
    /// Ensures that the workspace delivers the events to the address: creates the endpoint, or sets the event types of the one that has
    /// the address. Calling it again changes nothing.
    /// </summary>
    /// <remarks>
    /// Uses <c>GET</c> and <c>POST /workspaces/{workspace_id}/webhooks/outgoing/endpoints</c> and
    /// <c>PUT /webhooks/outgoing/endpoints/{id}</c>. The API has no key for endpoints: two processes that call it at the same
    /// moment may create two. Endpoints of version 1, which only the user interface creates, are not changed.
    /// </remarks>
    /// <param name="endpoints">The webhook endpoints of a workspace: <c>client.Webhooks.Endpoints</c>.</param>
    /// <param name="url">Address of the receiver: https, or http on loopback for an emulator. It must match exactly.</param>
    /// <param name="eventTypes">The event types, such as <c>contact.created</c>; at least one.</param>
    /// <param name="name">Name of a new endpoint; null for the host of the address.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ArgumentException">The address or the event types cannot be used.</exception>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public static async Task<WebhookEndpointProvisioning> EnsureEndpointAsync(
        this WebhookEndpointsClient endpoints,
        Uri url,
        IEnumerable<string> eventTypes,
        string? name = null,
        CancellationToken cancellationToken = default
    )
    {
        if (endpoints is null)
        {
            throw new ArgumentNullException(nameof(endpoints));
        }

        if (url is null || !url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            throw new ArgumentException("Expected an absolute https address; http is allowed on loopback only.", nameof(url));
        }

        var wanted = (eventTypes ?? throw new ArgumentNullException(nameof(eventTypes))).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0 || wanted.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("Expected at least one event type, such as contact.created, and no blank one.", nameof(eventTypes));
        }

        var existing = await FindAsync(endpoints, url, cancellationToken).ConfigureAwait(false);
        if (existing is null)
        {
            var created = await endpoints
                .CreateAsync(
                    new WebhookEndpointCreate
                    {
                        Url = url.AbsoluteUri,
                        Name = name ?? url.Host,
                        EventTypeIds = wanted,
                    },
                    cancellationToken: cancellationToken
                )
                .ConfigureAwait(false);
            return new WebhookEndpointProvisioning(created, WebhookEndpointChange.Created);
        }

        if (new HashSet<string>(wanted, StringComparer.Ordinal).SetEquals(existing.EventTypeIds ?? []))
        {
            return new WebhookEndpointProvisioning(existing, WebhookEndpointChange.None);
        }

        var updated = await endpoints
            .UpdateAsync(existing.Id, new WebhookEndpointUpdate { EventTypeIds = wanted }, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return new WebhookEndpointProvisioning(updated, WebhookEndpointChange.Updated);
    }

    private static async Task<WebhookEndpoint?> FindAsync(WebhookEndpointsClient endpoints, Uri url, CancellationToken cancellationToken)
    {
        // In ascending order, so that the oldest of several is used each time.
        await foreach (var endpoint in endpoints.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(endpoint.Url, url.AbsoluteUri, StringComparison.Ordinal) && endpoint.ApiVersion != VersionOne)
            {
                return endpoint;
            }
        }

        return null;
    }
}
