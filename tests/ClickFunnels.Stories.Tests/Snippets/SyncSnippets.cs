using ClickFunnels.Sync;

namespace ClickFunnels.Stories.Snippets;

public class SyncSnippets
{
    private Emulator.ClickFunnelsEmulator _emulator = null!;
    private ClickFunnelsClient _client = null!;
    private TemporaryFolder _folder = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _emulator = await Emulator.ClickFunnelsEmulator.StartAsync(new Emulator.ClickFunnelsEmulatorOptions { Contacts = 30 });
        _client = Emulated.ClientOf(_emulator);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Copy_plan_and_report()
    {
        var client = _client;
        var path = _folder.File("shop.db");

        await using var sink = new SqliteSink(path);
        await using var sync = new WorkspaceSync(client, sink);
        var result = await sync.RunAsync();
        foreach (var table in result.Tables)
        {
            Console.WriteLine($"{table.Table}: {table.Rows} read, {table.Upserts} written, {table.Deletes} deleted {table.Unavailable}");
        }

        Console.WriteLine(await sync.PlanAsync());

        path = _folder.File("freshness.html");
        var report = await sync.ReportAsync();
        await File.WriteAllTextAsync(path, report.ToHtml());

        Assert.That(result.Tables.Single(static table => table.Table == "contacts").Upserts, Is.EqualTo(30));
    }

    [Test]
    public void Tables()
    {
        var options = new SyncOptions { Tables = { SyncTables.NameOf<Contact>(), "products_prices" } };

        Assert.That(options.Tables, Is.EqualTo(new[] { "contacts", "products_prices" }));
    }

    [Test]
    public async Task Results()
    {
        var options = new SyncOptions
        {
            Tables = { "contacts" },
            UseTemporaryFilter = true,
            ContactFields = { "email_address", "first_name", "last_name", "updated_at" },
        };

        await using var sink = new SqliteSink(_folder.File("contacts.db"));
        await using var sync = new WorkspaceSync(_client, sink, options);
        Assert.That((await sync.RunAsync()).Requests, Is.LessThan(5));
    }

    [Test]
    public async Task Files()
    {
        var client = _client;
        var folder = _folder.File("export");

        await using var sink = new CsvSink(folder);
        await using var sync = new WorkspaceSync(client, sink, new SyncOptions { Tables = { "contacts", "orders" } });
        await sync.RunAsync();

        Assert.That(File.ReadLines(_folder.File("export/contacts.csv")).Count(), Is.EqualTo(31));
    }

    [Test]
    public void Progress()
    {
        var options = new SyncOptions
        {
            Progress = new Progress<SyncProgress>(now =>
                Console.WriteLine($"{now.Rows} rows, {now.RowsPerSecond:0}/s, {now.Remaining} left")
            ),
        };

        Assert.That(options.Progress, Is.Not.Null);
    }
}
