using System.Globalization;
using System.Net;
using System.Text;

namespace ClickFunnels.Tests;

/// <summary>
/// Many calls at once under a rate limit: all succeed, they wait together, and the allowed rate is used. Time is virtual: every wait
/// ends at once and moves the clock.
/// </summary>
public sealed class RateLimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new() { SkipsUpTo = TimeSpan.FromMinutes(2) };

    [TestCase(300, 20, "1")]
    [TestCase(600, 20, "1")]
    [TestCase(300, 20, "0")]
    [TestCase(200, 10, null)]
    [TestCase(1000, 10, null)]
    [TestCase(65, 5, "1")]
    public async Task Calls_at_once_all_succeed_in_little_more_than_the_allowed_time(int calls, int perSecond, string? retryAfter)
    {
        using var service = new SlidingWindow(_clock, perSecond, retryAfter);
        using var client = Client(service);
        var start = _clock.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, calls).Select(index => UpsertAsync(client, index)));

        var seconds = _clock.GetElapsedTime(start).TotalSeconds;
        TestContext.Out.WriteLine($"{calls} calls in {seconds:0.0} s, {service.Refused} refused");
        Assert.Multiple(() =>
        {
            Assert.That(service.Accepted, Is.EqualTo(calls));

            // The benchmark "rates" measures the share of the allowed rate in real time; here timers run ahead of other work.
            Assert.That(seconds, Is.LessThan((2.0 * calls / perSecond) + 10));
            Assert.That(service.Refused, Is.LessThan(50 + (calls / 20)));
        });
    }

    [Test]
    public async Task New_calls_wait_when_an_earlier_one_was_refused()
    {
        using var service = new SlidingWindow(_clock, 1, "7");
        using var client = Client(service);
        await client.Contacts.GetAsync(1);
        var start = _clock.GetTimestamp();
        await client.Contacts.GetAsync(2);
        await client.Contacts.GetAsync(3);

        Assert.That(
            service.Times.Select(time => Math.Floor(_clock.GetElapsedTime(start, time).TotalSeconds)).Skip(1),
            Has.All.AnyOf(0, 7, 14)
        );
        Assert.That(service.Accepted, Is.EqualTo(3));
    }

    [Test]
    public async Task The_rate_of_the_options_is_kept()
    {
        using var service = new SlidingWindow(_clock, 1000, null);
        using var client = Client(service, static options => options.MaxRequestsPerSecond = 5);
        var start = _clock.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(index => UpsertAsync(client, index)));

        // Virtual timers run ahead of the requests, so that some leave late.
        Assert.That(_clock.GetElapsedTime(start).TotalSeconds, Is.InRange(9.5, 20.5));
        Assert.That(service.Refused, Is.Zero);
    }

    [Test]
    public async Task Timers_that_fire_early_do_not_raise_the_rate()
    {
        var clock = new ManualTimeProvider { SkipsUpTo = TimeSpan.FromMinutes(2), CutsTimers = true };
        using var service = new SlidingWindow(clock, 1000, null);
        using var client = Client(service, static options => options.MaxRequestsPerSecond = 50, clock);
        var start = clock.GetTimestamp();
        for (var call = 0; call < 200; call++)
        {
            await client.Contacts.GetAsync(1);
        }

        // The client uses 98% of the rate, and makes up for a delay of at most 5 ms.
        Assert.That(clock.GetElapsedTime(start).TotalSeconds, Is.InRange((199 / 49.0) - 0.01, 210 / 49.0));
    }

    [TestCase(1)]
    [TestCase(5)]
    public async Task A_request_that_leaves_late_delays_the_ones_after_it(int perSecond)
    {
        using var service = new SlidingWindow(_clock, 1000, null);
        using var client = Client(service, options => options.MaxRequestsPerSecond = perSecond);
        for (var call = 0; call < 40; call++)
        {
            // OnWait is called when the request may be sent, and before it is.
            var delay = call % 3 == 0 ? Second * 0.9 / perSecond : TimeSpan.Zero;
            await client.Contacts.GetAsync(1, new() { OnWait = _ => _clock.Advance(delay) });
        }

        var times = service.Times.Order().ToList();
        Assert.That(times, Has.Count.EqualTo(40));
        Assert.That(
            times.Skip(perSecond).Zip(times, (later, earlier) => _clock.GetElapsedTime(earlier, later).TotalSeconds),
            Has.All.GreaterThanOrEqualTo(1)
        );
    }

    [Test]
    public async Task Each_call_learns_how_long_it_waited()
    {
        using var service = new SlidingWindow(_clock, 1000, null);
        using var client = Client(service, static options => options.MaxRequestsPerSecond = 5);
        var waits = new System.Collections.Concurrent.ConcurrentQueue<TimeSpan>();
        Task CallAsync(Action<TimeSpan>? onWait) => client.Contacts.GetAsync(1, new() { OnWait = onWait });

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CallAsync(waits.Enqueue)));

        Assert.That(waits, Has.Count.EqualTo(9), "The first call does not wait.");
        Assert.That(waits, Has.All.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task An_exception_of_OnWait_ends_the_call_and_holds_back_no_other()
    {
        using var service = new SlidingWindow(_clock, 1000, null);
        using var client = Client(service, static options => (options.MaxRequestsPerSecond, options.MaxConcurrentRequests) = (5, 1));
        await client.Contacts.GetAsync(1);

        Assert.That(
            async () => await client.Contacts.GetAsync(2, new() { OnWait = static _ => throw new InvalidOperationException("mine") }),
            Throws.InvalidOperationException.With.Message.EqualTo("mine")
        );

        await client.Contacts.GetAsync(3);
        Assert.That(service.Accepted, Is.EqualTo(2));
    }

    [Test]
    public async Task Not_more_requests_are_under_way_than_the_options_allow([Values(1, 7, 32)] int allowed)
    {
        using var service = new SlidingWindow(_clock, int.MaxValue, null) { YieldsFor = 3 };
        using var client = Client(service, options => options.MaxConcurrentRequests = allowed);

        await Task.WhenAll(Enumerable.Range(0, 300).Select(index => UpsertAsync(client, index)));

        Assert.That(service.LargestConcurrency, Is.InRange(1, allowed));
        Assert.That(service.Accepted, Is.EqualTo(300));
    }

    [Test]
    public async Task A_pause_beyond_the_limit_fails_further_calls_without_a_request()
    {
        using var service = new SlidingWindow(_clock, 0, "3600");
        using var client = Client(service);
        for (var call = 0; call < 3; call++)
        {
            await Assert.ThatAsync(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiRateLimitException>());
        }

        Assert.That(service.Refused, Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThatAsync(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiRateLimitException>());
        Assert.That(service.Refused, Is.EqualTo(2));
    }

    [Test]
    public async Task A_call_that_waits_can_be_canceled_and_the_others_go_on()
    {
        using var service = new SlidingWindow(_clock, int.MaxValue, null) { Gate = new TaskCompletionSource() };
        using var client = Client(service, static options => options.MaxConcurrentRequests = 1);
        using var cancellation = new CancellationTokenSource();
        var first = client.Contacts.GetAsync(1);
        var second = client.Contacts.GetAsync(2, null, cancellation.Token);
        var third = client.Contacts.GetAsync(3);
        await cancellation.CancelAsync();

        await Assert.ThatAsync(() => second, Throws.InstanceOf<OperationCanceledException>());
        service.Gate.SetResult();
        await Task.WhenAll(first, third);
        Assert.That(service.Accepted, Is.EqualTo(2));
    }

    private static Task<Contact> UpsertAsync(ClickFunnelsClient client, int index) =>
        client.Contacts.UpsertAsync(new() { EmailAddress = $"c{index.ToString(CultureInfo.InvariantCulture)}@example.com" });

    private ClickFunnelsClient Client(
        HttpMessageHandler service,
        Action<ClickFunnelsClientOptions>? configure = null,
        TimeProvider? clock = null
    )
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = "token",
            UserAgent = "Tests/1.0",
            WorkspaceId = 42,
            Subdomain = "acme",
            HttpHandler = service,
            TimeProvider = clock ?? _clock,
            AttemptTimeout = TimeSpan.FromHours(1),
            Timeout = TimeSpan.FromHours(2),
        };
        configure?.Invoke(options);
        return new ClickFunnelsClient(options);
    }

    /// <summary>A service that accepts so many requests in any second, and refuses the others with 429.</summary>
    private sealed class SlidingWindow(TimeProvider clock, int perSecond, string? retryAfter) : HttpMessageHandler
    {
        private readonly object _lock = new();
        private readonly Queue<long> _recent = [];
        private int _inFlight;

        public List<long> Times { get; } = [];

        public int Accepted { get; private set; }

        public int Refused { get; private set; }

        public int LargestConcurrency { get; private set; }

        public int YieldsFor { get; init; }

        public TaskCompletionSource? Gate { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            bool accepted;
            lock (_lock)
            {
                LargestConcurrency = Math.Max(LargestConcurrency, ++_inFlight);
                var now = clock.GetTimestamp();
                Times.Add(now);
                while (_recent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest, now) >= Second)
                {
                    _recent.Dequeue();
                }

                accepted = _recent.Count < perSecond;
                if (accepted)
                {
                    Accepted++;
                    _recent.Enqueue(now);
                }
                else
                {
                    Refused++;
                }
            }

            for (var turn = 0; turn < YieldsFor; turn++)
            {
                await Task.Yield();
            }

            await (Gate?.Task ?? Task.CompletedTask);
            lock (_lock)
            {
                _inFlight--;
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
