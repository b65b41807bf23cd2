using System.Globalization;
using System.Net;
using ClickFunnels;
using ClickFunnels.Sync;
using ClickFunnels.Sync.Orleans;
using ClickFunnels.Sync.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using StackExchange.Redis;

// A silo for tests: its settings come from the environment, and it runs until it is killed or its standard input ends.
var redis = ConfigurationOptions.Parse(Setting("SILO_REDIS"));
var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
builder.Logging.AddSimpleConsole();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.UseOrleans(silo =>
{
    silo.Configure<ClusterOptions>(options =>
    {
        options.ClusterId = Setting("SILO_CLUSTER");
        options.ServiceId = Setting("SILO_CLUSTER");
    });
    silo.Configure<SiloOptions>(options => options.SiloName = Setting("SILO_NAME"));
    silo.ConfigureEndpoints(IPAddress.Loopback, Number("SILO_PORT"), Number("SILO_GATEWAY"));
    silo.UseRedisClustering(options => options.ConfigurationOptions = redis);
    silo.UseRedisReminderService(options => options.ConfigurationOptions = redis);

    // A silo that was killed is noticed within a few seconds; one that is only slow is not lost.
    silo.Configure<ClusterMembershipOptions>(options =>
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 1;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(1);
        options.DefunctSiloCleanupPeriod = null;
    });
    silo.Configure<ReminderOptions>(options =>
    {
        options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100);
        options.RefreshReminderListPeriod = TimeSpan.FromSeconds(2);
    });
    silo.AddClickFunnelsSync(options =>
    {
        options.ResumeAfter = TimeSpan.FromSeconds(1);
        options.Gate.MaxRequestsPerSecond = Number("SILO_RATE");
    });
});
builder.Services.AddSingleton(new PostgreSqlSink(Setting("SILO_DATABASE"), new PostgreSqlSinkOptions { Schema = Setting("SILO_SCHEMA") }));
builder.Services.AddSingleton<IWorkspaceSyncFactory>(services => new WorkspaceSyncFactory(
    (workspace, _) => new(Create(services, workspace))
));

using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("started");

// The test holds the other end, so that no silo outlives it.
while (await Console.In.ReadLineAsync() is not null) { }

await host.StopAsync();
return 0;

static IWorkspaceSync Create(IServiceProvider services, long workspace)
{
    var options = new ClickFunnelsClientOptions
    {
        AccessToken = Setting("SILO_TOKEN"),
        UserAgent = "Silo/1.0",
        BaseAddress = new Uri(Setting("SILO_SERVICE")),
        WorkspaceId = workspace,
    };
    services.GetRequiredService<FairGate>().Attach(options, workspace);
    var client = new ClickFunnelsClient(options);
    var settings = new SyncOptions();
    settings.Tables.Add("contacts");
    return new ExclusiveWorkspaceSync(
        workspace,
        services.GetRequiredService<PostgreSqlSink>(),
        sink => new WorkspaceSync(client, sink, settings),
        leaseDuration: TimeSpan.FromSeconds(5)
    );
}

static string Setting(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"The variable {name} is not set.");

static int Number(string name) => int.Parse(Setting(name), CultureInfo.InvariantCulture);
