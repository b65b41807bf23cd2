using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

// A webhook receiver like that of an application. Its handler records each event, with its state, in the same database.
var setting = static string (string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"The environment variable {name} is not set.");
var schema = setting("RECEIVER_SCHEMA");
var name = setting("RECEIVER_NAME");

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
builder.Services.AddRoutingCore();
builder
    .Logging.AddSimpleConsole(static options => options.SingleLine = true)
    .SetMinimumLevel(LogLevel.Debug)
    .AddFilter("Microsoft", LogLevel.Warning);

await using var database = NpgsqlDataSource.Create(setting("RECEIVER_DATABASE"));
builder
    .Services.AddClickFunnelsWebhooks(options =>
    {
        options.Secrets = [setting("RECEIVER_SECRET")];
        options.Lease = TimeSpan.FromSeconds(3);
        options.PollInterval = TimeSpan.FromMilliseconds(100);
    })
    .OnAny(
        async (_, context, cancellationToken) =>
        {
            await using var command = database.CreateCommand(
                $"""
                insert into {schema}_handled (event_id, process, attempt, was_complete)
                select event_id, $2, $3, state <> 0 from {schema}.events where tenant = '' and event_id = $1
                """
            );
            command.Parameters.AddWithValue(context.Key.EventId);
            command.Parameters.AddWithValue(name);
            command.Parameters.AddWithValue(context.Attempt);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    )
    .UsePostgreSql(_ => database, options => options.Schema = schema);

await using var app = builder.Build();
app.MapClickFunnelsWebhooks("/webhooks/clickfunnels");
await app.StartAsync();
Console.WriteLine("listening " + app.Urls.Single());
await app.WaitForShutdownAsync();
