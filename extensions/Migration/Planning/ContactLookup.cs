namespace ClickFunnels.Migration;

/// <summary>Finds contacts of the workspace by email address, many in one request.</summary>
internal static class ContactLookup
{
    // One page holds 20 records, so that no response has a second page.
    public const int BatchSize = 20;

    /// <summary>Returns the contacts with the addresses, by address; upper and lower case are the same.</summary>
    public static Task<Dictionary<string, Contact>> ByEmailAsync(
        ClickFunnelsClient client,
        IEnumerable<string> addresses,
        CancellationToken cancellationToken
    ) => ReadAsync(client, new ContactFilter { EmailAddress = addresses.ToArray() }, cancellationToken);

    /// <summary>Returns the contacts with the ids, by address.</summary>
    public static Task<Dictionary<string, Contact>> ByIdAsync(
        ClickFunnelsClient client,
        IEnumerable<long> ids,
        CancellationToken cancellationToken
    ) => ReadAsync(client, new ContactFilter { Id = ids.ToArray() }, cancellationToken);

    private static async Task<Dictionary<string, Contact>> ReadAsync(
        ClickFunnelsClient client,
        ContactFilter filter,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, Contact>(StringComparer.OrdinalIgnoreCase);
        var list = client.Contacts.ListAsync(new ContactsListOptions { Filter = filter }, cancellationToken);
        await foreach (var contact in list.ConfigureAwait(false))
        {
            if (contact.EmailAddress is { } address)
            {
                found.TryAdd(address, contact);
            }
        }

        return found;
    }
}
