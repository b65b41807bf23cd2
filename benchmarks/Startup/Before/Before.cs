using System.Net;

namespace ClickFunnels.Benchmarks;

/// <summary>
/// The measured calls of the older build. If its API differs from the current API, adapt this file.
/// </summary>
public static class Before
{
    public static Func<Task<int>> ListContacts(byte[] body)
    {
        var client = Client(HttpStatusCode.OK, body);
        return async () => (await client.Contacts.ListAsync().FirstPageAsync()).Items.Count;
    }

    public static Func<Task<long>> CreateContact(byte[] body)
    {
        var client = Client(HttpStatusCode.Created, body);
        return async () =>
        {
            var contact = new ContactCreate
            {
                EmailAddress = "ana.abbott@example.com",
                FirstName = "Ana",
                LastName = "Abbott",
                PhoneNumber = "+1 555 0100",
                TimeZone = "London",
                TagIds = [51200, 51203],
                CustomAttributes = new Dictionary<string, string?> { ["favorite_color"] = "green", ["company_name"] = "Abbott & Partners" },
            };
            return (await client.Contacts.CreateAsync(contact)).Id;
        };
    }

    private static ClickFunnelsClient Client(HttpStatusCode status, byte[] body) =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = "token",
                UserAgent = "Benchmarks/1.0",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = new InMemoryHandler(status, body),
            }
        );
}
