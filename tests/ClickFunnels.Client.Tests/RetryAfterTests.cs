using System.Globalization;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary><c>Retry-After</c> is honored in both forms, and done without where it is absent, as the service promises none.</summary>
public sealed class RetryAfterTests
{
    private const string Record = """{"id":1}""";

    private readonly FakeService _service = new();
    private readonly ManualTimeProvider _clock = new() { SkipsUpTo = TimeSpan.FromSeconds(30) };

    [TestCase("0", 0)]
    [TestCase("7", 7)]
    [TestCase("30", 30)]
    public async Task Seconds_are_waited_for(string header, int seconds)
    {
        _service.Answer(429, "", "text/plain", ("Retry-After", header)).Answer(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Sum(static wait => wait.TotalSeconds), Is.EqualTo(seconds));
    }

    [TestCase(12, 12)]
    [TestCase(0, 0)]
    [TestCase(-90, 0)]
    public async Task A_date_is_waited_for_on_the_clock_of_the_client(int fromNow, int seconds)
    {
        var date = (_clock.GetUtcNow() + TimeSpan.FromSeconds(fromNow)).ToString("R", CultureInfo.InvariantCulture);
        _service.Answer(503, "", "text/plain", ("Retry-After", date)).Answer(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Sum(static wait => wait.TotalSeconds), Is.EqualTo(seconds));
    }

    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("1.5")]
    [TestCase("")]
    public async Task What_is_no_wait_is_ignored(string header)
    {
        _service.Answer(429, "", "text/plain", ("Retry-After", header)).Answer(200, Record);

        Assert.That((await Client().Contacts.GetAsync(1)).Id, Is.EqualTo(1));
    }

    [Test]
    public async Task Without_the_header_the_own_rule_decides()
    {
        _service.Answer(429).Answer(200, Record);
        await Client().Contacts.GetAsync(1);

        Assert.That(_clock.Skipped.Single(), Is.GreaterThan(TimeSpan.Zero).And.LessThan(TimeSpan.FromSeconds(5)));
    }

    [TestCase("31")]
    [TestCase("3600")]
    [TestCase("99999999999999999999")]
    public void A_wait_beyond_the_limit_fails_at_once(string header)
    {
        _service.Answer(429, "", "text/plain", ("Retry-After", header)).Always(200, Record);
        if (header.Length > 10)
        {
            // No number of seconds at all, so there is nothing to obey.
            Assert.That(() => Client().Contacts.GetAsync(1), Throws.Nothing);
            return;
        }

        Assert.That(
            () => Client().Contacts.GetAsync(1),
            Throws
                .TypeOf<ApiRateLimitException>()
                .With.Property("RetryAfter")
                .EqualTo(TimeSpan.FromSeconds(int.Parse(header, CultureInfo.InvariantCulture)))
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
        Assert.That(_clock.Skipped, Is.Empty);
    }

    [Test]
    public async Task A_creation_waits_as_well()
    {
        _service.Answer(429, "", "text/plain", ("Retry-After", "3")).Answer(201, Record);
        await Client().Contacts.CreateAsync(new());

        Assert.That(_clock.Skipped, Is.EqualTo(new[] { TimeSpan.FromSeconds(3) }));
    }

    [Test]
    public void The_exception_carries_the_wait_of_the_last_answer()
    {
        _service.Always(429, "", "text/plain", ("Retry-After", "5"));

        Assert.That(
            () => Client().Contacts.GetAsync(1),
            Throws.TypeOf<ApiRateLimitException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(5))
        );
        Assert.That(_clock.Skipped, Is.EqualTo(Enumerable.Repeat(TimeSpan.FromSeconds(5), 4)));
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
