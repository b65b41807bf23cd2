#pragma warning disable CFN0014 // Misspelled intervals are what these tests are about.
using ClickFunnels.Workflows;
using RichardSzalay.MockHttp;

#pragma warning disable CFN0014 // Words that the service does not know, on purpose.
namespace ClickFunnels.Tests.Workflows;

public sealed class ProductPlanValidationTests
{
    private static readonly Contact Somebody = new() { EmailAddress = "ann@acme.example" };

    private static readonly (Action<ProductPlan> Break, string Problem)[] Faults =
    [
        (plan => plan.Name = null, "Name: is missing"),
        (plan => plan.Name = " Shirt", "Name: has spaces around it"),
        (plan => plan.Name = new string('x', 256), "Name: has 256 characters"),
        (plan => plan.SeoTitle = new string('x', 61), "SeoTitle: has 61 characters. Shorten it to at most 60."),
        (plan => plan.SeoDescription = new string('x', 161), "SeoDescription: has 161 characters. Shorten it to at most 160."),
        (plan => plan.SeoImageId = 0, "SeoImageId: is not an id"),
        (plan => plan.RedirectFunnelId = -1, "RedirectFunnelId: is not an id"),
        (plan => plan.ImageIds.Add(-5), "ImageIds[0]: is not an id"),
        (plan => plan.TagIds.AddTwice(7), "TagIds[1]: appears twice"),
        (plan => plan.Location!.Name = "", "Location.Name: is missing"),
        (
            plan => plan.Location!.AddressName = null,
            "Location.AddressName: is missing. It is required to create the location. If the location exists, set MustExist"
        ),
        (plan => plan.Location!.EmailAddress = null, "Location.EmailAddress: is missing"),
        (plan => plan.Location!.EmailAddress = "warehouse", "Location.EmailAddress: is not an e-mail address"),
        (plan => plan.Location!.Country = "USA", "Location.Country: is not a country code. Use two ISO 3166 letters"),
        (
            plan =>
                plan.Location = new FulfillmentLocationPlan
                {
                    Name = "W",
                    AddressName = "W",
                    EmailAddress = "w@acme.example",
                },
            "Location.AddressOne: is missing"
        ),
        (plan => plan.Properties.Add("size", "XL"), "Properties[size].Name: is the name of another property"),
        (plan => plan.Properties.Add(""), "Properties[1].Name: is missing"),
        (plan => plan.Properties.Add("Fit"), "Properties[Fit].Values: is empty"),
        (plan => plan.Properties[0].Values.Add("s"), "Properties[Size].Values[2]: 's' appears twice"),
        (plan => plan.Properties[0].Values.Add(" "), "Properties[Size].Values[2]: is missing"),
        (plan => plan.Properties.Add((ProductPropertyPlan)null!), "Properties[1]: is null"),
        (plan => plan.AllVariants.Weight = -0.1m, "AllVariants.Weight: is negative"),
        (plan => plan.AllVariants.ProductType = new ProductType("service"), "AllVariants.ProductType: 'service' is unknown"),
        (plan => plan.AllVariants.TaxCategoryId = 0, "AllVariants.TaxCategoryId: is not an id"),
        (plan => plan.Variants[0].Height = -1, "Variants[Size=M].Height: is negative"),
        (
            plan => plan.Variants[0].Values["Size"] = "XL",
            "Variants[Size=XL].Values[Size]: 'XL' is not a value of the property. Its values are S, M."
        ),
        (
            plan => plan.Variants[0].Values["Color"] = "red",
            "Variants[Size=M, Color=red].Values[Color]: is not a property of the plan. Its properties are Size."
        ),
        (plan => plan.Variants[0].Values.Clear(), "Variants[0].Values[Size]: is missing. Set it to one of the values: S, M."),
        (
            plan => plan.Variants.Add(new VariantPlan { Values = { ["Size"] = "M" } }),
            "Variants[Size=M]: describes the same combination as another entry"
        ),
        (
            plan => plan.Variants[0].Prices[1].Interval = new PriceInterval("month"),
            "Variants[Size=M].Prices[1].Interval: 'month' is not a unit of the service. Use PriceInterval.Months ('months')"
        ),
        (
            plan => plan.Variants[0].Prices[1].Interval = new PriceInterval("quarterly"),
            "Variants[Size=M].Prices[1].Interval: 'quarterly' is not a unit of the service. Use PriceInterval.Months "
                + "('months') with a count of 3."
        ),
        (plan => plan.Variants[0].Prices[1].Interval = null, "Variants[Size=M].Prices[1].Interval: is missing"),
        (plan => plan.Variants[0].Prices[1].IntervalCount = 0, "Variants[Size=M].Prices[1].IntervalCount: must be 1 or more"),
        (
            plan => plan.Variants[0].Prices[1].PaymentType = PaymentType.PaymentPlan,
            "Variants[Size=M].Prices[1].Duration: is missing. A payment plan needs the number of its installments."
        ),
        (plan => plan.Variants[0].Prices[1].TrialDuration = 7, "Variants[Size=M].Prices[1].TrialInterval: is missing"),
        (plan => plan.Variants[0].Prices[1].TrialAmount = 7, "Variants[Size=M].Prices[1].TrialDuration: is missing"),
        (
            plan => plan.Variants[0].Prices[1].TrialInterval = new PriceInterval("day"),
            "Variants[Size=M].Prices[1].TrialInterval: 'day' is not a unit"
        ),
        (plan => plan.Prices[0].Amount = null, "Prices[0].Amount: is missing"),
        (plan => plan.Prices[0].Amount = -1, "Prices[0].Amount: is negative"),
        (plan => plan.Prices[0].Amount = 9.999m, "Prices[0].Amount: has more decimals than USD has (2)"),
        (plan => plan.Prices[0] = PricePlan.OneTime(9.5m, "jpy"), "Prices[0].Amount: has more decimals than JPY has (0)"),
        (plan => plan.Prices[0].SetupAmount = -1, "Prices[0].SetupAmount: is negative"),
        (plan => plan.Prices[0].CompareAtAmount = 1.001m, "Prices[0].CompareAtAmount: has more decimals"),
        (plan => plan.Prices[0].Cost = -1, "Prices[0].Cost: is negative"),
        (plan => plan.Prices[0].Currency = "US$", "Prices[0].Currency: is not a currency code"),
        (plan => plan.Prices[0].Currency = null, "Prices[0].Currency: is missing"),
        (plan => plan.Prices[0].PaymentType = new PaymentType("monthly"), "Prices[0].PaymentType: 'monthly' is unknown"),
        (plan => plan.Prices[0].PaymentType = default, "Prices[0].PaymentType: '' is unknown"),
        (plan => plan.Prices[0].Interval = PriceInterval.Months, "Prices[0].Interval: does not apply to a one-time price"),
        (plan => plan.Prices[0].Duration = 3, "Prices[0].Duration: does not apply to a one-time price"),
        (plan => plan.Prices[0].TrialAmount = 0, "Prices[0].TrialAmount: does not apply to a one-time price"),
        (plan => plan.Prices[0].Key = " ", "Prices[0].Key: is blank"),
        (
            plan =>
            {
                plan.Prices[0].Key = "a";
                plan.Prices.Add(plan.Prices[0]);
            },
            "Prices[1].Key: is the key of another price"
        ),
        (plan => plan.Prices.Add(null!), "Prices[1]: is null"),
        (plan => plan.Prices.Clear(), "Prices: is empty, and 1 variants have no prices of their own, the first of them variants[Size=S]"),
        (
            plan =>
            {
                plan.Prices.Clear();
                plan.Variants.Clear();
            },
            "Prices: is empty. A product is on sale when each variant has a price"
        ),
        (plan => plan.Order!.ContactEmailAddress = null, "Order.ContactId: is missing"),
        (plan => plan.Order!.ContactId = 5, "Order.ContactEmailAddress: is set in addition to ContactId"),
        (plan => plan.Order!.ContactEmailAddress = "a@b@c", "Order.ContactEmailAddress: is not an e-mail address"),
        (plan => plan.Order!.Items.Clear(), "Order.Items: is empty"),
        (plan => plan.Order!.Items[0].Quantity = 0, "Order.Items[0].Quantity: must be 1 or more"),
        (plan => plan.Order!.Items[0].PriceIndex = 1, "Order.Items[0].PriceIndex: is not a price of the variant, which has 1"),
        (plan => plan.Order!.Items[0].Values["Size"] = "L", "Order.Items[0].Values[Size]: 'L' is not a value"),
        (plan => plan.Order!.Items[0].Values["Size"] = "M", "Order.Items[1]: orders the same variant at the same price"),
        (plan => plan.Order!.Items[0].InvoiceAmount = -1, "Order.Items[0].InvoiceAmount: is negative"),
        (plan => plan.Prices[0].Currency = "EUR", "Order.Items[1].PriceIndex: is a price in another currency"),
        (plan => plan.Variants[0].Omit = true, "Order.Items[1].Values: name a combination that the plan omits"),
        (plan => plan.Order!.OrderType = new OrderType("order"), "Order.OrderType: 'order' is unknown"),
        (plan => plan.Order!.ExternalId = "", "Order.ExternalId: is blank"),
        (plan => plan.Order!.Invoice!.ShippingAmount = -1, "Order.Invoice.ShippingAmount: is negative"),
        (
            plan =>
            {
                plan.Order!.Invoice = new InvoicePlan { Status = OrderInvoiceStatus.Unpaid, PaidAt = DateTimeOffset.UnixEpoch };
                plan.Order.Fulfillment = null;
            },
            "Order.Invoice.PaidAt: is set, but the status is unpaid"
        ),
        (plan => plan.Order!.Invoice!.Status = OrderInvoiceStatus.Unpaid, "Order.Fulfillment: needs a paid invoice"),
        (plan => plan.Order!.Invoice = null, "Order.Fulfillment: needs an invoice"),
        (plan => plan.Location = null, "Order.Fulfillment: needs the location that goods ship from"),
        (plan => plan.AllVariants.ProductType = ProductType.Digital, "Order.Fulfillment: has nothing to send"),
        (plan => plan.AllVariants.FulfillmentRequired = false, "Order.Fulfillment: has nothing to send"),
    ];

    [Test]
    public void Each_fault_is_named_with_its_path([Range(0, 75)] int index)
    {
        var plan = Plans.Whole(Somebody);
        Assert.That(plan.Validate(), Is.Empty);
        Faults[index].Break(plan);

        var problems = plan.Validate().Select(problem => problem.ToString()).ToList();

        Assert.That(problems, Has.Some.StartsWith(Faults[index].Problem));
        Assert.That(problems, Has.Count.LessThanOrEqualTo(3));
    }

    [Test]
    public void Every_fault_of_the_list_is_tried() => Assert.That(Faults, Has.Length.EqualTo(76));

    [Test]
    public async Task All_faults_are_named_at_once_and_nothing_is_sent()
    {
        using var http = new MockHttpMessageHandler();
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = "t",
                UserAgent = "tests",
                WorkspaceId = 42,
                Subdomain = "acme",
                HttpHandler = http,
            }
        );
        var workflow = new ProductWorkflow(client);
        var plan = Plans.Whole(Somebody);
        plan.Name = null;
        plan.SeoTitle = new string('x', 70);
        plan.Prices[0].Amount = -1;
        plan.Variants[0].Prices[1].Interval = new PriceInterval("month");
        plan.Order!.ContactEmailAddress = "secret address";
        var journal = new InMemoryProductWorkflowJournal();

        var fromApply = await Assert.ThrowsAsync<InvalidProductPlanException>(() => workflow.ApplyAsync(plan, journal));
        var fromPreview = Assert.Throws<InvalidProductPlanException>(() => workflow.Preview(plan));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                fromApply.Problems.Select(problem => problem.Path),
                Is.EqualTo(
                    new[] { "Name", "SeoTitle", "Prices[0].Amount", "Variants[Size=M].Prices[1].Interval", "Order.ContactEmailAddress" }
                )
            );
            Assert.That(
                fromApply.Message,
                Does.StartWith("The product plan has 5 problems; nothing was sent.")
                    .And.Contain("- Prices[0].Amount: is negative")
                    .And.Not.Contain("secret")
            );
            Assert.That(fromPreview.Problems, Is.EqualTo(fromApply.Problems));
            Assert.That(journal.ReadAsync(default).Result, Is.Null);
            Assert.That(http.GetMatchCount(http.Fallback), Is.Zero);
        }
    }

    [Test]
    public void Too_many_combinations_are_refused_without_making_them()
    {
        var plan = Plans.Minimal();
        for (var property = 0; property < 12; property++)
        {
            plan.Properties.Add($"P{property}", [.. Enumerable.Range(0, 50).Select(value => $"v{value}")]);
        }

        Assert.That(plan.Validate().Select(problem => problem.Path), Is.EqualTo(new[] { "Properties" }));
    }

    [Test]
    public void Factories_make_valid_prices()
    {
        var plan = Plans.Minimal();
        plan.Prices.Add(PricePlan.Subscription(5m, "EUR", PriceInterval.Weeks, 2));
        plan.Prices.Add(PricePlan.PaymentPlan(5m, "KWD", 3, PriceInterval.Years));
        plan.Prices[1].TrialInterval = PriceInterval.Days;
        plan.Prices[1].TrialDuration = 14;
        plan.Prices[1].TrialAmount = 0;
        plan.Prices[2].Amount = 1.125m;
        Assert.That(plan.Validate(), Is.Empty);
    }

    [Test]
    public void Options_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ProductWorkflowOptions { SettleDelay = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ProductWorkflowOptions { MaxRepeats = 21 });
        Assert.Throws<ArgumentNullException>(() => _ = new ProductWorkflow(null!));
    }
}

file static class ListExtensions
{
    public static void AddTwice(this IList<long> list, long value)
    {
        list.Add(value);
        list.Add(value);
    }
}
