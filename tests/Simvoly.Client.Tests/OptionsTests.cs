using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Simvoly.Tests;

/// <summary>The address of the website, and the registration.</summary>
public sealed class OptionsTests
{
    [TestCase("example.simvoly.com", "https://example.simvoly.com/api/site/")]
    [TestCase("shop.example.co.uk", "https://shop.example.co.uk/api/site/")]
    [TestCase("Example.Simvoly.COM", "https://example.simvoly.com/api/site/")]
    [TestCase("example.com:8443", "https://example.com:8443/api/site/")]
    [TestCase("bücher.example", "https://xn--bcher-kva.example/api/site/")]
    [TestCase("https://example.com", "https://example.com/api/site/")]
    [TestCase("https://example.com/", "https://example.com/api/site/")]
    [TestCase("https://example.com/api/site", "https://example.com/api/site/")]
    [TestCase("https://proxy.example/customers/7/api/site/", "https://proxy.example/customers/7/api/site/")]
    [TestCase("http://127.0.0.1:5000/api/site", "http://127.0.0.1:5000/api/site/")]
    [TestCase("http://localhost:5000", "http://localhost:5000/api/site/")]
    [TestCase("http://[::1]:5000/api/site", "http://[::1]:5000/api/site/")]
    public async Task A_site_is_a_host_or_an_address(string site, string address)
    {
        using var service = new FakeService();
        service.Respond(200, """{"id":7}""");
        using var client = service.Client(options => options.Site = site);

        await client.Contacts.GetAsync(7);

        Assert.That(service.Only.Url, Is.EqualTo(address + "contacts/7"));
    }

    [TestCase(null, "Site is missing")]
    [TestCase("", "Site is missing")]
    [TestCase("  ", "Site is missing")]
    [TestCase("example", "single word")]
    [TestCase("example.com/shop", "Site has a path")]
    [TestCase("example.com/api/site", "Site has a path")]
    [TestCase("example.com ", "blank")]
    [TestCase("example.com\n", "line end")]
    [TestCase("example.com\\@evil.example", "backslash")]
    [TestCase("user:password@example.com", "without user")]
    [TestCase("https://user@example.com/api/site", "without user")]
    [TestCase("https://example.com/api/site?a=1", "without user, query or fragment")]
    [TestCase("example.com?x", "without user, query or fragment")]
    [TestCase("example.com#x", "without user, query or fragment")]
    [TestCase("ftp://example.com", "not a host or a plain http(s) address")]
    [TestCase("https://", "not a host or a plain http(s) address")]
    [TestCase("http://example.com/api/site", "plain http")]
    [TestCase("http://10.0.0.7/api/site", "plain http")]
    public void Anything_else_is_refused_with_the_fix(string? site, string problem)
    {
        using var service = new FakeService();

        Assert.That(
            () => service.Client(options => options.Site = site),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains(problem).And.Message.Not.Contains("password")
        );
    }

    [Test]
    public async Task Plain_http_needs_permission_and_BaseAddress_replaces_the_site()
    {
        using var service = new FakeService();
        service.Always(200, """{"id":7}""");
        using var plain = service.Client(static options => (options.Site, options.AllowPlainHttp) = ("http://test.example:81", true));
        using var other = service.Client(static options =>
            (options.Site, options.BaseAddress) = (null, new Uri("https://proxy.example/x"))
        );

        await plain.Contacts.GetAsync(7);
        await other.Contacts.GetAsync(7);

        Assert.That(
            service.Sent.Select(static request => request.Url),
            Is.EqualTo(new[] { "http://test.example:81/api/site/contacts/7", "https://proxy.example/x/api/site/contacts/7" })
        );
    }

    [Test]
    public async Task A_registered_client_is_checked_and_has_its_own_site()
    {
        using var service = new FakeService();
        service.Always(200, """{"id":7}""");
        var services = new ServiceCollection();
        services.AddSimvoly(options => Set(options, service, "one.example"));
        services.AddSimvoly("two", options => Set(options, service, "two.example"));
        services.AddSimvoly("wrong", options => Set(options, service, "wrong"));
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<SimvolyClient>().Orders.GetAsync(7);
        await provider.GetRequiredKeyedService<SimvolyClient>("two").Orders.GetAsync(7);

        Assert.That(service.Sent.Select(static request => new Uri(request.Url).Host), Is.EqualTo(new[] { "one.example", "two.example" }));
        Assert.That(service.Sent.Select(static request => request.Headers["Authorization"]), Is.All.EqualTo("Bearer " + FakeService.Token));
        Assert.That(
            () => provider.GetRequiredKeyedService<SimvolyClient>("wrong"),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("single word")
        );
    }

    private static void Set(SimvolyClientOptions options, FakeService service, string site)
    {
        options.Site = site;
        options.AccessToken = FakeService.Token;
        options.UserAgent = "SimvolyTests/1.0";
        options.HttpHandler = service;
    }
}
