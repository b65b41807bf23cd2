using System.CommandLine;
using ClickFunnels.Core;
using ClickFunnels.Sync;
using Warehouse;

// Without a command, one process syncs made-up workspaces of an emulator into a SQLite file. The command "cluster" does it with two
// processes on Orleans, with Redis and PostgreSQL. The command "silo" is one of these processes.
var watch = new Option<bool>("--watch") { Description = "Keep running, and sync on schedule, until Ctrl+C.", Recursive = true };
var root = new RootCommand("Syncs ClickFunnels workspaces into a warehouse.") { watch };
root.SetAction((parsed, token) => RunAsync(() => OneProcess.RunAsync(parsed.GetValue(watch), Console.Out, token)));

var cluster = new Command("cluster", "Use two processes on Orleans, with Redis and PostgreSQL.");
cluster.SetAction((parsed, token) => RunAsync(() => Cluster.RunAsync(parsed.GetValue(watch), Console.Out, token)));
root.Subcommands.Add(cluster);

var silo = new Command("silo", "One of the processes of the cluster; the command cluster starts it.") { Hidden = true };
silo.SetAction((_, token) => RunAsync(() => WarehouseSilo.RunAsync(token)));
root.Subcommands.Add(silo);

return await root.Parse(args).InvokeAsync();

static async Task<int> RunAsync(Func<Task> run)
{
    try
    {
        await run();
        return 0;
    }
    catch (Exception failure) when (failure is ApiException or SyncException or ServerException)
    {
        Console.Error.WriteLine(failure.Message);
        return 1;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Stopped.");
        return 1;
    }
}
