using System.Globalization;
using System.Net;
using System.Text;
using System.Web;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Tests.Support;

/// <summary>How a service treats a cursor that names no record.</summary>
internal enum UnknownCursor
{
    GoesOnAfterIt,
    FirstPage,
    EmptyPage,
    NotFound,
}

/// <summary>A service with one list, which behaves in ways that the vendor's documentation leaves open.</summary>
internal sealed class QuirkyList(IEnumerable<long> ids) : HttpMessageHandler
{
    private const int PageSize = 20;

    private int _requests;
    private int _underWay;

    public List<long> Ids { get; } = [.. ids];

    public UnknownCursor UnknownCursor { get; init; }

    /// <summary>True if the list is always in the order of <see cref="Ids" />, whatever the order that is asked for.</summary>
    public bool IgnoresOrder { get; init; }

    /// <summary>True if cursors are texts that mean a position.</summary>
    public bool HasOpaqueCursors { get; init; }

    /// <summary>Every page with this number loses its cursor on the way; 0 for none.</summary>
    public int LosesCursorEvery { get; init; }

    public TimeSpan Latency { get; init; }

    public int Requests => _requests;

    public int MostUnderWay { get; private set; }

    public ClickFunnelsClient Client() =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = "token",
                UserAgent = "Tests/1.0",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = this,
            }
        );

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        MostUnderWay = Math.Max(MostUnderWay, Interlocked.Increment(ref _underWay));
        if (Latency > TimeSpan.Zero)
        {
            await Task.Delay(Latency, cancellationToken);
        }

        Interlocked.Decrement(ref _underWay);
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var order = Ids.ToList();
        if (!IgnoresOrder)
        {
            order.Sort();
            if (query["sort_order"] == "desc")
            {
                order.Reverse();
            }
        }

        var start = 0;
        if (query["after"] is { } after)
        {
            if (HasOpaqueCursors)
            {
                start = int.Parse(after.AsSpan(1), CultureInfo.InvariantCulture);
            }
            else
            {
                var id = long.Parse(after, CultureInfo.InvariantCulture);
                start = order.IndexOf(id) + 1;
                if (start == 0)
                {
                    switch (UnknownCursor)
                    {
                        case UnknownCursor.NotFound:
                            return new HttpResponseMessage(HttpStatusCode.NotFound);
                        case UnknownCursor.EmptyPage:
                            start = order.Count;
                            break;
                        case UnknownCursor.GoesOnAfterIt:
                            var next = order.FindIndex(other => query["sort_order"] == "desc" ? other < id : other > id);
                            start = next < 0 ? order.Count : next;
                            break;
                    }
                }
            }
        }

        var page = order.Skip(start).Take(PageSize).ToList();
        var body = new JArray(page.Select(id => new JObject { ["id"] = id, ["name"] = $"n{id}" }));
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json"),
        };
        if (start + PageSize < order.Count && (LosesCursorEvery == 0 || number % LosesCursorEvery != 0))
        {
            response.Headers.Add(
                "Pagination-Next",
                HasOpaqueCursors
                    ? string.Create(CultureInfo.InvariantCulture, $"p{start + PageSize}")
                    : page[^1].ToString(CultureInfo.InvariantCulture)
            );
        }

        return response;
    }
}
