using ElasticFunnels.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElasticFunnels.Tests;

/// <summary>Settings, hosts, the brand and the registration.</summary>
public sealed class OptionsTests
{
    private readonly FakeService _service = new();

    [Test]
    public async Task The_key_is_sent_alone_in_its_own_header()
    {
        await _service.Respond(200, """{"id":123,"name":"a"}""").Client().Brands.GetAsync();

        Assert.Multiple(() =>
        {
            Assert.That(_service.Only.Url, Is.EqualTo("https://app.elasticfunnels.io/api/brands/123"));
            Assert.That(_service.Only.Headers["EF-Access-Key"], Is.EqualTo(FakeService.Token));
            Assert.That(_service.Only.Headers, Does.Not.ContainKey("Authorization"));
            Assert.That(_service.Only.Headers["User-Agent"], Is.EqualTo("ElasticFunnelsTests/1.0"));
        });
    }

    [TestCase("http://127.0.0.1:4010", "http://127.0.0.1:4010/api/brands/all")]
    [TestCase("http://127.0.0.1:4010/api", "http://127.0.0.1:4010/api/brands/all")]
    [TestCase("http://localhost:4010/api/", "http://localhost:4010/api/brands/all")]
    [TestCase("https://proxy.example/ef", "https://proxy.example/ef/api/brands/all")]
    public async Task A_base_address_replaces_the_host(string address, string url)
    {
        _service.Respond(200, "[]");

        await _service.Client(options => options.BaseAddress = new Uri(address)).Brands.ListAsync().ToListAsync();

        Assert.That(_service.Only.Url, Is.EqualTo(url));
    }

    [Test]
    public void Settings_are_checked_by_their_own_names()
    {
        var failure = Assert.Catch<ApiConfigurationException>(() =>
            _ = new ElasticFunnelsClient(new ElasticFunnelsClientOptions { BaseAddress = new Uri("http://elastic.example/api") })
        );

        Assert.That(
            failure.Message,
            Does.Contain("AccessKey is missing").And.Contain("UserAgent").And.Contain("plain http").And.Not.Contain("AccessToken")
        );
        Assert.That(
            () => _ = new ElasticFunnelsClient(new ElasticFunnelsClientOptions { AccessKey = "a b", UserAgent = "a" }),
            Throws
                .TypeOf<ApiConfigurationException>()
                .With.Message.StartsWith("AccessKey contains")
                .Or.Message.Contains("AccessKey contains")
        );
    }

    [Test]
    public async Task A_client_without_a_brand_lists_brands_and_is_bound_later()
    {
        _service.Respond(200, """{"data":[{"id":456,"name":"a"}]}""").Respond(200, """{"id":7}""");
        using var client = _service.Client(static options => options.BrandId = default);

        Assert.That(() => client.Products.GetAsync(7), Throws.InvalidOperationException.With.Message.Contains("BrandId"));
        Assert.That(() => client.ForBrand(0), Throws.ArgumentException);
        var brand = (await client.Brands.ListAsync().ToListAsync()).Single();
        using var bound = client.ForBrand(brand.Id);
        await bound.Products.GetAsync(7);

        Assert.That(bound.BrandId, Is.EqualTo(new ResourceId(456)));
        Assert.That(_service.Sent[1].Url, Does.EndWith("/brands/456/products/7"));
    }

    [Test]
    public async Task An_email_address_in_a_path_is_escaped()
    {
        _service.Respond(200, """{"customer":{"email":"a/b+c@example.com"},"orders":[{"id":"x","total":69.00}],"notes":[{"text":"hi"}]}""");

        var details = await _service.Client().Customers.GetDetailsAsync("a/b+c@example.com", new() { IncludeSubscriptions = false });

        Assert.That(_service.Only.Url, Does.EndWith("/customers/a%2Fb%2Bc%40example.com/details?include_subscriptions=false"));
        Assert.That(details.Orders!.Single().Total, Is.EqualTo(69m));
    }

    [Test]
    public async Task A_registered_client_uses_the_handlers_of_the_host()
    {
        _service.Respond(200, """{"id":123,"name":"a"}""");
        var services = new ServiceCollection();
        services
            .AddElasticFunnels(static options =>
            {
                options.AccessKey = FakeService.Token;
                options.UserAgent = "a";
                options.BrandId = 123;
            })
            .ConfigurePrimaryHttpMessageHandler(() => _service);
        using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ElasticFunnelsClient>().Brands.GetAsync();

        Assert.That(_service.Only.Headers["EF-Access-Key"], Is.EqualTo(FakeService.Token));
    }

    [Test]
    public void A_registered_client_needs_a_brand_unless_it_is_bound_later()
    {
        using var provider = new ServiceCollection().AddElasticFunnels("a", Configure).Services.BuildServiceProvider();
        Assert.That(
            () => provider.GetRequiredKeyedService<ElasticFunnelsClient>("a"),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("BrandId")
        );

        using var later = new ServiceCollection()
            .AddElasticFunnels(static options =>
            {
                Configure(options);
                options.RequireBrand = false;
            })
            .Services.BuildServiceProvider();
        Assert.That(later.GetRequiredService<ElasticFunnelsClient>().BrandId.IsEmpty, Is.True);

        static void Configure(ElasticFunnelsClientOptions options) => (options.AccessKey, options.UserAgent) = ("a", "b");
    }

    [Test]
    public void A_mocked_client_has_no_connection()
    {
        using var client = new MockedClient();

        Assert.That(() => client.Products.GetAsync(1), Throws.TypeOf<NotSupportedException>());
        Assert.That(client.BrandId.IsEmpty, Is.True);
    }

    private sealed class MockedClient : ElasticFunnelsClient;
}
