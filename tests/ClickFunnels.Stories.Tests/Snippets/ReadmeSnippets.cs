using ClickFunnels.Emulator;
using ClickFunnels.Workflows;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClickFunnels.Stories.Snippets;

public class ReadmeSnippets
{
    [Test]
    public async Task Thirty_seconds()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;

        await client.Contacts.UpsertAsync(new ContactUpsert { EmailAddress = "jane@example.com", FirstName = "Jane" });

        await foreach (
            var contact in client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = ["jane@example.com", "joe@example.com"] } })
        )
        {
            Console.WriteLine($"{contact.Id} {contact.FirstName}");
        }

        Assert.That(emulated.Server.Requests, Has.Count.EqualTo(2));
    }

    // The whole example as the README shows it, which would talk to the real service: compiled, not called.
    public static async Task AsShownAsync()
    {
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = Environment.GetEnvironmentVariable("CLICKFUNNELS_API_KEY"),
                UserAgent = "AcmeShop/1.0",
                WorkspaceId = 42,
            }
        );

        await client.Contacts.UpsertAsync(new ContactUpsert { EmailAddress = "jane@example.com", FirstName = "Jane" });

        await foreach (
            var contact in client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = ["jane@example.com", "joe@example.com"] } })
        )
        {
            Console.WriteLine($"{contact.Id} {contact.FirstName}");
        }
    }

    [Test]
    public async Task The_product_workflow()
    {
        await using var emulated = await Emulated.StartAsync();
        var client = emulated.Client;
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await ShirtAsync(client, Path.Combine(folder.FullName, "shirt.journal.json"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Assert.That(await client.Products.ListAsync().ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public void In_an_application()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("ClickFunnels:AccessToken", "a-token")]);

        builder.Services.AddClickFunnels(options =>
        {
            options.AccessToken = builder.Configuration["ClickFunnels:AccessToken"];
            options.UserAgent = "AcmeShop/1.0";
            options.WorkspaceId = 42;
        });

        using var host = builder.Build();
        Assert.That(host.Services.GetRequiredService<ClickFunnelsClient>().WorkspaceId, Is.EqualTo((ResourceId)42));
    }

    // A route that neither the client nor the emulator has: compiled, not called. The guide's example of a raw request runs.
    public static async Task AnyRouteAsync(ClickFunnelsClient client)
    {
        var response = await client.SendAsync(new RawRequest(HttpMethod.Get, "contacts/{id}/notes", 42));
        Console.WriteLine($"{response.StatusCode}: {response.Json}");
    }

    [Test]
    public async Task In_your_tests()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 45 });
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "Tests/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
            }
        );

        emulator.Faults.Add("createContacts", Fault.CutAfter());

        var lost = await Assert.ThrowsAsync<ApiConnectionException>(() =>
            client.Contacts.CreateAsync(new ContactCreate { EmailAddress = "jane@example.com" })
        );
        Assert.That(lost!.RequestMayHaveArrived, Is.True);
    }

    private static async Task ShirtAsync(ClickFunnelsClient client, string path)
    {
        var plan = new ProductPlan
        {
            Name = "Shirt",
            Properties = { { "Size", "S", "M" }, { "Color", "red", "blue" } },
            AllVariants =
            {
                ProductType = ProductType.Physical,
                Weight = 0.4m,
                WeightUnit = "lb",
            },
            Prices = { PricePlan.OneTime(29.00m, "USD"), PricePlan.Subscription(19.00m, "USD", PriceInterval.Months) },
        };

        var workflow = new ProductWorkflow(client);
        Console.WriteLine(workflow.Preview(plan));
        var applied = await workflow.ApplyAsync(plan, new FileProductWorkflowJournal(path));

        Assert.That(applied.IsComplete, Is.True);
    }

    // The same with the path that the README shows, relative to where the program runs: compiled, not called.
    public static async Task WorkflowAsShownAsync(ClickFunnelsClient client)
    {
        var plan = new ProductPlan
        {
            Name = "Shirt",
            Properties = { { "Size", "S", "M" }, { "Color", "red", "blue" } },
            AllVariants =
            {
                ProductType = ProductType.Physical,
                Weight = 0.4m,
                WeightUnit = "lb",
            },
            Prices = { PricePlan.OneTime(29.00m, "USD"), PricePlan.Subscription(19.00m, "USD", PriceInterval.Months) },
        };

        var workflow = new ProductWorkflow(client);
        Console.WriteLine(workflow.Preview(plan));
        var result = await workflow.ApplyAsync(plan, new FileProductWorkflowJournal("shirt.journal.json"));
        Console.WriteLine(result);
    }
}
