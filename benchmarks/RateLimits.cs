using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace ClickFunnels.Benchmarks;

/// <summary>
/// Many upserts at once against services that limit the rate in different ways. Shows the failures, which must be none, and the share of
/// the allowed rate that was used. It runs in real time.
/// </summary>
internal static class RateLimits
{
    private static readonly (string Name, Func<IRateLimit> Limit, double PerSecond, int Calls, string? RetryAfter)[] Cases =
    [
        ("fixed window, 20/s, Retry-After: 1", static () => new FixedWindow(20), 20, 300, "1"),
        ("token bucket, 20/s, Retry-After: 1", static () => new TokenBucket(20), 20, 300, "1"),
        ("sliding window, 20/s, Retry-After: 1", static () => new SlidingWindow(20), 20, 300, "1"),
        ("fixed window, 20/s, Retry-After: 1, 1,200 calls", static () => new FixedWindow(20), 20, 1200, "1"),
        ("token bucket, 20/s, Retry-After: 1, 1,200 calls", static () => new TokenBucket(20), 20, 1200, "1"),
        ("sliding window, 20/s, Retry-After: 1, 1,200 calls", static () => new SlidingWindow(20), 20, 1200, "1"),
        ("fixed window, 10/s, no header", static () => new FixedWindow(10), 10, 200, null),
        ("token bucket, 10/s, no header", static () => new TokenBucket(10), 10, 200, null),
        ("sliding window, 10/s, no header", static () => new SlidingWindow(10), 10, 200, null),
    ];

    public static async Task<int> RunAsync()
    {
        var results = await Task.WhenAll(Cases.Select(RunAsync)).ConfigureAwait(false);
        Console.WriteLine("| service | calls | failures | seconds | share of the rate | refused requests |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var result in results)
        {
            Console.WriteLine(result.Row);
        }

        return results.Any(static result => result.Failures > 0) ? 1 : 0;
    }

    private static async Task<(string Row, int Failures)> RunAsync(
        (string Name, Func<IRateLimit> Limit, double PerSecond, int Calls, string? RetryAfter) rate
    )
    {
        using var service = new LimitedService(rate.Limit(), rate.RetryAfter);
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = "token",
                UserAgent = "Benchmarks/1.0",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = service,
            }
        );
        var watch = Stopwatch.StartNew();
        var failures = 0;
        await Task.WhenAll(
                Enumerable
                    .Range(0, rate.Calls)
                    .Select(async index =>
                    {
                        try
                        {
                            var address = string.Create(CultureInfo.InvariantCulture, $"c{index}@example.com");
                            await client.Contacts.UpsertAsync(new ContactUpsert { EmailAddress = address }).ConfigureAwait(false);
                        }
                        catch (Core.ApiException)
                        {
                            Interlocked.Increment(ref failures);
                        }
                    })
            )
            .ConfigureAwait(false);
        var seconds = watch.Elapsed.TotalSeconds;
        var share = (rate.Calls - failures) / rate.PerSecond / seconds;
        return (
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {rate.Name} | {rate.Calls} | {failures} | {seconds:0.0} | {share:0.00} | {service.Refused} |"
            ),
            failures
        );
    }

    private interface IRateLimit
    {
        bool TryTake(double now);
    }

    private sealed class FixedWindow(int perSecond) : IRateLimit
    {
        private double _window = -1;
        private int _count;

        public bool TryTake(double now)
        {
            if (Math.Floor(now) > _window)
            {
                (_window, _count) = (Math.Floor(now), 0);
            }

            return _count++ < perSecond;
        }
    }

    private sealed class SlidingWindow(int perSecond) : IRateLimit
    {
        private readonly Queue<double> _recent = [];

        public bool TryTake(double now)
        {
            while (_recent.TryPeek(out var oldest) && now - oldest >= 1)
            {
                _recent.Dequeue();
            }

            if (_recent.Count == perSecond)
            {
                return false;
            }

            _recent.Enqueue(now);
            return true;
        }
    }

    private sealed class TokenBucket(int perSecond) : IRateLimit
    {
        private double _tokens = perSecond;
        private double _last;

        public bool TryTake(double now)
        {
            _tokens = Math.Min(perSecond, _tokens + ((now - _last) * perSecond));
            _last = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }

    private sealed class LimitedService(IRateLimit limit, string? retryAfter) : HttpMessageHandler
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public int Refused { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken).ConfigureAwait(false);
            bool accepted;
            lock (limit)
            {
                accepted = limit.TryTake(_watch.Elapsed.TotalSeconds);
                Refused += accepted ? 0 : 1;
            }

            var response = new HttpResponseMessage(accepted ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests)
            {
                RequestMessage = request,
                Content = new StringContent(accepted ? """{"id":1}""" : "", Encoding.UTF8, "application/json"),
            };
            if (!accepted && retryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            return response;
        }
    }
}
