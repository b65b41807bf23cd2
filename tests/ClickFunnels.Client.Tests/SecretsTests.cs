using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>The token and the data of people appear in no message, no text of an object and no log.</summary>
public sealed class SecretsTests
{
    private const string Data = "DATA-MARKER@example.com";

    private static readonly int[] Statuses = [200, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503];

    private static readonly (string Body, string MediaType)[] Bodies =
    [
        ($$"""{"error":"{{Data}} has been taken"}""", "application/json"),
        ($$"""{"errors":[{"field":"name","message":"{{Data}}"}]}""", "application/json"),
        ($$"""{"name":["{{Data}}"]}""", "application/json"),
        ($$"""{"{{Data}}":["is taken"]}""", "application/json"),
        ($$"""[{"id":1,"{{Data}}""", "application/json"),
        ($"[{{\"id\":{Data}}}]", "application/json"),
        (Data, "text/plain"),
        ($"<html>{Data}</html>", "text/html"),
    ];

    private readonly FakeService _service = new();
    private readonly CollectedLog _log = new();

    [Test]
    public async Task Neither_exceptions_nor_logs_show_them(
        [ValueSource(nameof(Statuses))] int status,
        [Values(0, 1, 2, 3, 4, 5, 6, 7)] int body
    )
    {
        _service.Always(status, Bodies[body].Body, Bodies[body].MediaType, ("Retry-After", "0"), ("Pagination-Next", Data));
        var client = _service.Client(options =>
        {
            options.LoggerFactory = _log;
            options.MaxRetries = status == 429 ? 0 : 1;
        });
        using (Assert.EnterMultipleScope())
        {
            AssertSilent(await CatchAsync(() => client.Contacts.CreateAsync(new ContactCreate { EmailAddress = Data })));
            AssertSilent(
                await CatchAsync(() =>
                    client
                        .Contacts.ListAsync(
                            new()
                            {
                                Filter = new() { EmailAddress = Data },
                                After = Data,
                            }
                        )
                        .ToListAsync()
                )
            );
            AssertSilent(await CatchAsync(() => client.Contacts.GetAsync(Data)));
        }

        Assert.That(_log.Text, Is.Not.Empty.And.Not.Contain("MARKER"));
    }

    [Test]
    public async Task A_failing_connection_does_not_show_them()
    {
        _service.Fail(new HttpRequestException("no connection", new IOException("reset")));
        var client = _service.Client(options =>
        {
            options.LoggerFactory = _log;
            options.MaxRetries = 0;
        });

        AssertSilent(await CatchAsync(() => client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = Data } }).ToListAsync()));
        Assert.That(_log.Text, Is.Not.Empty.And.Not.Contain("MARKER"));
    }

    [Test]
    public void Objects_print_no_data()
    {
        using var connection = new ClickFunnelsConnection(_service.Options());
        using var client = new ClickFunnelsClient(connection);
        var contact = new Contact { EmailAddress = Data };
        contact.AdditionalProperties["x"] = Data;
        FilterValues<string> values = Data;

        Assert.Multiple(() =>
        {
            foreach (
                var printed in new object[]
                {
                    connection,
                    client,
                    client.Contacts,
                    contact,
                    values,
                    new ApiError("email_address", Data),
                    _service.Options(),
                    client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = Data } }),
                    new ContactFilter { EmailAddress = Data },
                }
            )
            {
                Assert.That(printed.ToString(), Does.Not.Contain("MARKER"), printed.GetType().Name);
            }
        });
    }

    [Test]
    public async Task The_text_of_the_service_is_in_the_properties()
    {
        _service.Respond(422, Bodies[0].Body);
        var exception = (ApiValidationException)(await CatchAsync(() => _service.Client().Contacts.CreateAsync(new())))!;

        Assert.That(exception.Errors.Single().Message, Does.Contain(Data));
        Assert.That(exception.ResponseBody, Does.Contain(Data));
    }

    [TearDown]
    public void Dispose()
    {
        _service.Dispose();
        _log.Dispose();
    }

    private static Task<Exception?> CatchAsync(Func<Task> call) =>
        Assert.CatchAsync(async () =>
        {
            await call();
            throw new InvalidOperationException("No exception.");
        });

    private static void AssertSilent(Exception? exception) => Assert.That(exception!.ToString(), Does.Not.Contain("MARKER"));
}
