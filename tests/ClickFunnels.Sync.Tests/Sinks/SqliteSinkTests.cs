namespace ClickFunnels.Sync.Tests.Sinks;

public sealed class SqliteSinkTests : DatabaseSinkContract
{
    private protected override int ModelRuns => 150;

    private protected override SinkStorage NewStorage() => new SqliteStorage();

    private protected override SqlDialect NewDialect() => new SqliteDialect();

    [Test]
    public async Task Decimals_keep_their_digits_and_times_sort_as_text()
    {
        var table = new SyncTable("orders", [new("total", SyncColumnType.DecimalNumber), new("at", SyncColumnType.Timestamp)]);
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);
        SyncRow[] rows =
        [
            Row(1, 100.00m, SyncedAt.AddTicks(1)),
            Row(2, 7m, SyncedAt),
            Row(3, 0.10m, SyncedAt.AddSeconds(-SyncedAt.Second)),
        ];
        await sink.CommitAsync(Commit(Changes(table, rows)));

        Assert.That(
            await Database.QueryAsync("select total || ' ' || at from orders order by at, id"),
            Is.EqualTo(
                new[] { "7 2026-11-27T18:00:00.1230000Z", "0.10 2026-11-27T18:00:00.1230000Z", "100.00 2026-11-27T18:00:00.1230001Z" }
            )
        );
    }

    [Test]
    public async Task A_value_that_somebody_changed_is_reported()
    {
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(Table("contacts"));
        await sink.CommitAsync(Commit(Changes(Table("contacts"), Row(1, "a"))));
        await Database.ExecuteAsync("update contacts set _synced_at = 'yesterday'");

        Assert.That(
            () => sink.ReadRowsAsync(Table("contacts"), Workspace),
            Throws.InstanceOf<SyncSinkException>().With.Message.Contains("Somebody changed").And.Message.Not.Contains("yesterday")
        );
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_folder_of_the_file_is_created(bool flushToDisk)
    {
        using var folder = new TemporaryFolder();
        await using (var sink = new SqliteSink(folder.File("new/and deeper/shop.db")) { FlushToDisk = flushToDisk })
        {
            await sink.OpenAsync();
            Assert.That(sink.Name, Is.EqualTo("SQLite shop.db"));
        }

        Assert.That(File.Exists(folder.File("new/and deeper/shop.db")));
    }

    [Test]
    public async Task A_file_that_is_not_a_database_is_refused_and_stays()
    {
        using var folder = new TemporaryFolder();
        var text = string.Concat(Enumerable.Repeat("not a database ", 200));
        await File.WriteAllTextAsync(folder.File("notes.txt"), text);
        await File.WriteAllTextAsync(folder.File("file"), text);

        Assert.That(
            () => OpenAsync(folder.File("notes.txt")),
            Throws.InstanceOf<SyncSinkException>().With.Message.Contains("not a SQLite")
        );
        Assert.That(() => OpenAsync(folder.Path), Throws.InstanceOf<SyncSinkException>());
        Assert.That(() => OpenAsync(folder.File("file/shop.db")), Throws.InstanceOf<SyncSinkException>().With.Message.Contains("folder"));
        Assert.That(() => new SqliteSink(" "), Throws.ArgumentException);
        Assert.That(await File.ReadAllTextAsync(folder.File("notes.txt")), Is.EqualTo(text));

        static async Task OpenAsync(string path)
        {
            await using var sink = new SqliteSink(path);
            await sink.OpenAsync();
        }
    }
}
