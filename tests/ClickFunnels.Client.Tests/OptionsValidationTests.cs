using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>Settings are checked when the client is made: all problems at once, none of them showing the token.</summary>
public sealed class OptionsValidationTests
{
    [Test]
    public void All_problems_are_named_at_once()
    {
        var options = new ClickFunnelsClientOptions
        {
            Subdomain = "a.b",
            BaseAddress = new Uri("ftp://x"),
            Timeout = TimeSpan.Zero,
            AttemptTimeout = TimeSpan.Zero,
            MaxRetries = -1,
            RetryDelay = TimeSpan.FromSeconds(-1),
            MaxResponseBytes = 0,
        };
        var exception = Assert.Throws<ApiConfigurationException>(() => _ = new ClickFunnelsClient(options));

        Assert.That(
            exception.Problems.Select(static problem => problem.Split(' ')[0]),
            Is.EqualTo(
                new[]
                {
                    "AccessToken",
                    "UserAgent",
                    "BaseAddress",
                    "Timeout",
                    "AttemptTimeout",
                    "MaxRetries",
                    "RetryDelay",
                    "MaxResponseBytes",
                    "Subdomain",
                }
            )
        );
        Assert.That(exception.Problems, Has.All.Matches<string>(problem => exception.Message.Contains(problem!, StringComparison.Ordinal)));
    }

    [TestCase("abc MARKER")]
    [TestCase("MARKER\r\nX-Evil: 1")]
    [TestCase("MARKER\u00e9")]
    [TestCase("MARKER\t")]
    public void A_token_that_no_header_can_carry_is_refused_without_being_shown(string token)
    {
        var exception = Assert.Throws<ApiConfigurationException>(() =>
            _ = new ClickFunnelsClient(Valid(options => options.AccessToken = token))
        );

        Assert.That(exception.ToString(), Does.Contain("AccessToken").And.Not.Contain("MARKER"));
    }

    [TestCase("http://api.example")]
    [TestCase("http://10.0.0.1")]
    [TestCase("https://user:pass@api.example")]
    [TestCase("https://api.example?x=1")]
    [TestCase("https://api.example#x")]
    [TestCase("file:///etc")]
    public void A_base_address_that_would_leak_or_break_is_refused(string address)
    {
        Assert.That(
            () => new ClickFunnelsClient(Valid(options => options.BaseAddress = new Uri(address))),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("BaseAddress")
        );
    }

    [Test]
    public void Plain_http_beyond_loopback_needs_the_option_for_test_servers()
    {
        var options = Valid(static options => options.BaseAddress = new Uri("http://clickfunnels-emulator:4010"));
        Assert.That(
            () => new ClickFunnelsClient(options),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("AllowPlainHttp")
        );

        options.AllowPlainHttp = true;
        Assert.That(() => new ClickFunnelsClient(options).Dispose(), Throws.Nothing);
    }

    [Test]
    public void A_chain_of_handlers_without_an_end_is_refused()
    {
        var options = Valid(static options => options.HttpHandler = new Outer { InnerHandler = new Inner() });
        Assert.That(
            () => new ClickFunnelsClient(options),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("HttpHandler").And.Message.Contains("Inner without")
        );

        options.HttpHandler = new Outer { InnerHandler = new Inner { InnerHandler = PrimaryHandler.Create() } };
        Assert.That(() => new ClickFunnelsClient(options).Dispose(), Throws.Nothing);
    }

    [TestCase(true, typeof(SocketsHttpHandler))]
    [TestCase(false, typeof(HttpClientHandler))]
    public void Where_there_are_no_sockets_the_platform_sends(bool hasSockets, Type expected)
    {
        using var handler = PrimaryHandler.Create(hasSockets);

        Assert.That(handler, Is.TypeOf(expected));
    }

    [Test]
    public void A_relative_base_address_is_refused()
    {
        Assert.That(
            () => new ClickFunnelsClient(Valid(static options => options.BaseAddress = new Uri("/x", UriKind.Relative))),
            Throws.TypeOf<ApiConfigurationException>()
        );
    }

    [Test]
    public void Zero_retries_and_no_delay_are_fine()
    {
        using var client = new ClickFunnelsClient(
            Valid(static options =>
            {
                options.MaxRetries = 0;
                options.RetryDelay = TimeSpan.Zero;
                options.MaxRetryDelay = TimeSpan.Zero;
            })
        );

        Assert.That(client.WorkspaceId.IsEmpty, Is.True);
    }

    [Test]
    public async Task Options_that_change_later_change_nothing()
    {
        using var service = new FakeService();
        var options = service.Options();
        using var client = new ClickFunnelsClient(options);
        options.AccessToken = "another";
        options.UserAgent = null;
        options.Subdomain = "elsewhere";
        await service.Respond(200, """{"id":1}""").Client().Contacts.GetAsync(1);

        Assert.That(service.Only.Headers["Authorization"], Is.EqualTo("Bearer " + FakeService.Token));
        Assert.That(service.Only.Url, Does.StartWith("https://acme."));
    }

    [Test]
    public void Null_is_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => new ClickFunnelsClient((ClickFunnelsClientOptions)null!), Throws.ArgumentNullException);
            Assert.That(() => new ClickFunnelsClient((ClickFunnelsConnection)null!), Throws.ArgumentNullException);
        });
    }

    private static ClickFunnelsClientOptions Valid(Action<ClickFunnelsClientOptions> configure)
    {
        var options = new ClickFunnelsClientOptions { AccessToken = "token", UserAgent = "Tests/1.0" };
        configure(options);
        return options;
    }

    private sealed class Outer : DelegatingHandler;

    private sealed class Inner : DelegatingHandler;
}
