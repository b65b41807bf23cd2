namespace ClickFunnels.Stories.Snippets;

public class ResultSnippets
{
    private Emulator.ClickFunnelsEmulator _emulator = null!;
    private ClickFunnelsClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _emulator = await Emulator.ClickFunnelsEmulator.StartAsync(
            new Emulator.ClickFunnelsEmulatorOptions { Contacts = 30, ProcessorOrders = true }
        );
        _client = Emulated.ClientOf(_emulator);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Test]
    public async Task Saved_filter()
    {
        var client = _client;
        var filterId = await SaveAsync(client);

        var query = client.RefineFilters.QueryContacts(filterId, contact => new { contact.Id, contact.EmailAddress });
        await foreach (var row in query)
        {
            Console.WriteLine($"{row.Id}: {row.EmailAddress}");
        }

        var contacts = await client
            .RefineFilters.QueryContacts(filterId, [contact => contact.EmailAddress, contact => contact.CreatedAt])
            .ToListAsync();

        Assert.That(contacts, Has.Count.EqualTo(30).And.All.Property("CreatedAt").Not.Null);
    }

    [Test]
    public async Task Criteria()
    {
        var client = _client;

        var recent = client.RefineFilters.QueryContacts(
            [
                new()
                {
                    Attribute = "created_at",
                    Clause = "gte",
                    Value = "2026-01-01",
                },
            ],
            contact => new
            {
                contact.Id,
                contact.FirstName,
                contact.CreatedAt,
            }
        );
        Console.WriteLine($"{await recent.CountAsync()} contacts");

        Assert.That(await recent.ToListAsync(), Has.Count.EqualTo(30));
    }

    [Test]
    public async Task Resuming()
    {
        var client = _client;
        var filterId = await SaveAsync(client);
        string? position = null;

        var options = new ResultQueryOptions
        {
            After = position,
            Limit = 5_000,
            IncludeCount = true,
        };
        await foreach (var page in client.RefineFilters.QueryContacts(filterId, contact => contact.Id, options).AsPages())
        {
            Console.WriteLine($"{page.Rows.Count} of {page.Count} rows, stopped by {page.StopReason}");
            position = page.NextAfter;
        }

        Assert.That(position, Is.Null);
    }

    [Test]
    public async Task Days()
    {
        var client = _client;

        RefineFilterCriterionCreate[] january =
        [
            new()
            {
                Attribute = "created_at",
                Clause = "btwn",
                Value = new[] { "2026-01-01", "2026-01-31" },
            },
        ];
        var rows = await client.RefineFilters.QueryContacts(january, contact => contact.EmailAddress).ToListAsync();

        Assert.That(rows, Is.Empty);
    }

    [Test]
    public async Task Orders()
    {
        var client = _client;
        ResourceId orderFilterId = _emulator.AddRecords(
            "RefineFilter",
            [new() { ["filter_class"] = "OrdersFilter", ["criteria"] = new System.Text.Json.Nodes.JsonArray() }]
        )[0];

        await foreach (var order in client.RefineFilters.QueryOrders(orderFilterId, ["total_amount", "created_at"]))
        {
            Console.WriteLine($"{order.Id}: {order.GetDecimal("total_amount")}, {order.GetTimestamp("created_at")}");
        }

        Assert.That(await client.RefineFilters.QueryOrders(orderFilterId, order => order.Id).ToListAsync(), Is.Not.Empty);
    }

    private static async Task<ResourceId> SaveAsync(ClickFunnelsClient client) =>
        (
            await client.RefineFilters.CreateAsync(
                new()
                {
                    Criteria =
                    [
                        new()
                        {
                            Attribute = "created_at",
                            Clause = "gte",
                            Value = "2000-01-01",
                        },
                    ],
                }
            )
        ).Id;
}
