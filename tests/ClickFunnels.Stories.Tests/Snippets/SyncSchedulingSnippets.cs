using ClickFunnels.Sync;
using ClickFunnels.Sync.AspNetCore;
using ClickFunnels.Sync.Orleans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClickFunnels.Stories.Snippets;

/// <summary>The examples of docs/sync-scheduling.md. They are compiled; the tests of the packages run the same steps.</summary>
public static class SyncSchedulingSnippets
{
    public static async Task OneProcess(TokenStore tokens, IEnumerable<long> workspaces, CancellationToken cancellationToken)
    {
        using var gate = new FairGate(new FairGateOptions { MaxConcurrentRequests = 64 });
        await using var sink = new SqliteSink("warehouse.db");
        await using var scheduler = new SyncScheduler(new ShopSyncs(sink, gate, tokens));
        foreach (var workspace in workspaces)
        {
            scheduler.Schedule(workspace, new SyncSchedule { Interval = TimeSpan.FromMinutes(15) });
        }

        await scheduler.RunAsync(cancellationToken);
    }

    public static void Silo(HostApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.UseInMemoryReminderService();
            silo.AddClickFunnelsSync(options => options.Gate.MaxConcurrentRequests = 64);
        });
        builder.Services.AddSingleton<IWorkspaceSyncFactory, ShopSyncs>();
    }

    public static async Task Grains(IGrainFactory grains, IEnumerable<long> workspaces)
    {
        foreach (var workspace in workspaces)
        {
            var grain = grains.GetGrain<IWorkspaceSyncGrain>(workspace);
            await grain.ScheduleAsync(new SyncSchedule { Interval = TimeSpan.FromHours(1) });
        }

        var status = await grains.GetGrain<IWorkspaceSyncGrain>(42).GetStatusAsync();
        Console.WriteLine($"Workspace 42 is {status.State} on {status.Host}, with {status.Rows} records in the last run.");
    }

    public static void SharedToken(FairGate gate, TokenLimits limits, ClickFunnelsClientOptions options, long workspace, string token)
    {
        gate.Attach(options, workspace);
        limits.Attach(options, workspace, token, requestsPerSecond: 5);
    }

    public static void Webhooks(WebApplicationBuilder builder, SyncScheduler scheduler)
    {
        builder.Services.AddSingleton<IRecordRefresher>(scheduler);
        builder
            .Services.AddClickFunnelsWebhooks(options => options.Secrets = [builder.Configuration["ClickFunnels:WebhookSecret"]!])
            .AddClickFunnelsSync();
    }
}

/// <summary>The tokens of the host.</summary>
public abstract class TokenStore
{
    public abstract Task<string> FindAsync(long workspace, CancellationToken cancellationToken);
}

public sealed class ShopSyncs(SyncSink sink, FairGate gate, TokenStore tokens) : IWorkspaceSyncFactory
{
    public async ValueTask<IWorkspaceSync> CreateAsync(long workspace, CancellationToken cancellationToken = default)
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = await tokens.FindAsync(workspace, cancellationToken),
            UserAgent = "AcmeWarehouse/1.0",
            WorkspaceId = workspace,
        };
        gate.Attach(options, workspace);
        var client = new ClickFunnelsClient(options);
        return new ExclusiveWorkspaceSync(workspace, sink, fenced => new WorkspaceSync(client, fenced));
    }
}
