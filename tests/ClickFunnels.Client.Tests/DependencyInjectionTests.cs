using ClickFunnels.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.Tests;

/// <summary>Registered clients: one per account, checked when the host starts, sending through IHttpClientFactory.</summary>
public sealed class DependencyInjectionTests
{
    private const string Record = """{"id":1}""";

    private readonly FakeService _service = new();
    private readonly ServiceCollection _services = new();
    private ServiceProvider? _provider;

    [Test]
    public async Task The_default_account_is_a_singleton_that_sends_through_the_factory()
    {
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service);
        var client = Provider.GetRequiredService<ClickFunnelsClient>();
        _service.Answer(200, Record);
        await client.Contacts.GetAsync(1);

        Assert.That(Provider.GetRequiredService<ClickFunnelsClient>(), Is.SameAs(client));
        Assert.That(_service.Only.Headers["Authorization"], Is.EqualTo("Bearer " + FakeService.Token));
    }

    [Test]
    public async Task Accounts_are_told_apart_by_their_names()
    {
        _service.Always(200, Record);
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service);
        _services.AddClickFunnels("eu", static options => Configure(options, "eu")).ConfigurePrimaryHttpMessageHandler(() => _service);
        _services.AddClickFunnels("us", static options => Configure(options, "us")).ConfigurePrimaryHttpMessageHandler(() => _service);
        await Provider.GetRequiredKeyedService<ClickFunnelsClient>("eu").Contacts.GetAsync(1);
        await Provider.GetRequiredKeyedService<ClickFunnelsClient>("us").Contacts.GetAsync(1);
        await Provider.GetRequiredService<ClickFunnelsClient>().Contacts.GetAsync(1);

        Assert.That(
            _service.Sent.Select(static request => (new Uri(request.Url).Host, request.Headers["Authorization"])),
            Is.EqualTo(
                new[]
                {
                    ("eu.myclickfunnels.com", "Bearer eu"),
                    ("us.myclickfunnels.com", "Bearer us"),
                    ("acme.myclickfunnels.com", "Bearer " + FakeService.Token),
                }
            )
        );
    }

    [Test]
    public void Only_a_named_account_leaves_the_default_unregistered()
    {
        _services.AddClickFunnels("eu", Configure);

        Assert.That(Provider.GetService<ClickFunnelsClient>(), Is.Null);
    }

    [Test]
    public void The_start_of_the_host_lists_all_problems_of_all_accounts()
    {
        _services.AddClickFunnels(static options => options.UserAgent = "Tests/1.0");
        _services.AddClickFunnels("eu", static options => { });
        var exception = Assert.Catch(() => Provider.GetRequiredService<IStartupValidator>().Validate())!;
        var failures =
            (exception as AggregateException)?.InnerExceptions.Cast<OptionsValidationException>()
            ?? [(OptionsValidationException)exception!];

        Assert.That(
            failures.SelectMany(static failure => failure.Failures.Select(problem => $"{failure.OptionsName}:{problem.Split(' ')[0]}")),
            Is.EquivalentTo(new[] { ":AccessToken", "eu:AccessToken", "eu:UserAgent" })
        );
    }

    [Test]
    public void Without_a_host_the_first_use_lists_all_problems()
    {
        _services.AddClickFunnels(static options => { });

        Assert.That(
            () => Provider.GetRequiredService<ClickFunnelsClient>(),
            Throws.TypeOf<OptionsValidationException>().With.Property("Failures").Count.EqualTo(2)
        );
    }

    [Test]
    public void A_validation_of_the_user_does_not_replace_that_of_the_library()
    {
        _services
            .AddOptions<ClickFunnelsClientOptions>()
            .Validate(static options => options.Subdomain is not null, "Subdomain is our rule.");
        _services.AddClickFunnels(static options => { });
        var exception = Assert.Throws<OptionsValidationException>(() => Provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.That(
            exception.Failures.Select(static problem => problem.Split(' ')[0]),
            Is.EquivalentTo(new[] { "Subdomain", "AccessToken", "UserAgent" })
        );
    }

    [Test]
    public void Problems_are_listed_once_however_many_accounts_there_are()
    {
        _services.AddClickFunnels("a", Configure);
        _services.AddClickFunnels("b", Configure);
        _services.AddClickFunnels(static options => { });

        Assert.That(
            () => Provider.GetRequiredService<ClickFunnelsClient>(),
            Throws.TypeOf<OptionsValidationException>().With.Property("Failures").Count.EqualTo(2)
        );
    }

    [Test]
    public async Task A_handler_of_the_user_sees_each_attempt_with_its_headers()
    {
        var seen = new List<string>();
        _service.Answer(503).Answer(200, Record);
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service).AddHttpMessageHandler(() => new Spy(seen));
        await Provider.GetRequiredService<ClickFunnelsClient>().Contacts.GetAsync(1);

        Assert.That(seen, Is.EqualTo(new[] { "ClickFunnelsTests/1.0", "ClickFunnelsTests/1.0" }));
    }

    [Test]
    public async Task A_client_that_lives_long_sees_handlers_being_renewed()
    {
        var factory = new CountingFactory(_service);
        _service.Answer(503).Answer(200, Record).Answer(200, Record);
        _services.AddClickFunnels("eu", Configure);
        _services.AddSingleton<IHttpMessageHandlerFactory>(factory);
        var client = Provider.GetRequiredKeyedService<ClickFunnelsClient>("eu");
        await client.Contacts.GetAsync(1);
        await client.Contacts.GetAsync(1);

        Assert.That(
            factory.Names,
            Is.EqualTo(new[] { "ClickFunnels.eu", "ClickFunnels.eu", "ClickFunnels.eu" }),
            "Every attempt asks for the current handler."
        );
    }

    [Test]
    public async Task The_log_of_the_factory_shows_neither_addresses_nor_secrets()
    {
        using var log = new CollectedLog();
        _service.Answer(200, "[]").Answer(404);
        _services.AddLogging(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service);
        var client = Provider.GetRequiredService<ClickFunnelsClient>();
        await client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = "DATA-MARKER@example.com" } }).ToListAsync();
        Assert.That(() => client.Contacts.GetAsync("ID-MARKER"), Throws.TypeOf<ApiNotFoundException>());

        Assert.That(log.Text, Does.Contain("/contacts/{id}").And.Not.Contain("MARKER").And.Not.Contain("myclickfunnels"));
    }

    [Test]
    public async Task A_clock_and_a_handler_of_the_options_are_used()
    {
        var clock = new ManualTimeProvider { SkipsUpTo = TimeSpan.FromSeconds(10) };
        _service.Answer(429, "", "text/plain", ("Retry-After", "9")).Answer(200, Record);
        _services.AddSingleton<TimeProvider>(clock);
        _services.AddClickFunnels(options =>
        {
            Configure(options);
            options.HttpHandler = _service;
        });
        await Provider.GetRequiredService<ClickFunnelsClient>().Contacts.GetAsync(1);

        Assert.That(clock.Skipped.Single().TotalSeconds, Is.InRange(9, 9.25));
    }

    [Test]
    public void The_container_closes_the_clients_it_made()
    {
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service);
        var client = Provider.GetRequiredService<ClickFunnelsClient>();
        Provider.Dispose();

        Assert.That(() => client.Contacts.GetAsync(1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void Null_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => ((IServiceCollection)null!).AddClickFunnels(Configure), Throws.ArgumentNullException);
            Assert.That(() => _services.AddClickFunnels(null!), Throws.ArgumentNullException);
            Assert.That(() => _services.AddClickFunnels(null!, Configure), Throws.ArgumentNullException);
        });
    }

    [TearDown]
    public void Dispose()
    {
        _provider?.Dispose();
        _service.Dispose();
    }

    private ServiceProvider Provider =>
        _provider ??= _services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private static void Configure(ClickFunnelsClientOptions options) => Configure(options, "acme", FakeService.Token);

    private static void Configure(ClickFunnelsClientOptions options, string subdomain, string? token = null)
    {
        options.AccessToken = token ?? subdomain;
        options.UserAgent = "ClickFunnelsTests/1.0";
        options.WorkspaceId = 42;
        options.Subdomain = subdomain;
        options.RetryDelay = TimeSpan.Zero;
    }

    private sealed class Spy(List<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(request.Headers.UserAgent.ToString());
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class CountingFactory(HttpMessageHandler handler) : IHttpMessageHandlerFactory
    {
        public List<string> Names { get; } = [];

        public HttpMessageHandler CreateHandler(string name)
        {
            Names.Add(name);
            return handler;
        }
    }
}
