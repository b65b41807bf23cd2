using ClickFunnels.AspNetCore;
using ClickFunnels.AspNetCore.PostgreSql;
using Npgsql;

#pragma warning disable IDE0130 // Where users of dependency injection look for it.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps webhook events in PostgreSQL.</summary>
public static class PostgreSqlWebhooksBuilderExtensions
{
    /// <summary>
    /// Keeps events in the database of a connection string, so that several instances handle each event once between them.
    /// </summary>
    /// <param name="builder">The builder of the receiver.</param>
    /// <param name="connectionString">The database. Its user may create a schema, or the schema exists and is its own.</param>
    /// <param name="configure">Sets the name of the schema and whatever else.</param>
    public static ClickFunnelsWebhooksBuilder UsePostgreSql(
        this ClickFunnelsWebhooksBuilder builder,
        string connectionString,
        Action<PostgreSqlWebhookOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        // Under a key of its own, so that a data source of the application is left alone; disposed with the services.
        builder.Services.AddKeyedSingleton(typeof(PostgreSqlWebhookOptions), (_, _) => NpgsqlDataSource.Create(connectionString));
        return UsePostgreSql(
            builder,
            static services => services.GetRequiredKeyedService<NpgsqlDataSource>(typeof(PostgreSqlWebhookOptions)),
            configure
        );
    }

    /// <summary>Keeps events in a database that you connect to.</summary>
    /// <param name="builder">The builder of the receiver.</param>
    /// <param name="database">Returns the data source; it stays yours to dispose.</param>
    /// <param name="configure">Sets the name of the schema and whatever else.</param>
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
