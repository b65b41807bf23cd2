using ClickFunnels.Sync;
using ClickFunnels.Sync.Parquet;

namespace ClickFunnels.Stories.Snippets;

public class SyncFileSnippets
{
    [Test]
    public async Task Csv()
    {
        using var temporary = new TemporaryFolder();
        await using var emulator = await Emulator.ClickFunnelsEmulator.StartAsync(
            new Emulator.ClickFunnelsEmulatorOptions { Contacts = 30 }
        );
        using var client = Emulated.ClientOf(emulator);
        var folder = temporary.Path;

        await using var sink = new CsvSink(folder, new CsvSinkOptions { NullText = "\\N", GuardFormulas = true });
        await using var sync = new WorkspaceSync(client, sink);
        await sync.RunAsync();

        Assert.That(await sink.CountAsync(new SyncTable("contacts", [])), Is.EqualTo(30));
        Assert.That(File.ReadLines(temporary.File("contacts.csv")).First(), Does.StartWith("_workspace,id,_parent,"));
    }

    [Test]
    public async Task Parquet()
    {
        var folder = "export";

        await using var sink = new ParquetSink(folder, new ParquetSinkOptions { RowsPerPart = 50_000 });

        Assert.That(sink.Name, Does.StartWith("Parquet files in ").And.EndsWith("export"));
    }
}
