using System.Collections.Concurrent;

namespace ClickFunnels.Migration;

/// <summary>Finds contacts of the workspace by email address, many in one request. Upper and lower case are the same.</summary>
internal static class ContactLookup
{
    /// <summary>One page holds 20 records, so that no response has a second page.</summary>
    public const int BatchSize = 20;

    /// <summary>Returns those of at most <see cref="BatchSize" /> contacts that the workspace has, by address.</summary>
    public static async Task<Dictionary<string, Contact>> BatchAsync(
        ClickFunnelsClient client,
        IEnumerable<string> addresses,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, Contact>(StringComparer.OrdinalIgnoreCase);
        var options = new ContactsListOptions { Filter = new ContactFilter { EmailAddress = addresses.ToArray() } };
        await foreach (var contact in client.Contacts.ListAsync(options, cancellationToken).ConfigureAwait(false))
        {
            if (contact.EmailAddress is { } address)
            {
                found.TryAdd(address, contact);
            }
        }

        return found;
    }

    /// <summary>Returns those of any number of contacts that the workspace has, by address.</summary>
    public static async Task<IReadOnlyDictionary<string, Contact>> AllAsync(ApplyRun run, IEnumerable<MappedContact> contacts)
    {
        var all = new ConcurrentDictionary<string, Contact>(StringComparer.OrdinalIgnoreCase);
        await Parallel
            .ForEachAsync(
                contacts.Chunk(BatchSize),
                new ParallelOptions { MaxDegreeOfParallelism = run.Options.Parallelism, CancellationToken = run.Token },
                async (batch, token) =>
                {
                    var found = await BatchAsync(run.Client, batch.Select(contact => contact.Email), token).ConfigureAwait(false);
                    foreach (var (address, contact) in found)
                    {
                        all[address] = contact;
                    }
                }
            )
            .ConfigureAwait(false);
        return all;
    }
}
