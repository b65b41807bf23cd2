using ClickFunnels.Sync.Tests.Support;

namespace ClickFunnels.Sync.Tests.Files;

/// <summary>Exports of a whole workspace into files.</summary>
[TestFixtureSource(typeof(FileFormat), nameof(FileFormat.All))]
public sealed class FileExportTests(FileFormat format)
{
    [Test]
    public async Task Files_have_the_rows_of_every_list_once()
    {
        using var folder = new TemporaryFolder();
        await using var api = await Api.StartAsync(95);
        await World.MakeAsync(api);
        using var client = Clients.For(api.Emulator);
        var memory = new MemorySink();
        await using (var sync = new WorkspaceSync(client, memory))
        {
            await sync.RunAsync();
        }

        await using (var sink = format.Create(folder.Path))
        {
            await using var sync = new WorkspaceSync(client, sink);
            await sync.RunAsync();
            await Assert.ThrowsAsync<SyncException>(() => sync.RunAsync(), "A complete export is not repeated.");
        }

        var compared = 0;
        foreach (var (name, table) in memory.Tables)
        {
            var expected = memory.Rows(name, api.Emulator.WorkspaceId).Values.OrderBy(static row => row.Id);
            var rows = expected.Any() ? await format.ReadAsync(folder.Path, name) : [];
            Assert.That(
                rows.OrderBy(static row => row.Id).Select(row => $"{row.Id} {row.Digest}: {row.AllValues(table)}"),
                Is.EqualTo(expected.Select(row => $"{row.Id} {row.Digest}: {FileRowRead.Describe(table, row)}")),
                name
            );
            compared += rows.Count;
        }

        Assert.That(compared, Is.GreaterThan(95), "More lists than contacts have rows.");
    }
}
