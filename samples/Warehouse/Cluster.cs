using ClickFunnels.Emulator;
using ClickFunnels.Sync;
using ClickFunnels.Sync.Orleans;
using ClickFunnels.Sync.PostgreSql;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Warehouse;

/// <summary>Syncs all workspaces with two processes, into one PostgreSQL database.</summary>
internal static class Cluster
{
    public static async Task RunAsync(bool watch, TextWriter output, CancellationToken cancellationToken)
    {
        await using var servers = await Servers.StartAsync(cancellationToken);
        await using var emulator = await Shops.StartAsync(cancellationToken);
        output.WriteLine($"The ClickFunnels emulator listens on {emulator.Url} until this program ends. It is not the vendor's server.");
        var ports = ServerProcess.FindPorts(6);
        await using var first = await StartSiloAsync("first", ports[..3], servers, emulator, output, cancellationToken);
        await using var second = await StartSiloAsync("second", ports[3..], servers, emulator, output, cancellationToken);
        await using var sink = new PostgreSqlSink(servers.PostgreSql);
        await sink.OpenAsync(cancellationToken);
        using var client = Connect(servers.Redis);
        await client.StartAsync(cancellationToken);
        try
        {
            await SyncAsync(client.Services.GetRequiredService<IGrainFactory>(), emulator, sink, watch, output, cancellationToken);
        }
        finally
        {
            await client.StopAsync(CancellationToken.None);
        }
    }

    private static async Task SyncAsync(
        IGrainFactory grains,
        ClickFunnelsEmulator emulator,
        SyncSink sink,
        bool watch,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var workspaces = emulator.Workspaces.Select(workspace => grains.GetGrain<IWorkspaceSyncGrain>(workspace.Id)).ToList();
        var schedule = new SyncSchedule { Interval = TimeSpan.FromMinutes(1) };
        await Task.WhenAll(workspaces.Select(workspace => workspace.ScheduleAsync(schedule)));
        await Task.WhenAll(workspaces.Select(static workspace => workspace.RunNowAsync()));
        WorkspaceSyncStatus[] statuses;
        var states = "";
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            statuses = await Task.WhenAll(workspaces.Select(static workspace => workspace.GetStatusAsync()));
            var now = string.Join(
                ", ",
                statuses.GroupBy(static status => status.State).Select(static group => $"{group.Count()} {group.Key}")
            );
            if (now != states)
            {
                output.WriteLine($"Workspaces: {states = now}");
            }
        } while (statuses.Any(static status => status.EndedAt is null || status.State != WorkspaceSyncState.Idle));

        await Shops.WriteAsync(statuses, emulator, sink, output, cancellationToken);
        if (!watch)
        {
            return;
        }

        output.WriteLine("Each workspace is synced every minute. Press Ctrl+C to stop.");
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(30), cancellationToken);
            statuses = await Task.WhenAll(workspaces.Select(static workspace => workspace.GetStatusAsync()));
            await Shops.WriteAsync(statuses, emulator, sink, output, cancellationToken);
        }
    }

    private static async Task<ServerProcess> StartSiloAsync(
        string name,
        int[] ports,
        Servers servers,
        ClickFunnelsEmulator emulator,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        // This program again: as its own executable, or with the program that runs its assembly.
        var program = Environment.ProcessPath ?? "dotnet";
        string[] command =
            Path.GetFileNameWithoutExtension(program) == "dotnet"
                ? [program, typeof(Cluster).Assembly.Location, "silo"]
                : [program, "silo"];
        var silo = await ServerProcess.StartAsync(
            command,
            WarehouseSilo.Ready,
            new Dictionary<string, string>
            {
                ["WAREHOUSE_NAME"] = name,
                ["WAREHOUSE_PORT"] = $"{ports[0]}",
                ["WAREHOUSE_GATEWAY"] = $"{ports[1]}",
                ["WAREHOUSE_DASHBOARD"] = $"{ports[2]}",
                ["WAREHOUSE_REDIS"] = servers.Redis,
                ["WAREHOUSE_POSTGRESQL"] = servers.PostgreSql,
                ["WAREHOUSE_SERVICE"] = emulator.Url.ToString(),
                ["WAREHOUSE_TOKEN"] = emulator.AccessToken,
            },
            endsWithInput: true,
            cancellationToken
        );
        output.WriteLine($"The silo {name} is process {silo.Id}; its dashboard is http://127.0.0.1:{ports[2]}");
        return silo;
    }

    private static IHost Connect(string redis)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(static options => (options.ClusterId, options.ServiceId) = ("warehouse", "warehouse"));
            client.AddClickFunnelsSync();
            client.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
        });
        return builder.Build();
    }
}
