using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.Tests;

/// <summary>
/// Resilience handlers that a program adds to all of its HTTP clients, as the service defaults of Aspire do: they neither repeat a
/// creation nor multiply the retries of the client.
/// </summary>
public sealed class HostHandlerTests
{
    private const string Record = """{"id":1}""";

    private readonly FakeService _service = new();
    private readonly ServiceCollection _services = new();

    [TestCase(true)]
    [TestCase(false)]
    public async Task Resilience_for_all_clients_of_the_host_is_left_out(bool isHedged)
    {
        _services.ConfigureHttpClientDefaults(builder =>
        {
            if (isHedged)
            {
                builder.AddStandardHedgingHandler();
            }
            else
            {
                builder.AddStandardResilienceHandler();
            }
        });
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service);
        _service.Always(500, "{}");
        await using var provider = _services.BuildServiceProvider();
        var client = provider.GetRequiredService<ClickFunnelsClient>();

        await Assert.ThatAsync(() => client.Contacts.CreateAsync(new() { FirstName = "Jane" }), Throws.TypeOf<ApiServerException>());
        Assert.That(_service.Sent, Has.Count.EqualTo(1), "A creation is sent once.");

        await Assert.ThatAsync(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiServerException>());
        Assert.That(_service.Sent, Has.Count.EqualTo(1 + 5), "A read is sent once and retried four times.");
    }

    [Test]
    public async Task Many_failures_do_not_open_a_circuit_of_the_host()
    {
        _services.ConfigureHttpClientDefaults(static builder => builder.AddStandardResilienceHandler());
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service);
        await using var provider = _services.BuildServiceProvider();
        var client = provider.GetRequiredService<ClickFunnelsClient>();
        _service.Always(500, "{}");
        for (var call = 0; call < 40; call++)
        {
            await Assert.ThatAsync(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiServerException>());
        }

        _service.Always(200, Record);
        Assert.That((await client.Contacts.GetAsync(1)).Id, Is.EqualTo(1));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Handlers_on_the_returned_builder_are_kept_and_cannot_repeat_a_creation(bool isHedged)
    {
        var builder = _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service);
        if (isHedged)
        {
            builder.AddStandardHedgingHandler();
        }
        else
        {
            builder.AddStandardResilienceHandler(static options => options.Retry.Delay = TimeSpan.Zero);
        }

        builder.AddHttpMessageHandler(static () => new BodyReader());
        _service.Always(500, """{"error":"x"}""");
        await using var provider = _services.BuildServiceProvider();
        var client = provider.GetRequiredService<ClickFunnelsClient>();

        await Assert.ThatAsync(() => client.Contacts.CreateAsync(new() { FirstName = "Jane" }), Throws.InstanceOf<ApiException>());
        Assert.That(_service.Sent, Has.Count.EqualTo(1), "A handler that reads the body keeps a copy of it.");

        await Assert.ThatAsync(() => client.Products.ArchiveAsync(1), Throws.InstanceOf<ApiException>());
        Assert.That(_service.Sent, Has.Count.EqualTo(2), "A POST without a body is sent once, too.");
    }

    [Test]
    public async Task Other_handlers_for_all_clients_of_the_host_are_kept()
    {
        var seen = 0;
        _services.ConfigureHttpClientDefaults(builder => builder.AddHttpMessageHandler(() => new Counter(() => seen++)));
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service);
        _service.Respond(200, Record);
        await using var provider = _services.BuildServiceProvider();

        await provider.GetRequiredService<ClickFunnelsClient>().Contacts.GetAsync(1);

        Assert.That(seen, Is.EqualTo(1));
    }

    private static void Configure(ClickFunnelsClientOptions options)
    {
        options.AccessToken = FakeService.Token;
        options.UserAgent = "ClickFunnelsTests/1.0";
        options.WorkspaceId = 42;
        options.Subdomain = "acme";
        options.RetryDelay = TimeSpan.Zero;
    }

    private sealed class Counter(Action count) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class BodyReader : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null)
            {
                await request.Content.LoadIntoBufferAsync(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
