using ClickFunnels.Sync.DuckDb;

namespace ClickFunnels.Sync.Tests.Sinks;

public sealed class DuckDbSinkTests : DatabaseSinkContract
{
    private protected override int ModelRuns => 40;

    private protected override SinkStorage NewStorage() => new DuckDbStorage();

    private protected override SqlDialect NewDialect() => new DuckDbDialect();

    [Test]
    public async Task Values_can_be_computed_with()
    {
        var table = new SyncTable(
            "orders",
            [new("total", SyncColumnType.DecimalNumber), new("placed_at", SyncColumnType.Timestamp), new("items", SyncColumnType.Json)]
        );
        await using var sink = await Storage.OpenAsync();
        await sink.PrepareAsync(table);
        await sink.CommitAsync(
            Commit(Changes(table, Row(1, 0.1m, SyncedAt, "[{\"n\":2}]"), Row(2, 0.2m, SyncedAt.AddHours(1), "{\"n\":\"\\u0000\"}")))
        );

        Assert.That(
            await Database.QueryAsync(
                "select concat(sum(total), ' ', epoch(max(placed_at) - min(placed_at)), ' ', max(items->>'$[0].n')) from orders"
            ),
            Is.EqualTo(new[] { "0.3000000000 3600.0 2" })
        );
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_file_that_another_process_has_open_is_refused(CancellationToken cancellationToken)
    {
        await KilledProcess.RunAsync(
            Storage.Arguments,
            new Random(1),
            cancellationToken,
            whileItRuns: () =>
                Assert.That(
                    Storage.OpenAsync,
                    Throws.InstanceOf<SyncSinkException>().With.Message.Contains("no other process has the file open")
                )
        );
    }

    [TestCase(63)]
    [TestCase(1_048_577)]
    public void A_limit_of_memory_that_cannot_work_is_refused(int megabytes) =>
        Assert.That(() => new DuckDbSink("x.duckdb") { MemoryLimit = megabytes }, Throws.InstanceOf<ArgumentOutOfRangeException>());
}
