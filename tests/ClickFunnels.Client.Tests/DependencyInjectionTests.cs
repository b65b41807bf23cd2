using ClickFunnels.Tests.Support;
using Microsoft.Extensions.Configuration;
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
        _service.Respond(200, Record);
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
            Is.EquivalentTo(new[] { ":AccessToken", ":WorkspaceId", "eu:AccessToken", "eu:UserAgent", "eu:WorkspaceId" })
        );
    }

    [Test]
    public void A_workspace_that_is_missing_is_reported_at_the_start_unless_none_is_needed()
    {
        _services.AddClickFunnels(static options =>
        {
            Configure(options);
            options.WorkspaceId = default;
        });
        _services.AddClickFunnels(
            "teams",
            static options =>
            {
                Configure(options);
                options.WorkspaceId = default;
                options.RequireWorkspace = false;
            }
        );

        Assert.That(
            () => Provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>().With.Message.StartsWith("WorkspaceId is missing")
        );
        Assert.That(() => Provider.GetRequiredKeyedService<ClickFunnelsClient>("teams"), Throws.Nothing);
    }

    [Test]
    public void All_settings_are_read_from_configuration()
    {
        var configuration = Configuration(("AccessToken", "t"), ("UserAgent", "x"), ("WorkspaceId", "42"), ("MaxRequestsPerSecond", "2.5"));
        _services.AddClickFunnels(options => configuration.GetSection("ClickFunnels").Bind(options));

        Assert.That(Provider.GetRequiredService<ClickFunnelsClient>().WorkspaceId, Is.EqualTo((ResourceId)42));
        Assert.That(
            Provider.GetRequiredService<IOptionsMonitor<ClickFunnelsClientOptions>>().Get(string.Empty).MaxRequestsPerSecond,
            Is.EqualTo(2.5)
        );
    }

    [Test]
    public async Task A_token_that_is_rotated_in_the_configuration_is_used_by_the_next_request()
    {
        var configuration = Configuration(("AccessToken", "old"), ("UserAgent", "x"), ("WorkspaceId", "42"), ("Subdomain", "acme"));
        using var log = new CollectedLog();
        _services.AddLogging(builder => builder.AddProvider(log));
        _services.Configure<ClickFunnelsClientOptions>(configuration.GetSection("ClickFunnels"));
        _services.AddClickFunnels(static _ => { }).ConfigurePrimaryHttpMessageHandler(() => _service);
        _service.Always(200, Record);
        var client = Provider.GetRequiredService<ClickFunnelsClient>();
        await client.Contacts.GetAsync(1);

        configuration["ClickFunnels:AccessToken"] = "new";
        configuration.Reload();
        await client.Contacts.GetAsync(1);

        configuration["ClickFunnels:AccessToken"] = "not valid";
        Assert.That(
            configuration.Reload,
            Throws.InstanceOf<Exception>(),
            "The options of .NET report invalid settings to the source of the change, too."
        );
        await client.Contacts.GetAsync(1);
        await client.Contacts.GetAsync(1);

        Assert.That(
            _service.Sent.Select(static request => request.Headers["Authorization"]),
            Is.EqualTo(new[] { "Bearer old", "Bearer new", "Bearer new", "Bearer new" })
        );
        Assert.That(log.Text, Does.Contain("The settings changed and are not valid").And.Not.Contain("not valid\""));
    }

    [Test]
    public void Without_a_host_the_first_use_lists_all_problems()
    {
        _services.AddClickFunnels(static options => { });

        Assert.That(
            () => Provider.GetRequiredService<ClickFunnelsClient>(),
            Throws.TypeOf<OptionsValidationException>().With.Property("Failures").Count.EqualTo(3)
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
            Is.EquivalentTo(new[] { "Subdomain", "AccessToken", "UserAgent", "WorkspaceId" })
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
            Throws.TypeOf<OptionsValidationException>().With.Property("Failures").Count.EqualTo(3)
        );
    }

    [Test]
    public async Task A_handler_of_the_user_sees_each_attempt_with_its_headers()
    {
        var seen = new List<string>();
        _service.Respond(503).Respond(200, Record);
        _services.AddClickFunnels(Configure).ConfigurePrimaryHttpMessageHandler(() => _service).AddHttpMessageHandler(() => new Spy(seen));
        await Provider.GetRequiredService<ClickFunnelsClient>().Contacts.GetAsync(1);

        Assert.That(seen, Is.EqualTo(new[] { "ClickFunnelsTests/1.0", "ClickFunnelsTests/1.0" }));
    }

    [Test]
    public async Task A_client_that_lives_long_sees_handlers_being_renewed()
    {
        var factory = new CountingFactory(_service);
        _service.Respond(503).Respond(200, Record).Respond(200, Record);
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
        _service.Respond(200, "[]").Respond(404);
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
        _service.Respond(429, "", "text/plain", ("Retry-After", "9")).Respond(200, Record);
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

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(static setting => KeyValuePair.Create("ClickFunnels:" + setting.Key, (string?)setting.Value))
            )
            .Build();

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
