using ClickFunnels.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Tests;

/// <summary>The log tells methods, route templates, statuses and kinds of failure, each at a fitting level.</summary>
public sealed class LoggingTests
{
    private const string Record = """{"id":1}""";

    private readonly FakeService _service = new();
    private readonly CollectedLog _log = new();

    [Test]
    public async Task Success_is_a_detail_and_a_retry_is_news()
    {
        await _service.Respond(503).Respond(200, Record).Client(Logged).Contacts.GetAsync("ID-MARKER");

        Assert.That(
            _log.Entries.Select(static entry => (entry.Category, entry.Level)),
            Is.EqualTo(new[] { ("ClickFunnels.Client", LogLevel.Information), ("ClickFunnels.Client", LogLevel.Debug) })
        );
        Assert.That(_log.Entries[0].Text, Does.StartWith("GET /contacts/{id} is repeated (retry 1) after ApiServerException."));
        Assert.That(_log.Entries[1].Text, Does.StartWith("GET /contacts/{id} returned status 200 after "));
    }

    [Test]
    public void A_failure_is_logged_once_with_its_kind()
    {
        _service.Respond(404, """{"error":"MARKER"}""");
        Assert.That(() => _service.Client(Logged).Contacts.GetAsync("ID-MARKER"), Throws.TypeOf<ApiNotFoundException>());

        Assert.That(_log.Entries.Single().Text, Does.StartWith("GET /contacts/{id} failed (status 404, ApiNotFoundException) after "));
    }

    [Test]
    public async Task The_real_path_the_query_and_the_host_are_not_logged()
    {
        _service.Page(1, 20, "CURSOR-MARKER").Page(21, 1, null);
        await _service
            .Client(Logged)
            .Contacts.ListAsync(
                new()
                {
                    Filter = new() { EmailAddress = "MARKER" },
                    StableId = "MARKER",
                }
            )
            .ToListAsync();

        Assert.That(
            _log.Text,
            Does.Contain("/workspaces/{workspace_id}/contacts").And.Not.Contain("MARKER").And.Not.Contain("acme").And.Not.Contain("/42/")
        );
    }

    [Test]
    public async Task A_client_without_a_logger_works()
    {
        Assert.That((await _service.Respond(503).Respond(200, Record).Client().Contacts.GetAsync(1)).Id, Is.EqualTo(1));
    }

    [TearDown]
    public void Dispose()
    {
        _service.Dispose();
        _log.Dispose();
    }

    private void Logged(ClickFunnelsClientOptions options) => options.LoggerFactory = _log;
}
