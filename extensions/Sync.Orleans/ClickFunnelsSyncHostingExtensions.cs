using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace ClickFunnels.Sync.Orleans;

/// <summary>Adds the sync of workspaces to silos and to clients of a cluster.</summary>
public static class ClickFunnelsSyncHostingExtensions
{
    /// <summary>
    /// Adds the grains that sync workspaces, a <see cref="FairGate" /> for the requests of the silo, the <see cref="TokenLimits" /> of the
    /// cluster, and an <see cref="IRecordRefresher" />. Register an <see cref="IWorkspaceSyncFactory" />, and choose a storage of
    /// reminders that survives the loss of a silo, such as Redis.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Changes the settings; null for the defaults.</param>
    public static ISiloBuilder AddClickFunnelsSync(this ISiloBuilder builder, Action<OrleansSyncOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddReminders();
        var services = AddShared(builder.Services);
        services
            .AddOptions<OrleansSyncOptions>()
            .Configure(configure ?? (static _ => { }))
            .Validate(
                static options => options.IsValid,
                "ResumeAfter must be more than zero and at most one day, MaxConcurrentRuns from 1 to 100000, and Gate not null."
            );
        services.TryAddSingleton<SyncSilo>();
        services.TryAddSingleton(static provider => new FairGate(provider.GetRequiredService<IOptions<OrleansSyncOptions>>().Value.Gate));
        services.TryAddSingleton<TokenLimits>();
        return builder;
    }

    /// <summary>
    /// Adds an <see cref="IRecordRefresher" /> to a client of the cluster, and lets the exceptions of syncs keep their type between
    /// silo and client.
    /// </summary>
    /// <param name="builder">The client.</param>
    public static IClientBuilder AddClickFunnelsSync(this IClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddShared(builder.Services);
        return builder;
    }

    private static IServiceCollection AddShared(IServiceCollection services)
    {
        services.TryAddSingleton<IRecordRefresher, OrleansRecordRefresher>();
        return services.Configure<ExceptionSerializationOptions>(static options => options.SupportedNamespacePrefixes.Add("ClickFunnels"));
    }
}
