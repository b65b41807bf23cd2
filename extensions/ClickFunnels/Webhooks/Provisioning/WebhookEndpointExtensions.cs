using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Webhooks;

#pragma warning disable IDE0130 // Where users of the client find it without a further namespace.
namespace ClickFunnels;

/// <summary>Webhook endpoints as they are wanted.</summary>
public static class WebhookEndpointExtensions
{
    private const int VersionOne = 1;

    /// <summary>
    /// Makes sure that the workspace delivers the events to the address: creates the endpoint, or sets the event types of the one
    /// that has the address. Calling it again changes nothing.
    /// </summary>
    /// <remarks>
    /// Uses <c>GET</c> and <c>POST /workspaces/{workspace_id}/webhooks/outgoing/endpoints</c> and
    /// <c>PUT /webhooks/outgoing/endpoints/{id}</c>. The API has no key for endpoints: two processes that call it at the same
    /// moment may create two. Endpoints of version 1, which only the user interface makes, are left alone.
    /// </remarks>
    /// <param name="endpoints">The webhook endpoints of a workspace: <c>client.WebhookEndpoints</c>.</param>
    /// <param name="url">Address of the receiver: https, or http on loopback for an emulator. Compared letter by letter.</param>
    /// <param name="eventTypes">The event types, such as <c>contact.created</c>; at least one.</param>
    /// <param name="name">Name of an endpoint that is created; the host of the address when left out.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ArgumentException">The address or the event types cannot be used.</exception>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public static async Task<WebhookEndpointProvisioning> EnsureEndpointAsync(
        this WebhookEndpointsClient endpoints, Uri url, IEnumerable<string> eventTypes, string? name = null, CancellationToken cancellationToken = default)
    {
        if (endpoints is null)
        {
            throw new ArgumentNullException(nameof(endpoints));
        }

        if (url is null || !url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
        {
            throw new ArgumentException("An absolute https address is wanted; http is allowed on loopback only.", nameof(url));
        }

        var wanted = (eventTypes ?? throw new ArgumentNullException(nameof(eventTypes))).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0 || wanted.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("At least one event type is wanted, such as contact.created, and none that is blank.", nameof(eventTypes));
        }

        var existing = await FindAsync(endpoints, url, cancellationToken).ConfigureAwait(false);
        if (existing is null)
        {
            var created = await endpoints.CreateAsync(new WebhookEndpointCreate { Url = url.AbsoluteUri, Name = name ?? url.Host, EventTypeIds = wanted }, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new WebhookEndpointProvisioning(created, WebhookEndpointChange.Created);
        }

        if (new HashSet<string>(wanted, StringComparer.Ordinal).SetEquals(existing.EventTypeIds ?? []))
        {
            return new WebhookEndpointProvisioning(existing, WebhookEndpointChange.None);
        }

        var updated = await endpoints.UpdateAsync(existing.Id, new WebhookEndpointUpdate { EventTypeIds = wanted }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new WebhookEndpointProvisioning(updated, WebhookEndpointChange.Updated);
    }

    private static async Task<WebhookEndpoint?> FindAsync(WebhookEndpointsClient endpoints, Uri url, CancellationToken cancellationToken)
    {
        // In ascending order, so that of several the oldest is taken each time.
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
