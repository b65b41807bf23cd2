using System.Globalization;
using System.Net;
using ClickFunnels.Sync;
using ClickFunnels.Sync.Orleans;
using ClickFunnels.Sync.PostgreSql;
using Orleans.Configuration;
using Orleans.Dashboard;
using StackExchange.Redis;

namespace Warehouse;

/// <summary>A process of the cluster.</summary>
internal static class WarehouseSilo
{
    /// <summary>The text that the process writes when it takes part in the cluster.</summary>
    public const string Ready = "The silo is ready.";

    /// <summary>Runs until the standard input ends: the process that started this one has ended then.</summary>
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{Number("WAREHOUSE_DASHBOARD")}");
        builder.UseOrleans(Configure);
        builder.Services.AddSingleton(new PostgreSqlSink(Setting("WAREHOUSE_POSTGRESQL")));
        builder.Services.AddSingleton<IWorkspaceSyncFactory>(static services => new WorkspaceSyncFactory(
            (workspace, _) =>
                new(
                    Shops.CreateSync(
                        services.GetRequiredService<FairGate>(),
                        services.GetRequiredService<PostgreSqlSink>(),
                        new Uri(Setting("WAREHOUSE_SERVICE")),
                        Setting("WAREHOUSE_TOKEN"),
                        workspace
                    )
                )
        ));
        await using var app = builder.Build();
        app.MapOrleansDashboard();
        await app.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync(Ready);

        // Ctrl+C reaches this process, too: the other end decides when it ends.
        while (await Console.In.ReadLineAsync(CancellationToken.None) is not null) { }

        await app.StopAsync(CancellationToken.None);
    }

    private static void Configure(ISiloBuilder silo)
    {
        var redis = ConfigurationOptions.Parse(Setting("WAREHOUSE_REDIS"));
        silo.Configure<ClusterOptions>(static options => (options.ClusterId, options.ServiceId) = ("warehouse", "warehouse"));
        silo.Configure<SiloOptions>(static options => options.SiloName = Setting("WAREHOUSE_NAME"));
        silo.ConfigureEndpoints(IPAddress.Loopback, Number("WAREHOUSE_PORT"), Number("WAREHOUSE_GATEWAY"));
        silo.UseRedisClustering(options => options.ConfigurationOptions = redis);
        silo.UseRedisReminderService(options => options.ConfigurationOptions = redis);
        silo.AddClickFunnelsSync();
        silo.AddDashboard();
    }

    private static string Setting(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new ServerException($"The variable {name} is missing: use the command cluster.");

    private static int Number(string name) => int.Parse(Setting(name), CultureInfo.InvariantCulture);
}
