// A program that is compiled ahead of time: it reads, is refused, and creates. There is no network; responses come from memory.
// It ends with 0 only if everything is right. All calls of the client are in the functions Connect, Read, Refused and Create.
using System.Diagnostics;
using System.Net;
using System.Text;
using ClickFunnels;
using ClickFunnels.Core;

const string Page = """
    [
      {"id":1,"public_id":"aaAAaa","workspace_id":42,"email_address":"ana@example.com","first_name":"Ana","tags":[{"id":7,"name":"buyer"}],"created_at":"2026-01-02T03:04:05.678Z","not_in_the_contract":{"a":[1,2.50]}},
      {"id":2,"public_id":"bbBBbb","workspace_id":42,"email_address":"bob@example.com","first_name":"Bob","custom_attributes":{"color":"green"}}
    ]
    """;
const string Refusal = """{"email_address":["is invalid"],"first_name":["is too long"]}""";
const string Created = """{"id":3,"public_id":"ccCCcc","workspace_id":42,"email_address":"eve@example.com","first_name":"Eve"}""";

var (contacts, names, cursor) = await Read();
Console.WriteLine($"Read {contacts} contacts with {names.Length} names: {string.Join(", ", names)}");
Require(contacts == 2 && names is ["Ana", "Bob"], "the page was not read");
Require(cursor == "236296532", "the cursor was not read");

var (status, fields) = await Refused();
Console.WriteLine($"Refused with {status}: {string.Join(", ", fields)}");
Require(status == 422 && fields is ["email_address", "first_name"], "the fields of the refusal were not read");

var (id, body) = await Create();
Console.WriteLine($"Created {id} from {body}");
Require(id == 3, "the created contact was not read");
Require(
    body == """{"contact":{"email_address":"eve@example.com","first_name":"Eve"}}""",
    "the request is not the fields that were set, in their envelope"
);

using var process = Process.GetCurrentProcess();
Console.WriteLine($"Peak memory: {process.PeakWorkingSet64 / 1024} KiB");
return 0;

static ClickFunnelsClient Connect(Memory memory) =>
    new(
        new ClickFunnelsClientOptions
        {
            AccessToken = "token",
            UserAgent = "AotProgram/1.0",
            WorkspaceId = 42,
            Subdomain = "acme",
            HttpHandler = memory,
        }
    );

static async Task<(int Contacts, string?[] Names, string? Cursor)> Read()
{
    using var client = Connect(new Memory(HttpStatusCode.OK, Page));
    var page = await client.Contacts.ListAsync().FirstPageAsync();
    return (page.Items.Count, [.. page.Items.Select(contact => contact.FirstName)], page.NextCursor);
}

static async Task<(int Status, string?[] Fields)> Refused()
{
    using var client = Connect(new Memory(HttpStatusCode.UnprocessableEntity, Refusal));
    try
    {
        await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "eve" });
        return (0, []);
    }
    catch (ApiValidationException refused)
    {
        return ((int)refused.StatusCode, [.. refused.Errors.Select(error => error.Field)]);
    }
}

static async Task<(long Id, string Body)> Create()
{
    var memory = new Memory(HttpStatusCode.Created, Created);
    using var client = Connect(memory);
    var contact = await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "eve@example.com", FirstName = "Eve" });
    return (contact.Id, memory.Body);
}

static void Require(bool condition, string problem)
{
    if (!condition)
    {
        throw new InvalidOperationException($"Wrong: {problem}.");
    }
}

internal sealed class Memory(HttpStatusCode status, string response) : HttpMessageHandler
{
    public string Body { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            Body = await content.ReadAsStringAsync(cancellationToken);
        }
        var message = new HttpResponseMessage(status)
        {
            RequestMessage = request,
            Content = new StringContent(response, Encoding.UTF8, "application/json"),
        };
        message.Headers.Add("Pagination-Next", "236296532");
        return message;
    }
}
