using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Bulk actions are asked for until they are done, without sleeping longer than told.</summary>
public sealed class PollingTests
{
    private const string Running = """{"id":7,"performed_count":1,"completed_at":null}""";
    private const string Done = """{"id":7,"performed_count":2,"completed_at":"2026-01-02T03:04:05.000Z"}""";

    private readonly ManualTimeProvider _clock = new() { SkipsUpTo = TimeSpan.FromSeconds(15) };
    private readonly FakeService _service = new();

    [Test]
    public async Task It_asks_until_the_action_is_done_and_reports_each_state()
    {
        _service.Respond(200, Running).Respond(200, Running).Respond(200, Done);
        var seen = new List<int?>();

        var action = await Client().Contacts.TagActions.WaitForCompletionAsync(7, progress: new Collecting(seen));

        Assert.Multiple(() =>
        {
            Assert.That(action.CompletedAt, Is.Not.Null);
            Assert.That(seen, Is.EqualTo(new int?[] { 1, 1, 2 }));
            Assert.That(_clock.Skipped, Is.EqualTo(new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5) }));
            Assert.That(
                _service.Sent.Select(static request => request.Url),
                Is.All.EqualTo("https://acme.myclickfunnels.com/api/v2/contacts/tag_actions/7")
            );
        });
    }

    [Test]
    public async Task The_wait_grows_no_longer_than_told()
    {
        _service.Respond(200, Running).Respond(200, Running).Respond(200, Running).Respond(200, Done);

        await Client()
            .Contacts.TagActions.WaitForCompletionAsync(
                7,
                new PollingOptions { FirstDelay = TimeSpan.FromSeconds(2), LongestDelay = TimeSpan.FromSeconds(3) }
            );

        Assert.That(_clock.Skipped, Is.EqualTo(new[] { TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3) }));
    }

    [Test]
    public async Task It_gives_up_in_time_and_says_that_the_action_was_not_done()
    {
        _service.Respond(200, Running);

        var late = await Assert.ThrowsAsync<ApiTimeoutException>(() =>
            Client().Contacts.TagActions.WaitForCompletionAsync(7, new PollingOptions { Timeout = TimeSpan.FromSeconds(0.5) })
        );

        Assert.That(late!.OperationId, Is.EqualTo("getContactsTagActions"));
    }

    [Test]
    public void It_stops_when_it_is_canceled()
    {
        using var cancellation = new CancellationTokenSource();
        _service.Respond(200, Running);

        Assert.That(
            () =>
                Client()
                    .Contacts.TagActions.WaitForCompletionAsync(
                        7,
                        progress: new Canceling(cancellation),
                        cancellationToken: cancellation.Token
                    ),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    [TestCase(-1, 1, 1)]
    [TestCase(2, 1, 1)]
    [TestCase(1, 1, 0)]
    public void Settings_that_make_no_sense_are_refused_before_anything_is_sent(int first, int longest, int timeout)
    {
        var options = new PollingOptions
        {
            FirstDelay = TimeSpan.FromSeconds(first),
            LongestDelay = TimeSpan.FromSeconds(longest),
            Timeout = TimeSpan.FromSeconds(timeout),
        };

        Assert.That(() => Client().Contacts.TagActions.WaitForCompletionAsync(7, options), Throws.ArgumentException);
        Assert.That(_service.Sent, Is.Empty);
    }

    [TearDown]
    public void Dispose() => _service.Dispose();

    private ClickFunnelsClient Client() => _service.Client(options => options.TimeProvider = _clock);

    private sealed class Collecting(List<int?> seen) : IProgress<ContactTagAction>
    {
        public void Report(ContactTagAction value) => seen.Add(value.PerformedCount);
    }

    private sealed class Canceling(CancellationTokenSource cancellation) : IProgress<ContactTagAction>
    {
        public void Report(ContactTagAction value) => cancellation.Cancel();
    }
}
