using System.Net.Sockets;
using System.Reflection;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Calls that are safe to repeat are retried: a creation only if it was certainly not carried out.</summary>
public sealed class RetryTests
{
    private const string Record = """{"id":1}""";

    private static readonly (string Name, Func<ClickFunnelsClient, Task> Call)[] Calls =
    [
        ("GET", static client => client.Contacts.GetAsync(1)),
        ("PUT", static client => client.Contacts.UpdateAsync(1, new() { FirstName = "A" })),
        ("PATCH", static client => client.Products.PatchAsync(1, new() { Name = "A" })),
        ("DELETE", static client => client.Contacts.DeleteAsync(1)),
        ("POST", static client => client.Contacts.CreateAsync(new() { FirstName = "A" })),
        ("POST without a body", static client => client.Products.ArchiveAsync(1)),
        ("upsert", static client => client.Contacts.UpsertAsync(new() { EmailAddress = "jane@example.com", FirstName = "A" })),
        ("idempotent POST without a body", static client => client.Workflows.EnableAsync(1)),
    ];

    private static readonly (string Name, Action<FakeService> Fail, bool Transient, bool ForPost)[] Failures =
    [
        ("429", static service => service.Respond(429), true, true),
        ("408", static service => service.Respond(408), true, false),
        ("500", static service => service.Respond(500), true, false),
        ("502 HTML", static service => service.Respond(502, "<html></html>", "text/html"), true, false),
        ("503", static service => service.Respond(503), true, true),
        ("504", static service => service.Respond(504), true, false),
        ("520", static service => service.Respond(520), true, false),
        ("connection refused", static service => service.Fail(Refused()), true, true),
        ("no such host", static service => service.Fail(new HttpRequestException(HttpRequestError.NameResolutionError)), true, true),
        ("TLS refused", static service => service.Fail(new HttpRequestException(HttpRequestError.SecureConnectionError)), true, true),
        (
            "connection reset",
            static service => service.Fail(new HttpRequestException("reset", new SocketException((int)SocketError.ConnectionReset))),
            true,
            false
        ),
        ("connection lost", static service => service.Fail(new HttpRequestException(HttpRequestError.ResponseEnded)), true, false),
        (
            "body breaks off",
            static service =>
                service.Respond(static _ => new HttpResponseMessage
                {
                    Content = new StreamContent(new BrokenStream(new IOException("reset"), (byte)'{')),
                }),
            true,
            false
        ),
        ("301", static service => service.Respond(301), false, false),
        ("400", static service => service.Respond(400), false, false),
        ("401", static service => service.Respond(401), false, false),
        ("403", static service => service.Respond(403), false, false),
        ("404", static service => service.Respond(404), false, false),
        ("409", static service => service.Respond(409), false, false),
        ("422", static service => service.Respond(422), false, false),
        ("200 HTML", static service => service.Respond(200, "<html></html>", "text/html"), false, false),
    ];

    private readonly FakeService _service = new();

    // The body of a response to DELETE is not read.
    private static IEnumerable<TestCaseData> Cases =>
        from call in Calls
        from failure in Failures
        where call.Name != "DELETE" || failure.Name is not ("body breaks off" or "200 HTML")
        let repeated = call.Name.StartsWith("POST", StringComparison.Ordinal) ? failure.ForPost : failure.Transient
        select new TestCaseData(call.Name, failure.Name, repeated).SetArgDisplayNames(
            call.Name,
            failure.Name,
            repeated ? "is repeated" : "is not repeated"
        );

    [TestCaseSource(nameof(Cases))]
    public async Task Only_what_is_safe_is_repeated(string callName, string failureName, bool repeated)
    {
        var call = Calls.Single(entry => entry.Name == callName).Call;
        Failures.Single(entry => entry.Name == failureName).Fail(_service);
        if (repeated)
        {
            await call(_service.Respond(200, Record).Client());
        }
        else
        {
            Assert.That(() => call(_service.Client()), Throws.InstanceOf<ApiException>());
        }

        Assert.That(_service.Sent, Has.Count.EqualTo(repeated ? 2 : 1));
        Assert.That(_service.Sent.Select(static sent => (sent.Method, sent.Url, sent.Body)), Is.All.EqualTo(Request(_service.Sent[0])));

        static (string, string, string?) Request(SentRequest sent) => (sent.Method, sent.Url, sent.Body);
    }

    [Test]
    public void The_operations_that_may_be_repeated_are_marked_in_the_contract()
    {
        var repeated = typeof(ClickFunnelsClient)
            .Assembly.GetTypes()
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Where(static field => field.FieldType == typeof(Operation))
            .Select(static field => (Operation)field.GetValue(null)!)
            .Where(static operation => operation.Method == HttpMethod.Post && operation.IsSafeToRepeat)
            .Select(static operation => operation.Id);

        Assert.That(repeated, Is.Not.Empty.And.EquivalentTo(ContractKeys.IdempotentOperations));
    }

    [Test]
    public void The_last_failure_is_thrown_when_no_retries_are_left()
    {
        _service.Respond(429).Respond(500).Fail(Refused()).Respond(502, """{"error":"last"}""");

        Assert.That(
            () => _service.Client(static options => options.MaxRetries = 2).Contacts.GetAsync(1),
            Throws.TypeOf<ApiServerException>().With.Property("StatusCode").EqualTo(502).And.Property("Errors").Count.EqualTo(1)
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(4));
    }

    [TestCase(0, 1)]
    [TestCase(1, 2)]
    [TestCase(4, 5)]
    public void There_are_as_many_retries_as_allowed(int retries, int requests)
    {
        _service.Always(503);

        Assert.That(
            () => _service.Client(options => options.MaxRetries = retries).Contacts.GetAsync(1),
            Throws.TypeOf<ApiServerException>()
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(requests));
    }

    [Test]
    public void A_retry_that_meets_a_lasting_failure_ends()
    {
        _service.Respond(503).Respond(404);

        Assert.That(() => _service.Client().Contacts.GetAsync(1), Throws.TypeOf<ApiNotFoundException>());
    }

    [Test]
    public void A_creation_that_was_refused_first_and_lost_then_is_not_repeated_again()
    {
        _service.Respond(429).Respond(500);

        Assert.That(() => _service.Client().Contacts.CreateAsync(new()), Throws.TypeOf<ApiServerException>());
        Assert.That(_service.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_body_and_the_address_are_sent_again_as_they_were()
    {
        var contact = new ContactCreate { FirstName = "A" };
        _service
            .Respond(request =>
            {
                contact.FirstName = "changed meanwhile";
                return FakeService.Response(503);
            })
            .Respond(201, Record);
        await _service.Client().Contacts.CreateAsync(contact, new() { Expand = [ContactExpand.EmailEngagement] });

        Assert.Multiple(() =>
        {
            Assert.That(_service.Sent[1].BodyBytes, Is.EqualTo(_service.Sent[0].BodyBytes));
            Assert.That(_service.Sent[1].Url, Is.EqualTo(_service.Sent[0].Url));
            Assert.That(_service.Sent[1].Headers, Is.EqualTo(_service.Sent[0].Headers));
        });
    }

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_deletion_that_gets_404_after_a_lost_response_succeeds(int lost)
    {
        await _service.Respond(lost).Respond(404).Client().Contacts.DeleteAsync(1);

        Assert.That(_service.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_deletion_that_finds_nothing_at_once_is_not_found()
    {
        _service.Respond(404);

        Assert.That(() => _service.Client().Contacts.DeleteAsync(1), Throws.TypeOf<ApiNotFoundException>());
    }

    [Test]
    public void A_deletion_that_was_only_held_up_before_and_finds_nothing_is_not_found([Values] bool refused)
    {
        _ = refused ? _service.Fail(Refused()) : _service.Respond(429);
        _service.Respond(404);

        Assert.That(() => _service.Client().Contacts.DeleteAsync(1), Throws.TypeOf<ApiNotFoundException>());
    }

    [Test]
    public async Task Delays_double_up_to_their_limit_and_vary()
    {
        const int Calls = 300;
        const int Retries = 8;
        var clock = new ManualTimeProvider { SkipsUpTo = TimeSpan.FromSeconds(60) };
        _service.Always(500);
        var client = _service.Client(options =>
        {
            options.TimeProvider = clock;
            options.MaxRetries = Retries;
            options.RetryDelay = TimeSpan.FromMilliseconds(500);
            options.MaxRetryDelay = TimeSpan.FromSeconds(60);
            options.AttemptTimeout = TimeSpan.FromHours(20);
            options.Timeout = TimeSpan.FromHours(20);
        });
        for (var call = 0; call < Calls; call++)
        {
            await Assert.ThatAsync(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiServerException>());
        }

        var delays = clock.Skipped.Chunk(Retries).ToList();
        var means = Enumerable.Range(0, Retries).Select(retry => delays.Average(call => call[retry].TotalSeconds)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(delays, Has.Count.EqualTo(Calls));
            Assert.That(means[0], Is.InRange(0.25, 1.0));

            // Linear delays would grow by half, then by a third.
            Assert.That(means.Skip(1).Zip(means.Skip(2), static (shorter, longer) => longer / shorter).Take(4), Is.All.InRange(1.6, 2.4));
            Assert.That(clock.Skipped, Is.All.InRange(TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(60)));
            Assert.That(clock.Skipped.Max(), Is.EqualTo(TimeSpan.FromSeconds(60)), "The limit was reached.");
            Assert.That(delays.Select(static call => call[0]).Distinct().Count(), Is.GreaterThan(Calls / 2), "The delays vary.");
        });
    }

    [Test]
    public async Task One_call_does_not_use_up_the_retries_of_another()
    {
        _service.Respond(503).Respond(200, Record).Respond(503).Respond(200, Record);
        var client = _service.Client(static options => options.MaxRetries = 1);
        await client.Contacts.GetAsync(1);
        await client.Contacts.GetAsync(1);

        Assert.That(_service.Sent, Has.Count.EqualTo(4));
    }

    [TearDown]
    public void Dispose() => _service.Dispose();

    private static HttpRequestException Refused() => new("refused", new SocketException((int)SocketError.ConnectionRefused));
}
