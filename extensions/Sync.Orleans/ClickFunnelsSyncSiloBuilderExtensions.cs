using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ClickFunnels.Sync.Orleans;

/// <summary>Adds the sync of workspaces to a silo.</summary>
public static class ClickFunnelsSyncSiloBuilderExtensions
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
        var services = builder.Services;
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
        services.TryAddSingleton<IRecordRefresher, OrleansRecordRefresher>();
        return builder;
    }
}
