using ElasticFunnels.Tests.Support;

namespace ElasticFunnels.Tests;

/// <summary>Products are read in every form that a source shows, and written as documented; broken rules are never sent.</summary>
public sealed class ProductTests
{
    private readonly FakeService _service = new() { CheckRequiredFields = true };

    [Test]
    public async Task Variants_are_read_by_options_and_by_values()
    {
        const string Body = """
            {"id":2,"variants":[
            {"id":7,"code":"S-RED","option1":"S","option2":"Red","option3":null,"price":29.99,"currency":null},
            {"id":8,"code":"M-RED","option_values":{"size":"M","color":"Red"},"price":null,"weight":3}]}
            """;
        _service.Respond(200, Body);

        var product = await _service.Client().Products.GetAsync(2);

        var (first, second) = (product.Variants![0], product.Variants[1]);
        Assert.Multiple(() =>
        {
            Assert.That((first.Option1, first.Option2, first.Option3, first.Price), Is.EqualTo(("S", "Red", (string?)null, 29.99m)));
            Assert.That(second.OptionValues!["color"], Is.EqualTo("Red"));
            Assert.That(second.Price, Is.Null);
            Assert.That(
                Newtonsoft.Json.Linq.JToken.DeepEquals(
                    Newtonsoft.Json.Linq.JToken.Parse(product.ToJson()),
                    Newtonsoft.Json.Linq.JToken.Parse(Body)
                ),
                Is.True,
                product.ToJson()
            );
        });
    }

    [TestCase("[]", null)]
    [TestCase("{}", 0)]
    [TestCase("null", null)]
    [TestCase("""{"stripe":"prod_1","clickbank":null}""", 2)]
    public async Task Ids_at_gateways_are_read_in_each_form_without_loss(string ids, int? count)
    {
        _service.Respond(200, $$"""{"id":2,"merchant_product_ids":{{ids}}}""");

        var product = await _service.Client().Products.GetAsync(2);

        Assert.That(product.MerchantProductIds?.Count, Is.EqualTo(count));
        Assert.That(product.ToJson(), Is.EqualTo($$"""{"id":2,"merchant_product_ids":{{ids}}}"""));
    }

    [Test]
    public async Task Prices_are_exact_decimals()
    {
        _service.Respond(
            200,
            """{"id":2,"price":69,"retail_price":"99.90","cogs":0.1,"unit_weight_oz":3.25,"fulfillment_multiply_sku":1}"""
        );

        var product = await _service.Client().Products.GetAsync(2);

        Assert.That(
            (product.Price, product.RetailPrice, product.Cogs, product.UnitWeightOz),
            Is.EqualTo(((decimal?)69m, (decimal?)99.90m, (decimal?)0.1m, (decimal?)3.25m))
        );
        Assert.That(product.FulfillmentMultiplySku, Is.EqualTo(1));
    }

    [TestCase("""{"id":2,"title":"a"}""")]
    [TestCase("""{"product":{"id":2,"title":"a"}}""")]
    [TestCase("""{"success":true,"product":{"id":2,"title":"a"}}""")]
    public async Task A_result_may_be_in_an_envelope(string body)
    {
        _service.Respond(200, body).Respond(201, body).Respond(200, body);
        using var client = _service.Client();

        Assert.That((await client.Products.UpdateByPostAsync(2, new() { Title = "a" })).Id, Is.EqualTo(2));
        Assert.That((await client.Products.CreateAsync(Shirt())).Title, Is.EqualTo("a"));
        Assert.That((await client.Products.CloneAsync(2)).Id, Is.EqualTo(2));
        Assert.That(
            _service.Sent.Select(static request => $"{request.Method} {request.Url[ElasticFunnelsFake.Address.Length..]}"),
            Is.EqualTo(new[] { "POST /brands/123/products/2", "POST /brands/123/products", "POST /brands/123/products/2/clone" })
        );
    }

    [Test]
    public async Task A_new_product_has_numbers_as_prices_and_its_variants()
    {
        _service.Respond(201, """{"id":2}""");
        var shirt = Shirt();
        shirt.ProductFields =
        [
            new()
            {
                Name = "Size",
                Type = "select",
                Options = ["S", "M"],
                Position = 0,
            },
        ];
        shirt.Variants =
        [
            new()
            {
                Option1 = "S",
                Code = "SHIRT-S",
                Price = null,
            },
        ];
        shirt.MerchantProductIds = new Dictionary<string, string?> { ["stripe"] = "prod_1" };

        await _service.Client().Products.CreateAsync(shirt);

        Assert.That(
            _service.Only.Body,
            Is.EqualTo(
                """
                {"code":"shirt","title":"Shirt","price":24.50,"type":"physical","classification":"main",
                "product_fields":[{"name":"Size","type":"select","options":["S","M"],"position":0}],
                "variants":[{"code":"SHIRT-S","option1":"S","price":null}],"merchant_product_ids":{"stripe":"prod_1"}}
                """.ReplaceLineEndings("")
            )
        );
    }

    [Test]
    public async Task An_image_makes_it_a_form()
    {
        _service.Respond(201, """{"id":2}""").Respond(201, """{"HttpCode":201,"Message":"File Uploaded.","file_path":"ef/a.png"}""");
        using var client = _service.Client();
        var shirt = Shirt();
        shirt.Image = new FileOrAddress([1, 2, 3], "shirt.png", "image/png");

        await client.Products.CreateAsync(shirt);
        var upload = await client.Files.UploadAsync(new() { File = new FileOrAddress([1], "a.png", "image/png"), Path = "media" });

        Assert.That(upload.FilePath, Is.EqualTo("ef/a.png"));
        Assert.That(
            _service.Sent.Select(static request => request.Headers["Content-Type"]),
            Has.All.StartsWith("multipart/form-data; boundary=")
        );
        Assert.That(_service.Sent[0].Body, Does.Contain("name=\"price\"\r\n\r\n24.50\r\n").And.Contain("filename=\"shirt.png\""));
    }

    private static IEnumerable<TestCaseData> BrokenRules()
    {
        static TestCaseData Product(string rule, Action<ProductCreate> break_) =>
            new TestCaseData(
                rule,
                (Func<ElasticFunnelsClient, Task>)(
                    client =>
                    {
                        var shirt = Shirt();
                        break_(shirt);
                        return client.Products.CreateAsync(shirt);
                    }
                )
            ).SetArgDisplayNames("product", rule);
        static TestCaseData Call(string rule, Func<ElasticFunnelsClient, Task> call) =>
            new TestCaseData(rule, call).SetArgDisplayNames("call", rule);

        yield return Product("subscription_tiers", static shirt => shirt.IsSubscription = true);
        yield return Product("subscription_frequency_unit", static shirt => shirt.SubscriptionFrequency = 1);
        yield return Product("subscription_frequency_unit", static shirt => shirt.SubscriptionFrequencyUnit = BillingInterval.Month);
        yield return Product(
            "subscription_frequency is at least 1",
            static shirt => (shirt.SubscriptionFrequency, shirt.SubscriptionFrequencyUnit) = (0, BillingInterval.Month)
        );
        yield return Product("product_category_id", static shirt => shirt.ProductSubcategoryId = 12);
        yield return Product("0 to 100", static shirt => shirt.SubscribeSaveDiscountPercent = 100.01m);
        yield return Product("0 to 100", static shirt => shirt.SubscribeSaveDiscountPercent = -1);
        yield return Product("lacks interval_count, price", static shirt => shirt.SubscriptionTiers = [new() { Interval = "month" }]);
        yield return Product(
            "interval_count is at least 1",
            static shirt =>
                shirt.SubscriptionTiers = [
                    new()
                    {
                        Interval = "month",
                        IntervalCount = 0,
                        Price = 1,
                    },
                ]
        );
        yield return Product(
            "price is at least 0",
            static shirt =>
                shirt.SubscriptionTiers = [
                    new()
                    {
                        Interval = "month",
                        IntervalCount = 1,
                        Price = -0.01m,
                    },
                ]
        );
        yield return Call("lacks title", static client => client.Products.UpdateAsync(2, new() { Price = 1 }));
        yield return Call("lacks title", static client => client.Products.UpdateByPostAsync(2, new() { Price = 1 }));
        yield return Call(
            "product_category_id",
            static client => client.Products.UpdateAsync(2, new() { Title = "a", ProductSubcategoryId = 12 })
        );
        yield return Call(
            "valid_until",
            static client =>
                client.Coupons.CreateAsync(
                    new()
                    {
                        Code = "A",
                        Type = "fixed",
                        Value = 1,
                        ValidFrom = "2026-03-02",
                        ValidUntil = "2026-03-01",
                    }
                )
        );
        yield return Call("html", static client => client.Pages.CreateAsync(new() { Title = "a" }));
        yield return Call(
            "password",
            static client =>
                client.Pages.CreateAsync(
                    new()
                    {
                        Title = "a",
                        Html = "b",
                        RequiresPassword = true,
                    }
                )
        );
        yield return Call("lacks title", static client => client.Pages.UpdateAsync(1, new() { Html = "a" }));
        yield return Call(
            "domain_id and slug",
            static client =>
                client.Courses.CreateAsync(
                    new()
                    {
                        Title = "a",
                        LanguageCode = "en",
                        Description = "b",
                        Status = CourseStatus.Draft,
                        DeliveryType = CourseDeliveryType.Module,
                        DomainId = 1,
                    }
                )
        );
        yield return Call("1 to 20 files", static client => client.Files.UploadManyAsync(new() { Files = [] }));
        yield return Call(
            "1 to 20 files",
            static client =>
                client.Files.UploadManyAsync(
                    new() { Files = [.. Enumerable.Range(1, 21).Select(static number => new FileOrAddress([], $"{number}.png"))] }
                )
        );
        yield return Call(
            "more filenames",
            static client => client.Files.UploadManyAsync(new() { Files = [new FileOrAddress([], "a.png")], Filenames = ["a", "b"] })
        );
        yield return Call("without a folder", static client => client.Files.RenameAsync(new() { Path = "a", NewName = "b/c" }));
        yield return Call("lower-case", static client => client.Files.CreateFolderAsync(new() { Path = "a", Name = "Ä" }));
    }

    [TestCaseSource(nameof(BrokenRules))]
    public void A_broken_rule_is_not_sent(string rule, Func<ElasticFunnelsClient, Task> call)
    {
        using var client = _service.Client();

        Assert.That(() => call(client), Throws.ArgumentException.With.Message.Contains(rule).And.Message.Contains("CheckRequiredFields"));
        Assert.That(_service.Sent, Is.Empty);
    }

    [Test]
    public async Task The_service_decides_when_the_checks_are_switched_off()
    {
        var service = new FakeService().Respond(200, """{"id":2}""").Respond(200, """{"id":12,"value":100}""");
        using var client = service.Client(static options => options.CheckRequiredFields = false);

        await client.Products.UpdateAsync(2, new() { ProductSubcategoryId = 12 });
        Assert.That(
            (await client.Coupons.UpdateAsync(12, new() { ValidFrom = "2026-03-02", ValidUntil = "2026-03-01" })).Value,
            Is.EqualTo(100)
        );
    }

    [Test]
    public async Task Rules_that_hold_are_no_hindrance()
    {
        _service.Respond(201, """{"id":2}""").Respond(201, """{"id":3}""").Respond(201, """{"id":12,"value":100}""");
        using var client = _service.Client();
        var tiers = Shirt();
        tiers.IsSubscription = true;
        tiers.SubscriptionTiers =
        [
            new()
            {
                Interval = BillingInterval.Year,
                IntervalCount = 1,
                Price = 0,
            },
        ];
        var flat = Shirt();
        (flat.IsSubscription, flat.SubscriptionFrequency, flat.SubscriptionFrequencyUnit) = (true, 3, BillingInterval.Month);
        (flat.ProductCategoryId, flat.ProductSubcategoryId, flat.SubscribeSaveDiscountPercent) = (11, 12, 100);

        await client.Products.CreateAsync(tiers);
        await client.Products.CreateAsync(flat);

        // The service sets a percentage to the nearest end by itself.
        await client.Coupons.CreateAsync(
            new()
            {
                Code = "A",
                Type = CouponType.Percent,
                Value = 150,
                ValidFrom = "2026-03-01",
                ValidUntil = "2026-03-01",
            }
        );
    }

    [TestCase("""{"valid":true,"coupon":{"id":12,"code":"A","type":"percent","value":20,"product_ids":null}}""", true)]
    [TestCase("""{"valid":false,"reason":"Expired."}""", false)]
    public async Task A_coupon_is_validated(string body, bool valid)
    {
        _service.Respond(200, body);

        var result = await _service.Client().Coupons.ValidateAsync(new() { Code = "A b" });

        Assert.That((result.Valid, result.Coupon is not null, result.Reason is not null), Is.EqualTo(((bool?)valid, valid, !valid)));
        Assert.That(_service.Only.Query, Is.EqualTo("?code=A%20b"));
    }

    private static ProductCreate Shirt() =>
        new()
        {
            Code = "shirt",
            Title = "Shirt",
            Price = 24.50m,
            Type = ProductType.Physical,
            Classification = ProductClassification.Main,
        };
}
