using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Core;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Traffic;
using ClickFunnels.Emulator;
using ClickFunnels.Workflows;

namespace ClickFunnels.Drift.Tests.Traffic;

/// <summary>Tests that traffic of the client against the emulator agrees with the contract, and altered traffic does not.</summary>
public sealed class RecordedStoryTests
{
    [Test]
    public async Task Recorded_traffic_of_the_client_has_findings_only_after_it_was_altered()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await RecordAsync(folder.FullName);
            var clean = await CheckAsync(folder.FullName);
            Assert.That(clean.Findings.Select(finding => finding.Message), Is.Empty);
            Assert.That(clean.Compared, Is.GreaterThan(20));
            Assert.That(Operations(folder), Is.GreaterThan(12));

            var file = folder
                .GetFiles("*.json")
                .OrderBy(candidate => candidate.Name, StringComparer.Ordinal)
                .First(candidate => File.ReadAllText(candidate.FullName).Contains("\"public_id\"", StringComparison.Ordinal))
                .FullName;
            var before = await File.ReadAllTextAsync(file);
            await File.WriteAllTextAsync(file, before.Replace("\"id\":", "\"unknown_key\":", StringComparison.Ordinal));
            Assert.That(
                (await CheckAsync(folder.FullName)).Findings.Select(finding => finding.Rule.Id).Distinct(),
                Is.EquivalentTo(new[] { "response-undocumented-property", "response-missing-property" })
            );

            var exchange = JsonNode.Parse(before)!;
            exchange["response"]!["status"] = 299;
            await File.WriteAllTextAsync(file, exchange.ToJsonString());
            Assert.That(
                (await CheckAsync(folder.FullName)).Findings.Select(finding => finding.Rule.Id),
                Is.EqualTo(new[] { "undocumented-status" })
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RecordAsync(string folder)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 45 });
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "Stories/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.WorkspaceId,
                TrafficRecorder = new TrafficRecorder(folder),
            }
        );

        await client.Contacts.UpsertAsync(new ContactUpsert { EmailAddress = "jane@example.com", FirstName = "Jane" });
        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(46));
        await client.Contacts.ListAsync(new() { Filter = new() { EmailAddress = ["jane@example.com", "joe@example.com"] } }).ToListAsync();
        await client.Teams.ListAsync().ToListAsync();
        await client.Workspaces.GetAsync(emulator.WorkspaceId);
        await client.Courses.ListAsync().ToListAsync();
        await Assert.CatchAsync<ApiNotFoundException>(() => client.Products.GetAsync(999_999_999));
        var result = await new ProductWorkflow(client).ApplyAsync(
            new ProductPlan
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
                Properties = { { "Size", "S", "M" } },
                AllVariants =
                {
                    ProductType = ProductType.Physical,
                    Weight = 0.4m,
                    WeightUnit = "lb",
                    FulfillmentRequired = true,
                },
                Prices = { PricePlan.OneTime(29.00m, "USD"), PricePlan.Subscription(19.00m, "USD", PriceInterval.Months) },
                Order = new()
                {
                    ContactEmailAddress = "jane@example.com",
                    Items =
                    {
                        new OrderItemPlan { Values = { ["Size"] = "M" }, Quantity = 2 },
                    },
                    Invoice = new(),
                    Fulfillment = new() { ShippingProvider = "UPS", TrackingCode = "1Z999" },
                },
            }
        );
        Assert.That(result.IsComplete, Is.True);
        await client.Products.ListAsync().ToListAsync();
        await client.Orders.ListAsync().ToListAsync();
    }

    private static async Task<Report> CheckAsync(string folder)
    {
        var contract = await ApiDocument.LoadAsync(Path.Combine(AppContext.BaseDirectory, "clickfunnels.yaml"));
        return await TrafficComparison.CompareAsync(contract, TrafficFiles.ReadAsync([folder], CancellationToken.None), "traffic");
    }

    private static int Operations(DirectoryInfo folder) =>
        folder
            .GetFiles("*.json")
            .Select(file => JsonNode.Parse(File.ReadAllText(file.FullName))!["request"]!)
            .Select(request =>
                request["method"]
                + " "
                + string.Concat(request["url"]!.ToString().Split('?')[0].Where(letter => !char.IsAsciiDigit(letter)))
            )
            .Distinct()
            .Count();
}
