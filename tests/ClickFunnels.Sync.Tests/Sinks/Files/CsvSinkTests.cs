using static ClickFunnels.Sync.Tests.Files.FileRows;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>The text of CSV files.</summary>
public sealed class CsvSinkTests : IDisposable
{
    private static readonly SyncTable Table = new(
        "orders",
        [
            new("=name", SyncColumnType.Text),
            new("total", SyncColumnType.DecimalNumber),
            new("paid", SyncColumnType.Boolean),
            new("paid_at", SyncColumnType.Timestamp),
            new("lines", SyncColumnType.Json),
        ],
        "contacts"
    );

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task The_file_is_as_RFC_4180_says()
    {
        var row = new SyncRow
        {
            Id = 1,
            Parent = -3,
            Values = ["a \"b\",\r\nc", -19.900m, true, Time.ToOffset(TimeSpan.FromHours(-8)), """[ 1.50, "x" ]"""],
            Extra = """{"more": 1}""",
            Digest = long.MinValue,
            SyncedAt = Time,
        };

        Assert.That(
            await WriteAsync(null, row, Row(2, ""), Row(3)),
            Is.EqualTo(
                "_workspace,id,_parent,=name,total,paid,paid_at,lines,_extra,_digest,_synced_at,_deleted_at\r\n"
                    + "7,1,-3,\"a \"\"b\"\",\r\nc\",-19.900,true,2026-11-27T12:30:15.123Z,\"[ 1.50, \"\"x\"\" ]\",\"{\"\"more\"\":1}\","
                    + "-9223372036854775808,2026-11-27T12:30:15.123Z,\r\n"
                    + "7,2,,\"\",,,,,,15555555555555554,2026-11-27T12:30:15.123Z,\r\n"
                    + "7,3,,,,,,,,23333333333333331,2026-11-27T12:30:15.123Z,\r\n"
            )
        );
    }

    [Test]
    public async Task A_text_for_missing_values_is_distinguishable_without_quotes()
    {
        var text = await WriteAsync(
            new CsvSinkOptions { NullText = "\\N", ByteOrderMark = true },
            Row(1, "", null, null, null, ""),
            Row(2, "\\N")
        );

        Assert.That(text, Does.StartWith("\ufeff_workspace,"));
        Assert.That(text, Does.Contain("\r\n7,1,\\N,\"\",\\N,\\N,\\N,\"\",\\N,").And.EndsWith("Z,\\N\r\n"));
        Assert.That(text, Does.Contain("\r\n7,2,\\N,\\N,\\N,\\N,\\N,\\N,\"{\"\"=name\"\":\"\"\\\\N\"\"}\","));
    }

    [TestCase("=1+1", "'=1+1")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\tx", "'\tx")]
    [TestCase("\rx", "\"'\rx\"")]
    [TestCase("＝1", "'＝1")]
    [TestCase("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    [TestCase("1=1", "1=1")]
    [TestCase("'x", "'x")]
    public async Task Formulas_are_guarded_on_request(string value, string guarded)
    {
        var options = new CsvSinkOptions { GuardFormulas = true };

        var text = await WriteAsync(options, Row(1, value, -1m, null, null, "-1"), Row(2, null, null, null, null, "-1+cmd"));

        Assert.That(text, Does.Contain($"\r\n7,1,,{guarded},-1,,,-1,,").And.Contain("\r\n7,2,,,,,,'-1+cmd,,"));
        Assert.That(text, Does.StartWith("_workspace,id,_parent,'=name,"));
    }

    [Test]
    public async Task New_columns_change_no_other_byte()
    {
        // Longer than the buffer, with quotes, commas and line breaks at its borders.
        var long1 = string.Concat(Enumerable.Range(0, 40_000).Select(static number => $"\",\r\n{number}"));
        var before = await WriteAsync(null, Row(1, long1, 1m), Row(2, "\"", null, null, null, "[\"\n\"]"));
        await using (var sink = new CsvSink(_folder.Path))
        {
            await sink.OpenAsync();
            await sink.PrepareAsync(Table.With(new("x", SyncColumnType.Text), new("y,\"\r\n", SyncColumnType.Text)));
        }

        var after = await File.ReadAllTextAsync(_folder.File("orders.csv"));
        Assert.That(after.Replace(",x,\"y,\"\"\r\n\",_extra", ",_extra", StringComparison.Ordinal).Length, Is.EqualTo(before.Length + 4));
        var rows = FileFormat.ReadCsv(_folder.File("orders.csv"));
        Assert.That(rows.Select(static row => (string?)row.Values.GetValueOrDefault("=name")), Is.EqualTo(new[] { long1, "\"" }));
        Assert.That(rows.Select(static row => row.Values.Count), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public async Task The_settings_of_a_folder_do_not_change()
    {
        await WriteAsync(null, Row(1));
        await Assert.ThrowsAsync<SyncSinkException>(() => new CsvSink(_folder.Path, new CsvSinkOptions { NullText = "NULL" }).OpenAsync());
        await File.WriteAllTextAsync(_folder.File("orders.csv"), new string('x', 10_000));
        await Assert.ThrowsAsync<SyncSinkException>(() => new CsvSink(_folder.Path).OpenAsync());
        foreach (var text in (string[])["a,b", "\"", "\n", " x", "\0", new string('x', 21)])
        {
            Assert.Throws<ArgumentException>(() => _ = new CsvSink(_folder.Path, new CsvSinkOptions { NullText = text }));
        }
    }

    private async Task<string> WriteAsync(CsvSinkOptions? options, params SyncRow[] rows)
    {
        await using (var sink = new CsvSink(_folder.Path, options))
        {
            await sink.OpenAsync();
            await sink.PrepareAsync(Table);
            await sink.CommitAsync(Commit(Table, rows));
        }

        return System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(_folder.File("orders.csv")));
    }
}
