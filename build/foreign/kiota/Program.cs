using System.Text.Json.Nodes;
using KiotaCheck;
using KiotaCheck.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

// Creates a contact on the emulator and finds it again with a filter.
var emulator = JsonNode.Parse(Environment.GetEnvironmentVariable("EMULATOR")!)!;
using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization = new("Bearer", emulator["access_token"]!.ToString());
http.DefaultRequestHeaders.UserAgent.ParseAdd("foreign-tools/1.0");
using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http)
{
    BaseUrl = $"{emulator["url"]}/api/v2",
};
var contacts = new KiotaClient(adapter).Workspaces[emulator["workspace_id"]!.GetValue<int>()].Contacts;
var created = await contacts.PostAsync(
    new ContactCreateEnvelope
    {
        Contact = new ContactCreate { EmailAddress = "kiota@example.com", FirstName = "Kiota" },
    }
);
var page = await contacts.GetAsync(request => request.QueryParameters.SortOrder = SortOrder.Desc);
if (created?.Id is null || page?.Exists(contact => contact.Id == created.Id) != true)
{
    Console.Error.WriteLine($"  Kiota: the new contact {created?.Id} is not in the list of {page?.Count} contacts.");
    return 1;
}

return 0;
