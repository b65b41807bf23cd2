using System.Globalization;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary><c>Retry-After</c> is honored in both forms, and done without where it is absent, as the service promises none.</summary>
public sealed class RetryAfterTests
{
    private const string Record = """{"id":1}""";

    private readonly FakeService _service = new();
    private readonly ManualTimeProvider _clock = new() { SkipsUpTo = TimeSpan.FromSeconds(30) };

    [TestCase("0", 0.3, 0.5)]
    [TestCase("7", 7, 7.25)]
    [TestCase("30", 30, 30)]
    public async Task Seconds_are_waited_for_and_a_little_longer(string header, double shortest, double longest)
    {
        _service.Respond(429, "", "text/plain", ("Retry-After", header)).Respond(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Sum(static wait => wait.TotalSeconds), Is.InRange(shortest, longest));
    }

    [TestCase(12, 12, 13)]
    [TestCase(0, 0.1, 1.5)]
    [TestCase(-90, 0.1, 1.5)]
    public async Task A_date_is_waited_for_on_the_clock_of_the_client(int fromNow, double shortest, double longest)
    {
        var date = (_clock.GetUtcNow() + TimeSpan.FromSeconds(fromNow)).ToString("R", CultureInfo.InvariantCulture);
        _service.Respond(503, "", "text/plain", ("Retry-After", date)).Respond(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Sum(static wait => wait.TotalSeconds), Is.InRange(shortest - 0.01, longest));
    }

    [TestCase("0")]
    [TestCase("Thu, 01 Jan 2026 00:00:00 GMT")]
    public async Task A_header_that_asks_for_no_delay_does_not_become_a_burst(string header)
    {
        for (var time = 0; time < 4; time++)
        {
            _service.Respond(429, "", "text/plain", ("Retry-After", header));
        }

        _service.Respond(200, Record);
        await Client().Contacts.GetAsync(1);

        var waits = _clock.Skipped;
        Assert.That(waits, Has.Count.EqualTo(4));
        Assert.That(waits.Zip(waits.Skip(1), static (shorter, longer) => longer / shorter), Is.All.GreaterThan(1.4), "The delays double.");
    }

    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("1.5")]
    [TestCase("")]
    public async Task A_header_that_is_not_a_delay_is_ignored(string header)
    {
        _service.Respond(429, "", "text/plain", ("Retry-After", header)).Respond(200, Record);

        Assert.That((await Client().Contacts.GetAsync(1)).Id, Is.EqualTo(1));
    }

    [Test]
    public async Task Without_the_header_the_own_rule_decides()
    {
        _service.Respond(429).Respond(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Single(), Is.GreaterThan(TimeSpan.Zero).And.LessThan(TimeSpan.FromSeconds(5)));
    }

    [TestCase("""{"error":"busy","hint":null,"retry_after":7}""", 7)]
    [TestCase("""{"error":"busy","retry_after":"7"}""", 7)]
    [TestCase("""{"error":"busy","retry_after":6.5}""", 6.5)]
    [TestCase("""{"retry_after":7,"error":{"retry_after":900}}""", 7)]
    public async Task Without_the_header_the_body_decides(string body, double seconds)
    {
        _service.Respond(429, body).Respond(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Single().TotalSeconds, Is.InRange(seconds, seconds + 0.5));
    }

    [Test]
    public async Task The_header_goes_before_the_body()
    {
        _service.Respond(429, """{"error":"busy","retry_after":900}""", FakeService.Json, ("Retry-After", "3")).Respond(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Single().TotalSeconds, Is.InRange(3, 3.5));
    }

    /// <summary>Values that are no delay, whatever their form.</summary>
    [TestCase("""{"retry_after":null}""")]
    [TestCase("""{"retry_after":true}""")]
    [TestCase("""{"retry_after":"soon"}""")]
    [TestCase("""{"retry_after":"NaN"}""")]
    [TestCase("""{"retry_after":[5]}""")]
    [TestCase("""{"retry_after":{"seconds":5}}""")]
    [TestCase("""{"retry_after":"2026-01-01T00:00:00Z"}""")]
    [TestCase("""{"retry_after":-99999999999999999999}""")]
    [TestCase("""[{"retry_after":900}]""")]
    [TestCase("""{"retry_after":900""")]
    [TestCase("""{"deep":{"retry_after":900}}""")]
    [TestCase("retry_after: 900")]
    public async Task A_body_without_a_delay_changes_nothing(string body)
    {
        _service.Respond(429, body).Respond(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Single(), Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [TestCase("3600", 3600)]
    [TestCase("1e300", 36_500 * 86_400L)]
    [TestCase("99999999999999999999999999999999", 36_500 * 86_400L)]
    [TestCase("\"Infinity\"", 36_500 * 86_400L)]
    public void A_wait_in_the_body_beyond_the_limit_fails_at_once(string value, long seconds)
    {
        _service.Respond(429, $$"""{"error":"busy","retry_after":{{value}}}""").Always(200, Record);

        Assert.That(
            () => Client().Contacts.GetAsync(1),
            Throws.TypeOf<ApiRateLimitException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(seconds))
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [TestCase("31", 31)]
    [TestCase("3600", 3600)]
    [TestCase("99999999999", 36_500 * 86_400L)]
    [TestCase("99999999999999999999", 36_500 * 86_400L)]
    public void A_wait_beyond_the_limit_fails_at_once(string header, long seconds)
    {
        _service.Respond(429, "", "text/plain", ("Retry-After", header)).Always(200, Record);

        Assert.That(
            () => Client().Contacts.GetAsync(1),
            Throws.TypeOf<ApiRateLimitException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(seconds))
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
        Assert.That(_clock.Skipped, Is.Empty);
    }

    [Test]
    public async Task A_creation_waits_as_well()
    {
        _service.Respond(429, "", "text/plain", ("Retry-After", "3")).Respond(201, Record);
        await Client().Contacts.CreateAsync(new());

        Assert.That(_clock.Skipped.Single().TotalSeconds, Is.InRange(3, 3.25));
    }

    [Test]
    public void A_call_is_repeated_until_its_time_is_over_and_then_fails_with_the_last_response()
    {
        _service.Always(429, "", "text/plain", ("Retry-After", "5"));

        Assert.That(
            () => Client().Contacts.GetAsync(1),
            Throws.TypeOf<ApiRateLimitException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(5))
        );
        Assert.That(_clock.Skipped.Sum(static wait => wait.TotalSeconds), Is.InRange(7000, 7200), "The time limit is two hours.");
    }

    [TearDown]
    public void Dispose() => _service.Dispose();

    private ClickFunnelsClient Client() =>
        _service.Client(options =>
        {
            options.TimeProvider = _clock;
            options.RetryDelay = TimeSpan.FromMilliseconds(500);
            options.AttemptTimeout = TimeSpan.FromHours(1);
            options.Timeout = TimeSpan.FromHours(2);
        });
}
