using ClickFunnels.Emulator;
using ClickFunnels.Workflows;

namespace ClickFunnels.Stories.Snippets;

public class GuideSnippets
{
    [Test]
    public async Task Clients_and_workspaces()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;

        var team = (await client.Teams.ListAsync().FirstPageAsync()).Items[0];
        await foreach (var workspace in client.Workspaces.ListAsync(team.Id))
        {
            var here = client.ForWorkspace(workspace);
            Console.WriteLine($"{workspace.Name}: {(await here.Products.ListAsync().ToListAsync()).Count} products");
        }

        Assert.That(emulated.Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Writing()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 1);
        var client = emulated.Client;
        var contact = (await client.Contacts.ListAsync().FirstPageAsync()).Items[0];

        await client.Contacts.UpdateAsync(contact.Id, new ContactUpdate
        {
            PhoneNumber = null,
            FirstName = "Janet",
        });

        var after = await client.Contacts.GetAsync(contact.Id);
        Assert.That((after.PhoneNumber, after.FirstName, after.LastName), Is.EqualTo(((string?)null, "Janet", contact.LastName)));
    }

    [Test]
    public async Task Pages()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 45);
        var client = emulated.Client;
        var handled = 0;
        string? saved = null;

        string? cursor = LoadCursor();
        await foreach (var page in client.Contacts.ListAsync(new() { SortOrder = SortOrder.Asc }).AsPages(cursor))
        {
            Handle(page.Items);
            SaveCursor(page.NextCursor);
        }

        Assert.That(handled, Is.EqualTo(45));
        Assert.That(saved, Is.Null);

        string? LoadCursor() => saved;
        void SaveCursor(string? next) => saved = next;
        void Handle(IReadOnlyList<Contact> contacts) => handled += contacts.Count;
    }

    [Test]
    public async Task Filters()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;

        var invoices = await client.Orders.Invoices.ListForWorkspaceAsync(new()
        {
            Filter = new() { Status = [OrderInvoiceStatus.Unpaid, OrderInvoiceStatus.PastDue], InvoiceType = OrderInvoiceType.Renewal },
        }).ToListAsync();

        Assert.That(invoices, Is.Empty);
    }

    [Test]
    public async Task Errors()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;
        var variantId = (await client.Products.CreateAsync(new ProductCreate { Name = "Shirt" })).DefaultVariantId;

        try
        {
            await client.Products.Prices.CreateAsync(variantId, new ProductPriceCreate { Amount = 29.00m, Currency = "USD", Interval = new PriceInterval("month") });
        }
        catch (ApiValidationException refused)
        {
            foreach (var error in refused.Errors)
            {
                Console.WriteLine($"{error.Field ?? "the record"}: {error.Message}");
            }
        }

        Assert.That(emulated.Server.Requests[^1].Status, Is.EqualTo(422));
    }

    [Test]
    public async Task Bulk_actions()
    {
        await using var emulated = await Emulated.StartAsync(contacts: 2);
        var client = emulated.Client;
        var tag = await client.Contacts.Tags.CreateAsync(new ContactTagCreate { Name = "VIP" });
        ResourceId[] targets = [.. (await client.Contacts.ListAsync().ToListAsync()).Select(contact => (ResourceId)contact.PublicId!)];

        var action = await client.Contacts.TagActions.CreateAsync(new ContactTagActionCreate { TagIds = [tag.PublicId!], TargetIds = targets });
        Assert.That(action.CompletedAt, Is.Null);
    }

    // The emulator is done with the second question, a second later: compiled, not called, so that no test waits.
    public static async Task WaitingAsShownAsync(ClickFunnelsClient client, ContactTag tag, ResourceId[] targets)
    {
        var action = await client.Contacts.TagActions.CreateAsync(new ContactTagActionCreate { TagIds = [tag.PublicId!], TargetIds = targets });
        var done = await client.Contacts.TagActions.WaitForCompletionAsync(action.Id, progress: new Progress<ContactTagAction>(state => Console.WriteLine($"{state.PerformedCount} of {state.TargetCount}")));
        Console.WriteLine(done.CompletedAt);
    }

    [Test]
    public async Task A_plan_and_its_journal()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;
        await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "jane@example.com" });

        var plan = new ProductPlan
        {
            Name = "Shirt",
            Location = new() { Name = "Boise", AddressName = "Warehouse", EmailAddress = "ops@example.com", AddressOne = "1 Main Street", City = "Boise", Region = "ID", Country = "US", PostalCode = "83702" },
            Properties = { { "Size", "S", "M" }, { "Color", "red", "blue" } },
            AllVariants = { ProductType = ProductType.Physical, Weight = 0.4m, WeightUnit = "lb", FulfillmentRequired = true },
            Variants = { new VariantPlan { Values = { ["Size"] = "S", ["Color"] = "red" }, Sku = "SHIRT-S-RED", Prices = { PricePlan.OneTime(25.00m, "USD") } } },
            Prices = { PricePlan.OneTime(29.00m, "USD"), PricePlan.PaymentPlan(10.00m, "USD", duration: 3, PriceInterval.Months) },
            Order = new()
            {
                ContactEmailAddress = "jane@example.com",
                Items = { new OrderItemPlan { Values = { ["Size"] = "M", ["Color"] = "blue" }, Quantity = 2 } },
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
    }

    [Test]
    public async Task Faults_of_the_emulator()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 45 });

        emulator.Faults.Add("createProducts", Fault.CutAfter());
        emulator.Faults.Add("listContacts", Fault.RateLimit(TimeSpan.FromSeconds(1)), times: 2);

        Assert.That(emulator.Faults.Unconsumed, Has.Count.EqualTo(2));
    }
}
