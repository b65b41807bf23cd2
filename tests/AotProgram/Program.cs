// A program for Native AOT. It reads a page, gets a validation error, creates a contact and queries rows. Responses come from memory, not
// from a network. The exit code is 0 if all results are correct. The functions Connect, Read, GetErrors, Create and Query call the client.
using System.Diagnostics;
using System.Net;
using System.Text;
using ClickFunnels;
using ClickFunnels.Core;

const string Page = """
    [
      {"id":1,"public_id":"aaAAaa","workspace_id":42,"email_address":"ana@example.com","first_name":"Ana","tags":[{"id":7,"name":"buyer"}],
       "created_at":"2026-01-02T03:04:05.678Z","not_in_the_contract":{"a":[1,2.50]}},
      {"id":2,"public_id":"bbBBbb","workspace_id":42,"email_address":"bob@example.com","first_name":"Bob",
       "custom_attributes":{"color":"green"}}
    ]
    """;
const string Errors = """{"email_address":["is invalid"],"first_name":["is too long"]}""";
const string Created = """{"id":3,"public_id":"ccCCcc","workspace_id":42,"email_address":"eve@example.com","first_name":"Eve"}""";

const string Results = """
    {"id":5,"results":{"fields":["id","email_address","created_at","is_active"],
     "rows":[[1,"ana@example.com","2026-01-02T03:04:05.678Z",true],[2,null,null,null]],"truncated":false}}
    """;

var (contacts, names, cursor) = await Read();
Console.WriteLine($"Read {contacts} contacts with {names.Length} names: {string.Join(", ", names)}");
Require(contacts == 2 && names is ["Ana", "Bob"], "the page was not read");
Require(cursor == "236296532", "the cursor was not read");

var (status, fields) = await GetErrors();
Console.WriteLine($"Validation error {status}: {string.Join(", ", fields)}");
Require(status == 422 && fields is ["email_address", "first_name"], "the fields of the validation error were not read");

var (id, body) = await Create();
Console.WriteLine($"Created {id} from {body}");
Require(id == 3, "the created contact was not read");
Require(
    body == """{"contact":{"email_address":"eve@example.com","first_name":"Eve"}}""",
    "the request does not contain exactly the fields that were set, in an envelope"
);

var rows = await Query();
Console.WriteLine($"Queried {rows.Length} rows: {string.Join(", ", rows)}");
Require(rows is ["1 ana@example.com 2026 True", "2 - - -"], "the rows of a query were not read");

using var process = Process.GetCurrentProcess();
Console.WriteLine($"Peak memory: {process.PeakWorkingSet64 / 1024} KiB");
return 0;

static ClickFunnelsClient Connect(InMemoryHandler handler) =>
    new(
        new ClickFunnelsClientOptions
        {
            AccessToken = "token",
            UserAgent = "AotProgram/1.0",
            WorkspaceId = 42,
            Subdomain = "acme",
            HttpHandler = handler,
        }
    );

static async Task<(int Contacts, string?[] Names, string? Cursor)> Read()
{
    using var client = Connect(new InMemoryHandler(HttpStatusCode.OK, Page));
    var page = await client.Contacts.ListAsync().FirstPageAsync();
    return (page.Items.Count, [.. page.Items.Select(contact => contact.FirstName)], page.NextCursor);
}

static async Task<(int Status, string?[] Fields)> GetErrors()
{
    using var client = Connect(new InMemoryHandler(HttpStatusCode.UnprocessableEntity, Errors));
    try
    {
        await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "eve" });
        return (0, []);
    }
    catch (ApiValidationException exception)
    {
        return ((int)exception.StatusCode, [.. exception.Errors.Select(error => error.Field)]);
    }
}

static async Task<(long Id, string Body)> Create()
{
    var handler = new InMemoryHandler(HttpStatusCode.Created, Created);
    using var client = Connect(handler);
    var contact = await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "eve@example.com", FirstName = "Eve" });
    return (contact.Id, handler.Body);
}

// The selector is an expression, which is interpreted here: code cannot be generated. An anonymous type works as well, but the compiler
// warns of it (IL2026), because C# names its properties in the expression.
static async Task<string[]> Query()
{
    using var client = Connect(new InMemoryHandler(HttpStatusCode.OK, Results));
    var prefix = "";
    var rows = await client
        .RefineFilters.QueryContacts(
            5,
            contact => new Row(
                contact.Id,
                contact.EmailAddress ?? "-",
                contact.CreatedAt == null ? prefix + "-" : contact.CreatedAt.Value.Year.ToString(),
                contact.IsActive
            )
        )
        .ToListAsync();
    return [.. rows.Select(row => $"{row.Id} {row.Mail} {row.Year} {row.IsActive?.ToString() ?? "-"}")];
}

static void Require(bool condition, string problem)
{
    if (!condition)
    {
        throw new InvalidOperationException($"The result is not correct: {problem}.");
    }
}

internal sealed record Row(long Id, string Mail, string Year, bool? IsActive);

internal sealed class InMemoryHandler(HttpStatusCode status, string response) : HttpMessageHandler
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
