using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Benchmarks.Receiver;

/// <summary>Sends signed deliveries, each with a different event, as fast as the receiver responds.</summary>
internal sealed class DeliveryLoad : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly string _secret;
    private readonly int _connections;
    private readonly string _padding;
    private readonly ConcurrentDictionary<HttpStatusCode, int> _statuses = new();
    private readonly ConcurrentQueue<double> _milliseconds = new();
    private int _events;

    public DeliveryLoad(Uri url, string secret, int bytes, int connections)
    {
        (_url, _secret, _connections) = (url, secret, connections);
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections });
        _padding = new string('x', Math.Max(0, bytes - Body("").Length));
    }

    public void Dispose() => _http.Dispose();

    public int Count(HttpStatusCode status) => _statuses.GetValueOrDefault(status);

    public double Percentile(int percent)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
    }

    public void Reset()
    {
        _statuses.Clear();
        _milliseconds.Clear();
    }

    public async Task RunAsync(int deliveries)
    {
        var left = deliveries;
        await Task.WhenAll(
            Enumerable
                .Range(0, _connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (Interlocked.Decrement(ref left) >= 0)
                        {
                            await SendAsync();
                        }
                    })
                )
        );
    }

    private byte[] Body(string padding) =>
        Encoding.UTF8.GetBytes(
            $$"""
            {"data":{"id":7,"email_address":"jane@example.com","first_name":"Jane","notes":"{{padding}}"},
            "event_id":"{{Interlocked.Increment(ref _events):D12}}","event_type":"contact.created","subject_id":7,
            "subject_type":"Contact","created_at":"2026-01-01T00:00:00.000Z","page_id":null,"funnel_id":null}
            """
        );

    private async Task SendAsync()
    {
        var body = Body(_padding);
        var signed = WebhookSignature.Sign(body, _secret, DateTimeOffset.UtcNow);
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookHeaders.Signature, signed.Signature);
        request.Headers.Add(WebhookHeaders.Timestamp, signed.Timestamp);
        var start = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request);
        _milliseconds.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        _statuses.AddOrUpdate(response.StatusCode, 1, static (_, count) => count + 1);
    }
}
