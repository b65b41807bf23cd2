using ClickFunnels.Emulator;
using ClickFunnels.Sync;

namespace Warehouse;

/// <summary>Syncs all workspaces in this process, into one SQLite file.</summary>
internal static class OneProcess
{
    public static async Task RunAsync(bool watch, TextWriter output, CancellationToken cancellationToken)
    {
        await using var emulator = await Shops.StartAsync(cancellationToken);
        output.WriteLine($"The ClickFunnels emulator listens on {emulator.Url} until this program ends. It is not the vendor's server.");
        var file = Path.Combine(Directory.CreateTempSubdirectory("clickfunnels-warehouse").FullName, "warehouse.db");
        await using var sink = new SqliteSink(file);
        using var gate = new FairGate();
        await using var scheduler = new SyncScheduler(
            new WorkspaceSyncFactory((workspace, _) => new(Shops.CreateSync(gate, sink, emulator.Url, emulator.AccessToken, workspace)))
        );
        foreach (var workspace in emulator.Workspaces)
        {
            scheduler.Schedule(workspace.Id, new SyncSchedule { Interval = TimeSpan.FromSeconds(20) });
        }

        var runs = emulator.Workspaces.Select(workspace => scheduler.RunNow(workspace.Id) ?? Task.FromResult(false)).ToList();
        using (cancellationToken.Register(() => output.WriteLine("Stopping …")))
        {
            await Task.WhenAll(runs).WaitAsync(cancellationToken);
        }

        await Shops.WriteAsync(scheduler.GetStatuses(), emulator, sink, output, cancellationToken);
        output.WriteLine($"The copy is in {file}");
        if (watch)
        {
            await WatchAsync(scheduler, emulator, sink, output, cancellationToken);
        }
    }

    private static async Task WatchAsync(
        SyncScheduler scheduler,
        ClickFunnelsEmulator emulator,
        SyncSink sink,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        output.WriteLine("Each workspace is synced every 20 seconds. Press Ctrl+C to stop.");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = scheduler.RunAsync(end.Token);
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(20), cancellationToken);
                await Shops.WriteAsync(scheduler.GetStatuses(), emulator, sink, output, cancellationToken);
            }
        }
        finally
        {
            await end.CancelAsync();
            await running;
        }
    }
}
