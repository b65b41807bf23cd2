using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Workflows;

/// <summary>A way in which one request fails.</summary>
public enum FaultKind
{
    /// <summary>The connection breaks before the service has done anything.</summary>
    FailBefore,

    /// <summary>The service carries the request out, and the response is lost.</summary>
    FailAfter,

    /// <summary>The caller cancels before the service has done anything.</summary>
    CancelBefore,

    /// <summary>The service carries the request out, and the caller cancels before the response arrives.</summary>
    CancelAfter,

    /// <summary>The service carries the request out, and the response is cut in the middle.</summary>
    CutResponse,

    /// <summary>The service carries the request out, and the edge returns 502 with a page.</summary>
    BadGateway,
}

/// <summary>A request that was sent.</summary>
public sealed record SentRequest(string Method, string Path, string Query, JObject? Body);

/// <summary>Records each request on its way to the emulator, and makes the one with a given number fail once.</summary>
internal sealed class FaultyHandler : DelegatingHandler
{
    private static readonly JsonSerializerSettings TimesAsTexts = new() { DateParseHandling = DateParseHandling.None };
    private readonly List<SentRequest> _sent = [];
    private (int Number, FaultKind Kind, CancellationTokenSource? Source)? _plan;

    public FaultyHandler()
        : base(new SocketsHttpHandler()) { }

    public IReadOnlyList<SentRequest> Sent => _sent;

    public bool HasStruck { get; private set; }

    /// <summary>Changes a response before the client sees it.</summary>
    public Func<SentRequest, JToken, JToken>? Rewrite { get; set; }

    /// <summary>Called before a request is sent.</summary>
    public Action<SentRequest>? Sending { get; set; }

    public void Plan(int number, FaultKind kind, CancellationTokenSource? source = null) => _plan = (_sent.Count + number, kind, source);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : JObject.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        var sent = new SentRequest(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, body);
        var strikes = _plan is { } plan && plan.Number == _sent.Count;
        _sent.Add(sent);
        Sending?.Invoke(sent);
        return strikes ? await StrikeAsync(request, cancellationToken) : await ForwardAsync(sent, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> StrikeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HasStruck = true;
        var (_, kind, source) = _plan!.Value;
        if (kind is FaultKind.FailBefore)
        {
            throw new HttpRequestException("cut");
        }

        if (kind is FaultKind.CancelBefore)
        {
            await source!.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        var response = await base.SendAsync(request, cancellationToken);
        switch (kind)
        {
            case FaultKind.CancelAfter:
                await source!.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                return response;
            case FaultKind.CutResponse:
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                response.Content = new StringContent(text[..(text.Length / 2)], Encoding.UTF8, "application/json");
                return response;
            case FaultKind.BadGateway:
                response.Dispose();
                return new HttpResponseMessage(HttpStatusCode.BadGateway)
                {
                    Content = new StringContent("<html></html>", Encoding.UTF8, "text/html"),
                };
            default:
                response.Dispose();
                throw new HttpRequestException("cut");
        }
    }

    private async Task<HttpResponseMessage> ForwardAsync(SentRequest sent, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (Rewrite is not null && response.IsSuccessStatusCode)
        {
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var json = JsonConvert.DeserializeObject<JToken>(text, TimesAsTexts)!;
            response.Content = new StringContent(Rewrite(sent, json).ToString(), Encoding.UTF8, "application/json");
        }

        return response;
    }
}
