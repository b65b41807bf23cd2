using System.Net;
using ClickFunnels.Benchmarks;
using ClickFunnels.Benchmarks.Stock;

var body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contacts.json"));
using var http = new HttpClient(new InMemoryHandler(HttpStatusCode.OK, body));
http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
http.DefaultRequestHeaders.UserAgent.ParseAdd("Benchmarks/1.0");
var client = new ContactsClient(http) { BaseUrl = "https://acme.myclickfunnels.com/api/v2" };
var page = await client.ListContactsAsync(42, null, null, null, null, null, null, null);
string? last = null;
foreach (var contact in page.Result)
{
    last = contact.Email_address;
}

string? cursor = null;
foreach (var value in page.Headers["Pagination-Next"])
{
    cursor = value;
}

return page.Result.Count == 20 && last == "tara.tanaka@example.com" && cursor == "236296532" ? 0 : 1;
