using ClickFunnels.AspNetCore;
using ClickFunnels.AspNetCore.PostgreSql;
using Npgsql;

#pragma warning disable IDE0130 // Extension methods of service collections belong to this namespace.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Stores webhook events in PostgreSQL.</summary>
public static class PostgreSqlWebhooksBuilderExtensions
{
    /// <summary>
    /// Stores events in the database of a connection string, so that several instances together handle each event once.
    /// </summary>
    /// <param name="builder">The builder of the webhook receiver.</param>
    /// <param name="connectionString">The connection string. The user must be allowed to create the schema, or must own it.</param>
    /// <param name="configure">Sets the options, such as the name of the schema.</param>
    public static ClickFunnelsWebhooksBuilder UsePostgreSql(
        this ClickFunnelsWebhooksBuilder builder,
        string connectionString,
        Action<PostgreSqlWebhookOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        // Its own key does not conflict with a data source of the application. The service provider disposes it.
        builder.Services.AddKeyedSingleton(typeof(PostgreSqlWebhookOptions), (_, _) => NpgsqlDataSource.Create(connectionString));
        return UsePostgreSql(
            builder,
            static services => services.GetRequiredKeyedService<NpgsqlDataSource>(typeof(PostgreSqlWebhookOptions)),
            configure
        );
    }

    /// <summary>Stores events in the database of your data source.</summary>
    /// <param name="builder">The builder of the webhook receiver.</param>
    /// <param name="database">Returns the data source. The store does not dispose it.</param>
    /// <param name="configure">Sets the options, such as the name of the schema.</param>
    public static ClickFunnelsWebhooksBuilder UsePostgreSql(
        this ClickFunnelsWebhooksBuilder builder,
        Func<IServiceProvider, NpgsqlDataSource> database,
        Action<PostgreSqlWebhookOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(database);
        var options = new PostgreSqlWebhookOptions();
        configure?.Invoke(options);
        var problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException("ClickFunnels webhooks in PostgreSQL: " + string.Join(" ", problems), nameof(configure));
        }

        return builder.UseStore(
            services => new PostgreSqlWebhookEventStore(database(services), options),
            services => new PostgreSqlWebhookOrder(database(services), options)
        );
    }
}
