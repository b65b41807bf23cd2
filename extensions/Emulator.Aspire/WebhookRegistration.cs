using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>Creates the webhook endpoint of a receiver in an emulator, through its API.</summary>
internal sealed class WebhookRegistration : IDisposable
{
    private readonly HttpClient _api;
    private readonly long _workspaceId;

    public WebhookRegistration(ClickFunnelsEmulator emulator)
    {
        _workspaceId = emulator.WorkspaceId;
        _api = new HttpClient { BaseAddress = new Uri(emulator.Url, "/api/v2/") };
        _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.AccessToken);
        _api.DefaultRequestHeaders.UserAgent.ParseAdd("ClickFunnels.Emulator.Aspire");
    }

    /// <summary>
    /// Waits for the address of the receiver, and creates its endpoint for all event types. Replaces that of an earlier run, which a data
    /// file may contain and whose port may have changed.
    /// </summary>
    public async Task RegisterAsync(WebhookReceiverReference receiver, CancellationToken cancellationToken)
    {
        var address =
            await receiver.Endpoint.GetValueAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The endpoint of {receiver.Endpoint.Resource.Name} has no address.");
        foreach (
            var endpoint in await ListAsync($"workspaces/{_workspaceId}/webhooks/outgoing/endpoints", cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (endpoint["name"]?.GetValue<string>() == receiver.Name)
            {
                using var deleted = await _api.DeleteAsync(
                        new Uri($"webhooks/outgoing/endpoints/{endpoint["id"]}", UriKind.Relative),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                deleted.EnsureSuccessStatusCode();
            }
        }

        var types = await ListAsync("webhooks/outgoing/event_types", cancellationToken).ConfigureAwait(false);
        var body = new JsonObject
        {
            ["webhooks_outgoing_endpoint"] = new JsonObject
            {
                ["url"] = new Uri(new Uri(address), receiver.Path).AbsoluteUri,
                ["name"] = receiver.Name,
                ["event_type_ids"] = new JsonArray([.. types.Select(static type => type["id"]!.DeepClone())]),
            },
        };
        using var created = await _api.PostAsJsonAsync(
                new Uri($"workspaces/{_workspaceId}/webhooks/outgoing/endpoints", UriKind.Relative),
                body,
                cancellationToken
            )
            .ConfigureAwait(false);
        created.EnsureSuccessStatusCode();
    }

    public void Dispose() => _api.Dispose();

    private async Task<List<JsonNode>> ListAsync(string path, CancellationToken cancellationToken)
    {
        var records = new List<JsonNode>();
        string? after = null;
        do
        {
            using var response = await _api.GetAsync(
                    new Uri(after is null ? path : $"{path}?after={Uri.EscapeDataString(after)}", UriKind.Relative),
                    cancellationToken
                )
                .ConfigureAwait(false);
            response.EnsureSuccessStatusCode();
            var page = await response.Content.ReadFromJsonAsync<JsonArray>(cancellationToken).ConfigureAwait(false);
            records.AddRange(page!.Select(static record => record!));
            after = response.Headers.TryGetValues("Pagination-Next", out var next) ? next.FirstOrDefault() : null;
        } while (!string.IsNullOrEmpty(after));

        return records;
    }
}
