using System.Globalization;

namespace ClickFunnels.Benchmarks;

/// <summary>Checks that all clients do the same work: they must read the same data from the same responses.</summary>
internal static class ClientComparison
{
    private const int Records = 20;

    public static async Task CheckAsync()
    {
        var clients = Clients.CreateForList();
        var ours = await clients.Ours.Contacts.ListAsync().FirstPageAsync();
        var stock = await clients.Stock.ListContactsAsync(Clients.WorkspaceId, null, null, null, null, null, null, null);
        var handWritten = await clients.HandWritten.ListAsync(Clients.WorkspaceId);
        RequireEqual("cursor", ours.NextCursor, stock.Headers["Pagination-Next"].Single(), handWritten.NextCursor);
        var contacts = ours.Items.Select(Summary).Zip(stock.Result.Select(Summary), handWritten.Items.Select(Summary)).ToList();
        if (contacts.Count != Records)
        {
            throw new InvalidOperationException($"Expected {Records} contacts, but read {contacts.Count}.");
        }

        foreach (var (our, stockContact, handWrittenContact) in contacts)
        {
            RequireEqual("contact", our, stockContact, handWrittenContact);
        }

        clients = Clients.CreateForCreate();
        var oneOfOurs = await clients.Ours.Contacts.CreateAsync(new ContactCreate { FirstName = "Ana" });
        var oneOfStock = await clients.Stock.CreateContactsAsync(
            Clients.WorkspaceId,
            null,
            new Stock.ContactCreateEnvelope { Contact = new Stock.ContactCreate { First_name = "Ana" } }
        );
        var oneOfHandWritten = await clients.HandWritten.CreateAsync(
            Clients.WorkspaceId,
            new HandWritten.ContactCreate { FirstName = "Ana" }
        );
        RequireEqual("created contact", Summary(oneOfOurs), Summary(oneOfStock.Result), Summary(oneOfHandWritten));
        if (Baseline.Client is not null && (await Baseline.ListContacts()() != Records || await Baseline.CreateContact()() != oneOfOurs.Id))
        {
            throw new InvalidOperationException("The older build of the client does not read the same data.");
        }
    }

    private static void RequireEqual(string name, string? ours, string? stock, string? handWritten)
    {
        if (string.IsNullOrEmpty(ours) || ours != stock || ours != handWritten)
        {
            throw new InvalidOperationException($"The clients do not read the same {name}: \"{ours}\", \"{stock}\", \"{handWritten}\".");
        }
    }

    // One field of each type, and the most deeply nested fields.
    private static string Summary(Contact contact) =>
        Summary(
            contact.Id,
            contact.EmailAddress,
            contact.IsActive,
            contact.CreatedAt,
            contact.CustomAttributes?.Values,
            contact.Tags?.Select(tag => tag.Name),
            contact.Visits?.FirstVisit?.UserAgent,
            contact.Visits?.LastVisit?.StartedAt,
            contact.Visits?.LastVisitWithUtm?.Uuid
        );

    private static string Summary(Stock.Contact contact) =>
        Summary(
            contact.Id,
            contact.Email_address,
            contact.Is_active,
            contact.Created_at,
            contact.Custom_attributes?.Values,
            contact.Tags?.Select(tag => tag.Name),
            contact.Visits?.First_visit?.User_agent,
            contact.Visits?.Last_visit?.Started_at,
            contact.Visits?.Last_visit_with_utm?.Uuid
        );

    private static string Summary(HandWritten.Contact contact) =>
        Summary(
            contact.Id,
            contact.EmailAddress,
            contact.IsActive,
            contact.CreatedAt,
            contact.CustomAttributes?.Values,
            contact.Tags?.Select(tag => tag.Name),
            contact.Visits?.FirstVisit?.UserAgent,
            contact.Visits?.LastVisit?.StartedAt,
            contact.Visits?.LastVisitWithUtm?.Uuid
        );

    private static string Summary(
        long id,
        string? email,
        bool? isActive,
        DateTimeOffset? createdAt,
        IEnumerable<string?>? attributes,
        IEnumerable<string?>? tags,
        string? userAgent,
        DateTimeOffset? lastVisit,
        string? utmVisit
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{id} {email} {isActive} {createdAt:O} [{string.Join(',', attributes ?? [])}] [{string.Join(',', tags ?? [])}] "
                + $"{userAgent} {lastVisit:O} {utmVisit}"
        );
}
