using ClickFunnels.Workflows;

namespace ClickFunnels.Stories.Snippets;

public class ProductWorkflowSnippets
{
    [Test]
    public async Task A_plan_and_its_journal()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;
        await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "jane@example.com" });

        var plan = new ProductPlan
        {
            Name = "Shirt",
            Location = new()
            {
                Name = "Boise",
                AddressName = "Warehouse",
                EmailAddress = "ops@example.com",
                AddressOne = "1 Main Street",
                City = "Boise",
                Region = "ID",
                Country = "US",
                PostalCode = "83702",
            },
            Properties = { { "Size", "S", "M" }, { "Color", "red", "blue" } },
            AllVariants =
            {
                ProductType = ProductType.Physical,
                Weight = 0.4m,
                WeightUnit = "lb",
                FulfillmentRequired = true,
            },
            Variants =
            {
                new VariantPlan
                {
                    Values = { ["Size"] = "S", ["Color"] = "red" },
                    Sku = "SHIRT-S-RED",
                    Prices = { PricePlan.OneTime(25.00m, "USD") },
                },
            },
            Prices = { PricePlan.OneTime(29.00m, "USD"), PricePlan.PaymentPlan(10.00m, "USD", duration: 3, PriceInterval.Months) },
            Order = new()
            {
                ContactEmailAddress = "jane@example.com",
                Items =
                {
                    new OrderItemPlan { Values = { ["Size"] = "M", ["Color"] = "blue" }, Quantity = 2 },
                },
                Invoice = new(),
                Fulfillment = new() { ShippingProvider = "UPS", TrackingCode = "1Z999" },
            },
        };

        Assert.That(plan.Validate(), Is.Empty);
        var result = await new ProductWorkflow(client).ApplyAsync(plan);
        Assert.That(result.FulfillmentId, Is.Not.Null);
    }

    // With the path that the guide shows, relative to where the program runs: compiled, not called.
    public static async Task ResumingAsShownAsync(ClickFunnelsClient client, ProductPlan plan)
    {
        var workflow = new ProductWorkflow(client);
        Console.WriteLine(workflow.Preview(plan).ToText());

        var journal = new FileProductWorkflowJournal("shirt.journal.json");
        try
        {
            var result = await workflow.ApplyAsync(plan, journal);
            Console.WriteLine(result.Variant(("Size", "M"), ("Color", "blue")).PriceIds[0]);
        }
        catch (ProductWorkflowException failure) when (failure.IsTransient)
        {
            Console.WriteLine($"{failure.Step} failed; apply again with the same journal.");
        }

        var comparison = await workflow.CompareAsync(plan, journal);
        Console.WriteLine(comparison);
        foreach (var step in comparison.Steps.Where(step => step.State == ProductPlanStepState.Differs))
        {
            Console.WriteLine($"{step.Name}: {string.Join("; ", step.Differences)}");
        }
    }
}
