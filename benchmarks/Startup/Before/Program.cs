using System.Net;
using ClickFunnels;
using ClickFunnels.Benchmarks;

var body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contacts.json"));
using var client = new ClickFunnelsClient(
    new ClickFunnelsClientOptions
    {
        AccessToken = "token",
        UserAgent = "Benchmarks/1.0",
        WorkspaceId = 42,
        Subdomain = "acme",
        HttpHandler = new InMemoryHandler(HttpStatusCode.OK, body),
    }
);
var page = await client.Contacts.ListAsync().FirstPageAsync();
return page.Items.Count == 20 && page.Items[^1].EmailAddress == "tara.tanaka@example.com" && page.NextCursor == "236296532" ? 0 : 1;
