using System.Net.Http.Headers;
using System.Text.Json;

namespace ClickFunnels.Benchmarks.HandWritten;

/// <summary>A minimal client for these two operations, written by hand with HttpClient and System.Text.Json.</summary>
public sealed class ContactsApi(HttpClient http)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json") { CharSet = "utf-8" };

    public async Task<(List<Contact> Items, string? NextCursor)> ListAsync(
        long workspaceId,
        string? after = null,
        CancellationToken cancellationToken = default
    )
    {
        var query = after is null ? string.Empty : "?after=" + Uri.EscapeDataString(after);
        using var response = await http.GetAsync(
                $"workspaces/{workspaceId}/contacts{query}",
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            )
            .ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var items = await JsonSerializer.DeserializeAsync(body, ContactsJson.Default.ListContact, cancellationToken).ConfigureAwait(false);
        var cursor = response.Headers.TryGetValues("Pagination-Next", out var values) ? values.FirstOrDefault() : null;
        return (items!, cursor);
    }

    public async Task<Contact> CreateAsync(long workspaceId, ContactCreate contact, CancellationToken cancellationToken = default)
    {
        using var content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(new ContactCreateEnvelope { Contact = contact }, ContactsJson.Default.ContactCreateEnvelope)
        );
        content.Headers.ContentType = Json;
        using var response = await http.PostAsync($"workspaces/{workspaceId}/contacts", content, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return (await JsonSerializer.DeserializeAsync(body, ContactsJson.Default.Contact, cancellationToken).ConfigureAwait(false))!;
    }
}
