using ClickFunnels.Workflows;

namespace ClickFunnels.Tests.Workflows;

/// <summary>Plans in JSON: each field of the plan has one, and whatever does not fit is reported with its place.</summary>
public sealed class ProductPlanJsonTests
{
    [Test]
    public void A_plan_with_everything_is_read()
    {
        var plan = ProductPlan.FromJson(
            """
            {
              "name": "Shirt", "seo_title": "A shirt", "visible_in_store": true, "tag_ids": [3, 4], "seo_image_id": null,
              "location": { "name": "Warehouse", "must_exist": true },
              "properties": { "Size": ["S", "M"], "Color": ["red"] },
              "all_variants": { "product_type": "physical", "weight": "0.4", "taxable": true, "image_ids": [9] },
              "variants": [ { "values": { "Size": "M", "Color": "red" }, "omit": true, "sku": "M-R" } ],
              "prices": [ { "amount": 29.00, "currency": "USD" },
                { "amount": "9.10", "currency": "USD", "payment_type": "subscription", "interval": "months" } ],
              "order": {
                "contact_id": 7, "items": [ { "values": { "Size": "S", "Color": "red" }, "quantity": 2, "price_index": 1 } ],
                "invoice": { "paid_at": "2026-11-27T08:00:00Z", "status": "paid" }, "fulfillment": { "tracking_code": "X" }
              }
            }
            """
        );

        Assert.Multiple(() =>
        {
            Assert.That(
                (plan.Name, plan.SeoTitle, plan.VisibleInStore, plan.SeoImageId),
                Is.EqualTo(("Shirt", "A shirt", true, (long?)null))
            );
            Assert.That(plan.TagIds, Is.EqualTo(new[] { 3, 4 }));
            Assert.That((plan.Location!.Name, plan.Location.MustExist), Is.EqualTo(("Warehouse", true)));
            Assert.That(plan.Properties.Select(static property => property.Name), Is.EqualTo(new[] { "Size", "Color" }));
            Assert.That(plan.Properties[0].Values, Is.EqualTo(new[] { "S", "M" }));
            Assert.That((plan.AllVariants.Weight, plan.AllVariants.ProductType), Is.EqualTo((0.4m, ProductType.Physical)));
            Assert.That((plan.Variants[0].Omit, plan.Variants[0].Sku, plan.Variants[0].Values["Size"]), Is.EqualTo((true, "M-R", "M")));
            Assert.That((plan.Prices[1].Amount, plan.Prices[1].Interval), Is.EqualTo((9.10m, PriceInterval.Months)));
            Assert.That((plan.Order!.ContactId, plan.Order.Items[0].Quantity, plan.Order.Items[0].PriceIndex), Is.EqualTo((7L, 2, 1)));
            Assert.That(plan.Order.Invoice!.PaidAt, Is.EqualTo(new DateTimeOffset(2026, 11, 27, 8, 0, 0, TimeSpan.Zero)));
            Assert.That(plan.Order.Fulfillment!.TrackingCode, Is.EqualTo("X"));
        });
    }

    [TestCase("""{"name": 7}""", "$.name", "line 1, column 10")]
    [TestCase("""{"nmae": "Shirt"}""", "$.nmae", "Known fields: name")]
    [TestCase("""{"prices": [{"amount": "29,00"}]}""", "$.prices[0].amount", "number such as 29.00")]
    [TestCase("""{"prices": {"amount": 1}}""", "$.prices", "an array")]
    [TestCase("""{"order": {"items": [{"quantity": 99999999999}]}}""", "$.order.items[0].quantity", "at most 2147483647")]
    [TestCase("""{"order": {"invoice": {"paid_at": "soon"}}}""", "$.order.invoice.paid_at", "a time")]
    [TestCase("""{"visible_in_store": "yes"}""", "$.visible_in_store", "true or false")]
    [TestCase("""{"name": "A", "name": "B"}""", "$", "appears twice")]
    [TestCase("""{"name": "A"} {}""", "$", "nothing follows")]
    [TestCase("""{"name": """, "$", "not valid JSON")]
    [TestCase("", "$", "not valid JSON")]
    [TestCase("[]", "$.", "an object")]
    public void Whatever_does_not_fit_is_reported_with_its_place(string json, string path, string message)
    {
        var exception = Assert.Throws<InvalidProductPlanException>(() => ProductPlan.FromJson(json));

        Assert.That(exception.Problems, Has.Count.EqualTo(1));
        Assert.That(exception.Problems[0].Path, Is.EqualTo(path));
        Assert.That(exception.Problems[0].Message, Does.Contain(message));
    }

    [Test]
    public void Every_settable_property_of_the_plan_has_a_field()
    {
        Type[] types =
        [
            typeof(ProductPlan),
            typeof(FulfillmentLocationPlan),
            typeof(VariantPlan),
            typeof(PricePlan),
            typeof(OrderPlan),
            typeof(OrderItemPlan),
            typeof(InvoicePlan),
            typeof(FulfillmentPlan),
        ];
        string[] samples =
        [
            """{"x":1}""",
            """{"location":{"x":1}}""",
            """{"variants":[{"x":1}]}""",
            """{"prices":[{"x":1}]}""",
            """{"order":{"x":1}}""",
            """{"order":{"items":[{"x":1}]}}""",
            """{"order":{"invoice":{"x":1}}}""",
            """{"order":{"fulfillment":{"x":1}}}""",
        ];

        foreach (var (type, sample) in types.Zip(samples))
        {
            var problem = Assert.Throws<InvalidProductPlanException>(() => ProductPlan.FromJson(sample)).Problems.Single().Message;
            var fields = problem[(problem.IndexOf("Known fields: ", StringComparison.Ordinal) + 14)..problem.LastIndexOf('.')].Split(", ");
            Assert.That(
                fields.Select(static field => field.Replace("_", "", StringComparison.Ordinal)),
                Is.EquivalentTo(type.GetProperties().Select(static property => property.Name.ToLowerInvariant())),
                type.Name
            );
        }
    }
}
