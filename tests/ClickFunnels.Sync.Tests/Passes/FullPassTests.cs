using ClickFunnels.Sync.Tests.Support;

namespace ClickFunnels.Sync.Tests.Passes;

public class FullPassTests
{
    [Test]
    public async Task EveryListOfAWorkspaceIsCopied()
    {
        await using var api = await Api.StartAsync(95);
        await World.MakeAsync(api);
        using var client = Clients.For(api.Emulator);
        var sink = new MemorySink();
        await using var sync = new WorkspaceSync(client, sink);

        var result = await sync.RunAsync();

        var problems = new List<string>();
        foreach (var table in ContractTables.Current.All)
        {
            problems.Add(await Truth.CompareAsync(client, sink, api.Emulator.WorkspaceId, table.Table));
        }

        Assert.Multiple(() =>
        {
            Assert.That(problems.Where(problem => problem.Length > 0), Is.Empty);
            Assert.That(result.Tables.Where(table => table.Unavailable is not null), Is.Empty);
            Assert.That(result.Tables.Count(table => table.Rows > 0), Is.GreaterThanOrEqualTo(29));
            Assert.That(sink.Rows("contacts", api.Emulator.WorkspaceId), Has.Count.GreaterThanOrEqualTo(95));
        });
    }
}
