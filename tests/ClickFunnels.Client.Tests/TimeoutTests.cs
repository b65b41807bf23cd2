using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>An attempt and a whole call have limits of their own.</summary>
public sealed class TimeoutTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(100);

    private readonly FakeService _service = new();
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task An_attempt_that_hangs_is_repeated_where_that_is_safe()
    {
        _service.Respond(Hang).Respond(200, """{"id":1}""");
        var call = Client().Contacts.GetAsync(1);
        await _clock.WaitingFor(Attempt);
        _clock.Advance(Attempt);

        Assert.That((await call).Id, Is.EqualTo(1));
        Assert.That(_service.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_creation_that_hangs_is_not_repeated()
    {
        _service.Respond(Hang);
        var call = Client().Contacts.CreateAsync(new());
        await _clock.WaitingFor(Attempt);
        _clock.Advance(Attempt);

        Assert.That(
            () => call,
            Throws
                .TypeOf<ApiTimeoutException>()
                .With.Message.Contains("30 s")
                .And.Property("OperationId")
                .EqualTo("createContacts")
                .And.Property("IsTransient")
                .True
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_upsert_that_hangs_is_sent_again_with_the_same_body()
    {
        _service.Respond(Hang).Respond(201, """{"id":1}""");
        var call = Client().Contacts.UpsertAsync(new() { EmailAddress = "jane@example.com", FirstName = "Jane" });
        await _clock.WaitingFor(Attempt);
        _clock.Advance(Attempt);

        Assert.That((await call).Id, Is.EqualTo(1));
        Assert.That(_service.Sent, Has.Count.EqualTo(2));
        Assert.That(_service.Sent[1].Body, Is.Not.Empty.And.EqualTo(_service.Sent[0].Body));
    }

    [Test]
    public async Task The_whole_call_ends_in_time_in_the_middle_of_an_attempt()
    {
        _service.Respond(Hang);
        var call = Client(static options => options.AttemptTimeout = TimeSpan.FromHours(1)).Contacts.GetAsync(1);
        await _clock.WaitingFor(TimeSpan.FromHours(1));
        _clock.Advance(Total);

        Assert.That(() => call, Throws.TypeOf<ApiTimeoutException>().With.Message.Contains("100 s"));
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_whole_call_ends_in_time_in_the_middle_of_a_wait()
    {
        _service.Respond(200, """{"id":1}""");
        var client = Client(static options =>
        {
            options.Timeout = TimeSpan.FromSeconds(20);
            // The client uses 98% of the rate.
            options.MaxRequestsPerSecond = 0.01 / 0.98;
        });
        await client.Contacts.GetAsync(1);
        var call = client.Contacts.GetAsync(1);
        await _clock.WaitingFor(TimeSpan.FromSeconds(99.995));
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.That(() => call, Throws.TypeOf<ApiTimeoutException>().With.Message.Contains("20 s"));
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_call_does_not_wait_for_a_pause_that_is_longer_than_its_time()
    {
        _service.Respond(503, "", "text/plain", ("Retry-After", "29"));

        Assert.That(
            () => Client(static options => options.Timeout = TimeSpan.FromSeconds(20)).Contacts.GetAsync(1),
            Throws.TypeOf<ApiServerException>().With.Property("RetryAfter").EqualTo(TimeSpan.FromSeconds(29))
        );
    }

    [Test]
    public async Task The_lookup_of_the_workspace_counts_as_well()
    {
        _service.Respond(Hang);
        var client = Client(static options =>
        {
            options.Subdomain = null;
            options.AttemptTimeout = TimeSpan.FromHours(1);
        });
        var call = client.Contacts.GetAsync(1);
        await _clock.WaitingFor(TimeSpan.FromHours(1));
        _clock.Advance(Total);

        Assert.That(() => call, Throws.TypeOf<ApiTimeoutException>());
    }

    [Test]
    public async Task Pages_have_a_limit_each_and_none_together()
    {
        _service.Page(1, 20, "20").Page(21, 1, null);
        var count = 0;
        await foreach (var page in Client().Contacts.ListAsync().AsPages())
        {
            count += page.Items.Count;
            _clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That(count, Is.EqualTo(21));
    }

    [Test]
    public async Task A_cancellation_is_no_time_out()
    {
        using var cancellation = new CancellationTokenSource();
        _service.Respond(Hang);
        var call = Client().Contacts.GetAsync(1, cancellationToken: cancellation.Token);
        await _clock.WaitingFor(Attempt);
        await cancellation.CancelAsync();

        Assert.That(() => call, Throws.InstanceOf<OperationCanceledException>());
    }

    [TearDown]
    public void Dispose() => _service.Dispose();

    private static async Task<HttpResponseMessage> Hang(HttpRequestMessage request) =>
        await new TaskCompletionSource<HttpResponseMessage>().Task;

    private ClickFunnelsClient Client(Action<ClickFunnelsClientOptions>? configure = null) =>
        _service.Client(options =>
        {
            options.TimeProvider = _clock;
            configure?.Invoke(options);
        });
}
