using DuckDB.NET.Data;
using static ClickFunnels.Sync.Tests.Files.FileRows;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>DuckDB reads the files as docs/sync-files.md says.</summary>
[TestFixtureSource(typeof(FileFormat), nameof(FileFormat.All))]
public sealed class OtherReadersTests(FileFormat format)
{
    [Test]
    public async Task DuckDB_reads_the_files_with_their_types()
    {
        using var folder = new TemporaryFolder();
        var wider = Contacts.With(new SyncColumn("note", SyncColumnType.Text));
        await using (var sink = await format.OpenAsync(folder.Path))
        {
            await sink.PrepareAsync(Contacts);
            await sink.CommitAsync(Commit(1, 30));
            await sink.PrepareAsync(wider);
            await sink.CommitAsync(
                Commit(wider, [Row(31, "line\r\n\"break\", 日本", 5L, 0.10m, true, Time, """{"a":[1]}""", ""), Row(32)])
            );
        }

        var source = format.Name switch
        {
            "csv" => $"read_csv('{folder.File("contacts.csv")}', nullstr = '', allow_quoted_nulls = false)",
            "jsonl" => $"read_json('{folder.File("contacts.jsonl")}', format = 'newline_delimited')",
            _ => $"read_parquet('{folder.File("contacts")}/*.parquet', union_by_name = true)",
        };
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();

        Assert.That(
            await QueryAsync(
                $"select count(*), count(note), sum(balance)::decimal(18, 2), min(created_at)::varchar, count(*) filter (active) "
                    + $"from {source}"
            ),
            Is.EqualTo("32|1|116.35|2026-11-27 12:30:15.123|16")
        );
        Assert.That(
            await QueryAsync($"select name, note, age::bigint, tags::varchar, _digest::bigint from {source} where id = 31"),
            Is.EqualTo("line\r\n\"break\", 日本||5|{\"a\":[1]}|" + Row(31).Digest)
        );

        async Task<string> QueryAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            Assert.That(await reader.ReadAsync());
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            // Times come with or without the zone.
            return string.Join('|', values).Replace("+00", "", StringComparison.Ordinal);
        }
    }
}
