using System.Net;

namespace ClickFunnels.Sync.Tests;

/// <summary>
/// A service that limits the rate without telling. Time is virtual: every wait ends at once and moves the clock. The benchmark
/// <c>import</c> shows the same in real time.
/// </summary>
public sealed class ImportRateTests
{
    private const int Rows = 2000;
    private const int PerSecond = 10;

    private readonly ManualTimeProvider _clock = new() { SkipsUpTo = TimeSpan.FromMinutes(2) };

    [Test]
    public async Task No_row_fails_at_a_service_that_allows_ten_requests_a_second_without_telling()
    {
        using var sockets = new SocketsHttpHandler();
        using var limited = new LimitedHandler(_clock, sockets);
        await using var world = await ImportWorld.StartAsync(configure: options =>
        {
            options.HttpHandler = limited;
            options.TimeProvider = _clock;
            options.AttemptTimeout = TimeSpan.FromHours(1);
            options.Timeout = TimeSpan.FromHours(2);
            options.RetryDelay = TimeSpan.FromMilliseconds(500);
            options.MaxRetryDelay = TimeSpan.FromSeconds(30);
        });
        string[] rows = ["email_address,first_name", .. Enumerable.Range(0, Rows).Select(static row => $"c{row}@example.com,Name {row}")];
        var options = new ImportOptions { TimeProvider = _clock, ResultPath = world.ResultPath };

        var result = await world.RunAsync(ImportWorld.Csv(rows), options);

        TestContext.Out.WriteLine(
            $"{result.Elapsed.TotalSeconds:0} s, {limited.Refused} refused, {result.Waiting.TotalSeconds:0} s waiting"
        );
        Assert.That((result.Created, result.Rejected, result.IsComplete), Is.EqualTo((Rows, 0, true)));
        Assert.That(limited.Refused, Is.InRange(1, Rows / 10), "The limit is learned.");
        Assert.That(result.Requests, Is.EqualTo(Rows + limited.Refused));
        Assert.That(result.Waiting, Is.GreaterThan(TimeSpan.FromSeconds(60)));
        Assert.That(result.Elapsed.TotalSeconds, Is.InRange(Rows / PerSecond * 0.9, Rows / PerSecond * 2.5));

        using var client = ImportWorld.ClientOf(world.Server);
        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(Rows));
    }

    private sealed class LimitedHandler(TimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly Lock _lock = new();
        private readonly Queue<long> _recent = [];

        public int Refused { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                var now = clock.GetTimestamp();
                while (_recent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= TimeSpan.FromSeconds(1))
                {
                    _recent.Dequeue();
                }

                if (_recent.Count >= PerSecond)
                {
                    Refused++;
                    return Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests) { RequestMessage = request });
                }

                _recent.Enqueue(now);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
