using ClickFunnels.Emulator;
using ElasticFunnels;
using Simvoly;

namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>Moves shops from the emulators of the other platforms, over real HTTP on both sides.</summary>
public sealed class PlatformMoveTests
{
    [Test]
    public async Task A_website_of_Simvoly_is_moved_after_its_questions_are_answered()
    {
        await using var server = await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { Products = 25, Contacts = 70 });
        using var client = new SimvolyClient(
            new SimvolyClientOptions
            {
                AccessToken = server.AccessToken,
                UserAgent = "MigrationTests/1.0",
                BaseAddress = server.Url,
            }
        );
        await client.Contacts.UpsertAsync(
            new Simvoly.ContactInput
            {
                Email = "opted-out@example.com",
                Name = "Opted Out",
                Tags = ["vip"],
                Subscribed = false,
                Properties = [new Simvoly.ContactProperty { Name = "Shoe size", Value = "42" }],
            }
        );
        await client.Products.CreateAsync(
            new Simvoly.ProductInput
            {
                Type = Simvoly.ProductType.Service,
                Title = "Care plan",
                Url = "care-plan",
                Subscription = new ProductSubscription { Cycles = 12, Period = 1 },
                Variants = [new Simvoly.ProductVariant { Price = 9.90m, Options = [] }],
            }
        );
        var source = new SimvolySource(client, "example.simvoly.com");

        await using var move = await Move.StartAsync(source);
        var asked = (await move.Migration.PlanAsync()).Questions.Select(question => question.Rule).ToList();
        Assert.That(asked, Is.SupersetOf(new[] { "currency", "products.types.service", "subscriptions.cycles", "subscriptions.interval" }));
        Assert.That(() => move.Migration.ApplyAsync(), Throws.TypeOf<MigrationException>().With.Message.Contains("questions are open"));
        Assert.That(await move.CountAsync(), Is.EqualTo(new RecordTotals()));

        move.Rules = MigrationRules.FromYaml(
            """
            currency: USD
            products:
              types: { service: digital, membership: digital }
              weight_unit: kg
            subscriptions: { interval: month, cycles: payments }
            contacts: { unknown_consent: opt_out }
            """
        );
        var applied = await move.Migration.ApplyAsync();
        Assert.That(applied.Rejected, Is.Empty);
        var compared = await move.Migration.ReconcileAsync();
        Assert.That(compared.Differences, Is.Empty);

        var products = await move.Client.Products.ListAsync().ToListAsync();
        Assert.That(products, Has.Count.EqualTo(26));
        var plan = products.Single(product => product.Name == "Care plan");
        var price = (await move.Client.Products.Prices.ListForAllVariantsAsync(plan.Id).ToListAsync()).Single();
        Assert.That((price.Amount, price.Duration, price.PaymentType!.Value.Value), Is.EqualTo((9.90m, 12, "payment_plan")));
        var contact = (await move.Client.Contacts.ListAsync().ToListAsync()).Single(one => one.EmailAddress == "opted-out@example.com");
        Assert.That(contact.UnsubscribedAt, Is.Not.Null);
        Assert.That(contact.Tags!.Select(tag => tag.Name), Does.Contain("vip"));
        Assert.That(contact.CustomAttributes!["shoe_size"], Is.EqualTo("42"));
    }

    [Test]
    public async Task A_brand_of_ElasticFunnels_is_moved_with_tiers_categories_and_coupons()
    {
        await using var server = await ElasticFunnelsEmulator.StartAsync(
            new ElasticFunnelsEmulatorOptions { Products = 12, Customers = 30 }
        );
        using var client = new ElasticFunnelsClient(
            new ElasticFunnelsClientOptions
            {
                AccessKey = server.AccessKey,
                BrandId = server.BrandId,
                UserAgent = "MigrationTests/1.0",
                BaseAddress = server.Url,
            }
        );
        var category = await client.Products.Categories.CreateAsync(new ElasticFunnels.ProductCategoryCreate { Name = "Vitamins" });
        var product = await client.Products.CreateAsync(
            new ElasticFunnels.ProductCreate
            {
                Code = "vitamin-c",
                Title = "Vitamin C",
                Price = 19.99m,
                Type = ElasticFunnels.ProductType.Physical,
                Classification = ProductClassification.Upsell,
                ProductCategoryId = category.Id,
                IsSubscription = true,
                SubscriptionFrequency = 1,
                SubscriptionFrequencyUnit = BillingInterval.Month,
                SubscriptionTrialDays = 7,
                SubscriptionTiers =
                [
                    new SubscriptionTier
                    {
                        Interval = BillingInterval.Month,
                        IntervalCount = 1,
                        Price = 19.99m,
                        Label = "Monthly",
                    },
                    new SubscriptionTier
                    {
                        Interval = BillingInterval.Year,
                        IntervalCount = 1,
                        Price = 199m,
                        Label = "Yearly",
                    },
                ],
            }
        );
        await client.Coupons.CreateAsync(
            new CouponCreate
            {
                Code = "TEN",
                Type = CouponType.Percent,
                Value = 10,
                ProductIds = [product.Id],
            }
        );

        await using var move = await Move.StartAsync(
            new ElasticFunnelsSource(client),
            new MigrationRules
            {
                Products = new ProductRules { Types = new Dictionary<string, string> { ["service"] = "digital" } },
                Contacts = new ContactRules { UnknownConsent = UnknownConsentRule.OptOut },
                Subscriptions = new SubscriptionRules { FirstChargeFree = FirstChargeRule.FreeTrial },
            }
        );
        var applied = await move.Migration.ApplyAsync();
        Assert.That(applied.Rejected.Where(record => record.Kind != ShopRecordKind.Coupon), Is.Empty);
        var compared = await move.Migration.ReconcileAsync();
        Assert.That(compared.Differences, Is.Empty);

        var moved = (await move.Client.Products.ListAsync().ToListAsync()).Single(one => one.Name == "Vitamin C");
        var prices = await move.Client.Products.Prices.ListForAllVariantsAsync(moved.Id).ToListAsync();
        Assert.That(
            prices.Select(price => (price.Name, price.Amount, price.Interval!.Value.Value, price.TrialDuration)),
            Is.EquivalentTo(new (string?, decimal, string, int?)[] { ("Monthly", 19.99m, "months", 7), ("Yearly", 199m, "years", 7) })
        );
        var collection = (await move.Client.Products.Collections.ListAsync().ToListAsync()).Single(one => one.Name == "Vitamins");
        Assert.That(collection.ProductIds, Does.Contain(moved.Id));
        var discount = (await move.Client.Discounts.ListAsync().ToListAsync()).Single(one => one.Code == "TEN");
        Assert.That((discount.Percent, discount.ProductIds!.Single()), Is.EqualTo(("10", moved.Id)));
        Assert.That(
            (await move.Client.Contacts.ListAsync().ToListAsync()).Where(one => one.UnsubscribedAt is null),
            Is.Empty,
            "The source does not say who opted out."
        );
    }
}
