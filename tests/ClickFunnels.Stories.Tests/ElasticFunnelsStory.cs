using ClickFunnels.Emulator;

namespace ElasticFunnels.Stories;

/// <summary>The client of ElasticFunnels and the emulator of its API, over real HTTP.</summary>
public sealed class ElasticFunnelsStory
{
    [Test]
    public async Task Each_of_60_products_is_seen_once_and_its_detail_has_the_variants()
    {
        await using var server = await ElasticFunnelsEmulator.StartAsync(new ElasticFunnelsEmulatorOptions { Products = 60 });
        using var client = ClientOf(server);
        server.Faults.Add("listProducts", Fault.BadGateway());
        server.Faults.Add("listProducts", Fault.CutBefore());

        var products = await client.Products.ListAsync(new() { PerPage = 20 }).ToListAsync();
        var all = await client.Products.ListAllAsync().ToListAsync();
        var detail = await client.Products.GetAsync(products[0].Id);

        Assert.That(products.Select(product => product.Id), Is.Unique);
        Assert.That((products.Count, all.Count), Is.EqualTo((60, 60)));
        Assert.That(products[0].Variants ?? [], Is.Empty);
        Assert.That(detail.Variants!.Select(variant => variant.Option1), Is.EqualTo(new[] { "30", "60" }));
        Assert.That(server.Faults.Unconsumed, Is.Empty);
    }

    [Test]
    public async Task A_product_is_created_updated_cloned_and_deleted()
    {
        await using var server = await ElasticFunnelsEmulator.StartAsync();
        using var client = ClientOf(server);

        var made = await client.Products.CreateAsync(
            new()
            {
                Code = "NEW-1",
                Title = "New",
                Price = 29.90m,
                Type = ProductType.Physical,
                Classification = ProductClassification.Main,
            }
        );
        var updated = await client.Products.UpdateAsync(made.Id, new() { Title = "Newer", Price = 19.90m });
        var clone = await client.Products.CloneAsync(made.Id);
        await client.Products.DeleteAsync(made.Id);

        Assert.That((updated.Title, updated.Price, updated.Code), Is.EqualTo(("Newer", (decimal?)19.90m, "NEW-1")));
        Assert.That(clone.Code, Is.EqualTo("NEW-1-copy"));
        await Assert.ThrowsAsync<ApiNotFoundException>(() => client.Products.GetAsync(made.Id));
    }

    [Test]
    public async Task Errors_name_the_fields()
    {
        await using var server = await ElasticFunnelsEmulator.StartAsync();
        using var client = ClientOf(server);
        var known = (await client.Products.ListAsync().ToListAsync())[0].Code;

        var refused = await Assert.ThrowsAsync<ApiValidationException>(() =>
            client.Products.CreateAsync(
                new()
                {
                    Code = known,
                    Title = "Twice",
                    Price = 1,
                    Type = ProductType.Physical,
                    Classification = ProductClassification.Main,
                }
            )
        );
        using var stranger = ClientOf(server, options => options.AccessKey = "wrong");

        Assert.That(refused!.Errors.Select(error => error.Field), Is.EqualTo(new[] { "code" }));
        await Assert.ThrowsAsync<ApiUnauthorizedException>(() => stranger.Products.ListAsync().ToListAsync());
    }

    [Test]
    public async Task Customers_conversions_and_subscriptions_are_read()
    {
        await using var server = await ElasticFunnelsEmulator.StartAsync(new ElasticFunnelsEmulatorOptions { Customers = 250 });
        using var client = ClientOf(server);

        var customers = await client.Customers.ListAsync(new() { PerPage = 100 }).ToListAsync();
        var conversions = await client.Conversions.ListAsync().ToListAsync();
        var conversion = await client.Conversions.GetAsync(conversions[0].Code);
        var subscription = await client.Subscriptions.GetAsync("txn-20001");
        var brand = await client.Brands.GetAsync();

        Assert.That(customers.Select(customer => customer.CustomerEmail).Distinct().Count(), Is.EqualTo(250));
        Assert.That(conversion.Items!, Has.Count.EqualTo(1));
        Assert.That(subscription.CustomerEmail, Is.EqualTo(conversion.CustomerEmail));
        Assert.That(brand.Currency, Is.EqualTo("USD"));
    }

    private static ElasticFunnelsClient ClientOf(ElasticFunnelsEmulator server, Action<ElasticFunnelsClientOptions>? configure = null)
    {
        var options = new ElasticFunnelsClientOptions
        {
            BaseAddress = server.Url,
            AccessKey = server.AccessKey,
            BrandId = server.BrandId,
            UserAgent = "Stories/1.0",
            RetryDelay = TimeSpan.Zero,
            MaxRetryDelay = TimeSpan.FromMilliseconds(1),
        };
        configure?.Invoke(options);
        return new ElasticFunnelsClient(options);
    }
}
