using ClickFunnels.Sync.Parquet;
using static ClickFunnels.Sync.Tests.Files.FileRows;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>The parts of Parquet files.</summary>
public sealed class ParquetSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string[] Parts => [.. Directory.GetFiles(_folder.File("contacts")).Select(static path => Path.GetFileName(path)).Order()];

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Small_commits_make_parts_of_a_useful_size()
    {
        await using (var sink = new ParquetSink(_folder.Path, new ParquetSinkOptions { RowsPerPart = 100 }))
        {
            await sink.OpenAsync();
            await sink.PrepareAsync(Contacts);
            for (var next = 0; next < 250; next += 7)
            {
                await sink.CommitAsync(Commit(next, 7));
            }

            Assert.That(Parts, Is.EqualTo(new[] { "part-000001.parquet", "part-000002.parquet" }));
            Assert.That(await sink.CountAsync(Contacts), Is.EqualTo(252));
            await sink.CompleteAsync();
            await sink.CompleteAsync();
            Assert.That(Parts, Has.Length.EqualTo(3));
        }

        Assert.That(Parts, Has.Length.EqualTo(3));
        Assert.That(
            (await FileFormat.ReadPartsAsync(_folder.File("contacts"))).Select(static row => row.Id),
            Is.EqualTo(Enumerable.Range(0, 252))
        );
    }

    [Test]
    public async Task Values_without_a_place_in_the_types_go_to_the_extra_values_with_all_digits()
    {
        var table = new SyncTable(
            "contacts",
            [new("number", SyncColumnType.DecimalNumber), new("time", SyncColumnType.Timestamp), new("text", SyncColumnType.Text)]
        );
        await using (var sink = new ParquetSink(_folder.Path))
        {
            await sink.OpenAsync();
            await sink.PrepareAsync(table);
            await sink.CommitAsync(
                Commit(
                    table,
                    [
                        Row(1, 0.00000000001m, Time.AddTicks(1), "\ud800"),
                        Row(2, 1_000_000_000_000_000_000m, DateTimeOffset.MaxValue, "\0"),
                        Row(3, -999_999_999_999_999_999.999_999_999_9m, DateTimeOffset.MinValue, ""),
                    ]
                )
            );
        }

        var rows = await FileFormat.ReadPartsAsync(_folder.File("contacts"));
        Assert.That(
            rows.Select(static row => row.Extra?.ToString(Newtonsoft.Json.Formatting.None)),
            Is.EqualTo(
                new[]
                {
                    "{\"number\":0.00000000001,\"time\":\"2026-11-27T12:30:15.1230001Z\",\"text\":\"\ud800\"}",
                    "{\"number\":1000000000000000000,\"time\":\"9999-12-31T23:59:59.9999999Z\"}",
                    null,
                }
            )
        );
        Assert.That((decimal)rows[2].Values["number"], Is.EqualTo(-999_999_999_999_999_999.999_999_999_9m));
        Assert.That((string?)rows[2].Values["time"], Is.EqualTo("0001-01-01T00:00:00Z"));
        Assert.That((string?)rows[1].Values["text"], Is.EqualTo("\0"));
    }

    [TestCase(0)]
    [TestCase(10_000_001)]
    public void The_size_of_a_part_has_limits(int rows) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new ParquetSink(_folder.Path, new ParquetSinkOptions { RowsPerPart = rows }));
}
