using ClickFunnels.Sync;
using ClickFunnels.Sync.DuckDb;
using ClickFunnels.Sync.PostgreSql;

namespace ClickFunnels.Stories.Snippets;

public class SyncSinkSnippets
{
    [Test]
    public async Task Sqlite()
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await Emulator.ClickFunnelsEmulator.StartAsync(
            new Emulator.ClickFunnelsEmulatorOptions { Contacts = 30 }
        );
        using var client = Emulated.ClientOf(emulator);
        var path = folder.File("shop.db");

        await using var sink = new SqliteSink(path);
        await using var sync = new WorkspaceSync(client, sink);
        var result = await sync.RunAsync();

        Assert.That(result.Tables.Single(static table => table.Table == "contacts").Upserts, Is.EqualTo(30));
    }

    [Test]
    public async Task DuckDb()
    {
        await using var sink = new DuckDbSink("shop.duckdb") { MemoryLimit = 256 };

        Assert.That(sink.Name, Is.EqualTo("DuckDB shop.duckdb"));
    }

    [Test]
    public async Task PostgreSql()
    {
        var connectionString = "Host=db.example;Username=me;Password=secret;Database=warehouse";

        await using var sink = new PostgreSqlSink(connectionString, new PostgreSqlSinkOptions { Schema = "shop" });

        Assert.That(sink.Name, Is.EqualTo("PostgreSQL warehouse on db.example, schema shop"));
    }
}
