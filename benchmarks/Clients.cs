using System.Net;

namespace ClickFunnels.Benchmarks;

/// <summary>The three clients that are compared. Each gets its responses from memory.</summary>
internal sealed class Clients
{
    public const long WorkspaceId = 42;

    private const string Token = "token";
    private const string UserAgent = "Benchmarks/1.0";
    private const string BaseAddress = "https://acme.myclickfunnels.com/api/v2/";

    private Clients(HttpStatusCode status, string file)
    {
        var body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file));
        Ours = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = Token,
                UserAgent = UserAgent,
                WorkspaceId = WorkspaceId,
                Subdomain = "acme",
                HttpHandler = new InMemoryHandler(status, body),
            }
        );
        Stock = new Stock.ContactsClient(Http(status, body)) { BaseUrl = BaseAddress };
        HandWritten = new HandWritten.ContactsApi(Http(status, body));
    }

    public ClickFunnelsClient Ours { get; }

    public Stock.ContactsClient Stock { get; }

    public HandWritten.ContactsApi HandWritten { get; }

    public static Clients CreateForList() => new(HttpStatusCode.OK, "contacts.json");

    public static Clients CreateForCreate() => new(HttpStatusCode.Created, "contact.json");

    private static HttpClient Http(HttpStatusCode status, byte[] body)
    {
        var http = new HttpClient(new InMemoryHandler(status, body)) { BaseAddress = new Uri(BaseAddress) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        return http;
    }
}
