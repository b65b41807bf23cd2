namespace ClickFunnels.Emulator.Tests;

public sealed class PriceTests
{
    [Test]
    public async Task A_one_time_price_needs_an_amount_only()
    {
        await using var api = await Api.StartAsync();
        var variant = await VariantAsync(api);

        var price = await api.MakeAsync(
            $"/products/variants/{variant}/prices",
            """{"products_price":{"amount":"100","interval":null,"trial_amount":null}}"""
        );

        Assert.That(price["amount"]!.GetValue<string>(), Is.EqualTo("100.00"));
        Assert.That(price["currency"]!.GetValue<string>(), Is.EqualTo("usd"));
        Assert.That(price["payment_type"]!.GetValue<string>(), Is.EqualTo("one_time"));
        Assert.That(price["interval"], Is.Null);
        Assert.That(price["variant_id"]!.GetValue<long>(), Is.EqualTo(variant));
    }

    [Test]
    public async Task Numbers_are_accepted_as_strings_and_read_back_as_numbers()
    {
        await using var api = await Api.StartAsync(unrecorded: "amounts and counts are sent in other types");

        var price = await api.MakeAsync(
            $"/products/variants/{await VariantAsync(api)}/prices",
            """
            {"products_price":{"amount":9.9,"currency":"eur","payment_type":"payment_plan",
             "interval":"months","interval_count":"1","duration":"12"}}
            """
        );

        Assert.That(price["amount"]!.GetValue<string>(), Is.EqualTo("9.90"));
        Assert.That(price["interval_count"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(price["duration"]!.GetValue<int>(), Is.EqualTo(12));
    }

    [TestCase("""{"currency":"usd"}""", "Amount can't be blank; Amount is not a number")]
    [TestCase("""{"amount":"ten","currency":"usd"}""", "Amount is not a number")]
    [TestCase("""{"amount":"-1","currency":"usd"}""", "Amount must be greater than or equal to 0")]
    [TestCase("""{"amount":"1e12","currency":"usd"}""", "Amount is out of range")]
    [TestCase(
        """{"amount":"1","currency":"usd","payment_type":"subscription","interval":"month","interval_count":1}""",
        "Interval is not included in the list"
    )]
    [TestCase(
        """{"amount":"1","currency":"usd","payment_type":"subscription"}""",
        "Interval can't be blank; Interval count can't be blank"
    )]
    [TestCase(
        """{"amount":"1","currency":"usd","payment_type":"payment_plan","interval":"months","interval_count":1}""",
        "Duration can't be blank"
    )]
    [TestCase(
        """{"amount":"1","currency":"usd","payment_type":"subscription","interval":"months","interval_count":0}""",
        "Interval count must be greater than 0"
    )]
    [TestCase("""{"amount":"1","currency":"usd","payment_type":"barter"}""", "Payment type is not included in the list")]
    [TestCase("""{"amount":"1","currency":"usd","duration":99999999999}""", "Duration is out of range")]
    public async Task Prices_are_checked(string price, string message)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync($"/products/variants/{await VariantAsync(api)}/prices", $$"""{"products_price":{{price}}}""");

        Assert.That((reply.Status, reply.Error), Is.EqualTo((422, $"Request unprocessable: {message}")));
    }

    [Test]
    public async Task The_older_routes_still_make_prices()
    {
        await using var api = await Api.StartAsync(unrecorded: "deprecated operations are called");
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } });
        var variant = product["default_variant_id"]!.GetValue<long>();

        var below = await api.MakeAsync(
            $"/products/{product["id"]}/prices",
            new { products_price = new { amount = "1.00", currency = "usd" } }
        );
        var beside = await api.MakeAsync(
            "/products/prices",
            new
            {
                products_price = new
                {
                    variant_id = variant,
                    amount = "2.00",
                    currency = "usd",
                    duration = "one_time",
                },
            }
        );
        var nowhere = await api.PostAsync(
            "/products/prices",
            new
            {
                products_price = new
                {
                    variant_id = 5,
                    amount = "2.00",
                    currency = "usd",
                },
            }
        );

        Assert.That(new[] { below, beside }.Select(price => price["variant_id"]!.GetValue<long>()), Is.All.EqualTo(variant));
        Assert.That(nowhere.Error, Is.EqualTo("Request unprocessable: Variant must exist"));
        Assert.That((await api.GetAsync($"/products/{product["id"]}/prices")).Ids, Has.Exactly(2).Items);
    }

    [Test]
    public async Task A_subscription_price_that_was_bought_is_fixed()
    {
        await using var api = await Api.StartAsync(contacts: 1);
        var variant = await VariantAsync(api);
        var price = await api.MakeAsync(
            $"/products/variants/{variant}/prices",
            new
            {
                products_price = new
                {
                    amount = "5",
                    currency = "usd",
                    payment_type = "subscription",
                    interval = "months",
                    interval_count = 1,
                },
            }
        );
        var before = await api.PutAsync(
            $"/products/prices/{price["id"]}",
            new { products_price = new { amount = "6.5", currency = "EUR" } }
        );
        await api.MakeAsync(
            $"{api.Workspace}/orders",
            new
            {
                order = new
                {
                    order_type = "subscription-order",
                    live_mode = true,
                    contact_attributes = new { email_address = "ada.adler.1@example.com" },
                    line_items_attributes = new[]
                    {
                        new
                        {
                            variant_id = variant,
                            products_price_id = price["id"]!.GetValue<long>(),
                            quantity = 1,
                        },
                    },
                },
            }
        );

        var after = await api.PutAsync($"/products/prices/{price["id"]}", new { products_price = new { amount = "7" } });

        Assert.That(before.Json["amount"]!.GetValue<string>(), Is.EqualTo("6.50"));
        Assert.That(before.Json["currency"]!.GetValue<string>(), Is.EqualTo("usd"));
        Assert.That(after.Status, Is.EqualTo(422));
        Assert.That(after.Text, Is.EqualTo("""{"base":["Cannot edit a subscription price that is attached to an order."]}"""));
    }

    private static async Task<long> VariantAsync(Api api) =>
        (await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } }))["default_variant_id"]!.GetValue<long>();
}
