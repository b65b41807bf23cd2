using System.Globalization;
using ClickFunnels.Sync.Tests.Sinks;
using static ClickFunnels.Sync.Tests.Files.FileRows;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>A process that is killed while it writes loses and doubles nothing.</summary>
[TestFixtureSource(typeof(FileFormat), nameof(FileFormat.All))]
public sealed class FileKillTests(FileFormat format) : IDisposable
{
    private const int Kills = 6;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The program that is killed: it commits rows without an end, and a new column after every 100 rows.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var sink = await FileFormat.All.Single(format => format.Name == arguments[0]).OpenAsync(arguments[1]);
        for (var next = await NextAsync(sink); ; )
        {
            var table = await sink.PrepareAsync(Table(next));
            var count = 1 + (next * 5 % 41);
            var rows = Enumerable.Range(0, count).Select(index => Row(table, next + index)).ToList();
            next += count;
            await sink.CommitAsync(Commit(table, rows, ("next", next.ToString(CultureInfo.InvariantCulture))));
            Console.WriteLine(next);
        }
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Every_committed_row_is_there_once(CancellationToken cancellationToken)
    {
        var random = new Random(14);
        for (var kill = 0; kill < Kills; kill++)
        {
            await KilledProcess.RunAsync([format.Name, _folder.Path], random, cancellationToken, "commit-files");
        }

        int next;
        await using (var sink = await format.OpenAsync(_folder.Path))
        {
            next = await NextAsync(sink);
            Assert.That(next, Is.GreaterThan(Kills));
            Assert.That(await sink.CountAsync(Table(next), Shop, cancellationToken), Is.EqualTo(next));
        }

        var rows = await format.ReadAsync(_folder.Path, "things");
        var table = Table(next);
        Assert.That(
            rows.Select(row => $"{row.Id}: {row.AllValues(table)}"),
            Is.EqualTo(Enumerable.Range(0, next).Select(id => $"{id}: {FileRowRead.Describe(table, Row(table, id))}"))
        );
        Assert.That(
            Directory.GetFiles(_folder.File("_sink")).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "lock", "commits.log", "things.ids" })
        );
    }

    private static SyncTable Table(int rows) =>
        new("things", Enumerable.Range(0, 1 + rows / 100).Select(static column => new SyncColumn($"c{column}", SyncColumnType.Text)));

    private static SyncRow Row(SyncTable table, int id)
    {
        // Only columns that the table had before the commit with the row.
        var values = Table(Math.Max(0, id - 41)).Columns.Select(column => $"\"{column.Name}\",\r\n{id}").ToArray();
        return FileRows.Row(id, [.. values.Take(table.Columns.Count)]);
    }

    private static async Task<int> NextAsync(FileSink sink) =>
        await sink.ReadStateAsync(Shop, "next") is [var entry] ? int.Parse(entry.Value, CultureInfo.InvariantCulture) : 0;
}
