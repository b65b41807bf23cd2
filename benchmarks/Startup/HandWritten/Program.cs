using System.Net;
using ClickFunnels.Benchmarks;
using ClickFunnels.Benchmarks.HandWritten;

var body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contacts.json"));
using var http = new HttpClient(new InMemoryHandler(HttpStatusCode.OK, body))
{
    BaseAddress = new Uri("https://acme.myclickfunnels.com/api/v2/"),
};
http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
http.DefaultRequestHeaders.UserAgent.ParseAdd("Benchmarks/1.0");
var client = new ContactsApi(http);
var page = await client.ListAsync(42);
return page.Items.Count == 20 && page.Items[^1].EmailAddress == "tara.tanaka@example.com" && page.NextCursor == "236296532" ? 0 : 1;
