using ClickFunnels.AspNetCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClickFunnels.Sync.AspNetCore;

/// <summary>Connects the webhook receiver with a copy of the data.</summary>
public static class ClickFunnelsSyncWebhooksBuilderExtensions
{
    /// <summary>
    /// Applies all events without another handler to a copy of the data. Register an <see cref="IRecordRefresher" />, such as a
    /// <see cref="SyncScheduler" />.
    /// </summary>
    /// <remarks>
    /// Each class of events has one handler. In a handler of your own for one of them, call the <see cref="SyncWebhookHandler" /> of
    /// the services, too.
    /// </remarks>
    /// <param name="builder">The webhook receiver.</param>
    /// <param name="configure">Changes the settings; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">A handler for all other events is already registered.</exception>
    public static ClickFunnelsWebhooksBuilder AddClickFunnelsSync(
        this ClickFunnelsWebhooksBuilder builder,
        Action<SyncWebhookOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<SyncWebhookOptions>().Configure(configure ?? (static _ => { }));

        // One instance, because it remembers what it read.
        builder.Services.TryAddSingleton<SyncWebhookHandler>();
        return builder.OnAny<SyncWebhookHandler>();
    }
}
