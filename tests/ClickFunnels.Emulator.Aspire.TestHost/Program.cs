using System.Collections.Concurrent;
using ClickFunnels;
using ClickFunnels.Webhooks;
using ElasticFunnels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Simvoly;

// An application that takes all its settings from the configuration, as Aspire sets it.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddClickFunnels(options =>
{
    builder.Configuration.Bind("ClickFunnels", options);
    options.UserAgent = "AspireShop/1.0";
});
builder.Services.AddSimvoly(options =>
{
    builder.Configuration.Bind("Simvoly", options);
    options.UserAgent = "AspireShop/1.0";
});
builder.Services.AddElasticFunnels(options =>
{
    builder.Configuration.Bind("ElasticFunnels", options);
    options.UserAgent = "AspireShop/1.0";
});
var received = new ConcurrentQueue<string>();
builder
    .Services.AddClickFunnelsWebhooks(options => options.Secrets = [builder.Configuration["ClickFunnels:WebhookSecret"]!])
    .On<ContactCreated>(
        (created, _, _) =>
        {
            received.Enqueue(created.Data?.EmailAddress ?? "");
            return Task.CompletedTask;
        }
    );

var app = builder.Build();
app.MapClickFunnelsWebhooks("/webhooks/clickfunnels");
app.MapGet(
    "/counts",
    async (ClickFunnelsClient clickFunnels, SimvolyClient simvoly, ElasticFunnelsClient elastic, CancellationToken cancellationToken) =>
        $"{(await clickFunnels.Contacts.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken)).Count} "
        + $"{(await simvoly.Contacts.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken)).Count} "
        + $"{(await elastic.Customers.ListAsync(cancellationToken: cancellationToken).ToListAsync(cancellationToken)).Count}"
);
app.MapPost(
    "/contacts",
    async (string email, ClickFunnelsClient client, CancellationToken cancellationToken) =>
    {
        await client.Contacts.CreateAsync(new ContactCreate { EmailAddress = email }, cancellationToken: cancellationToken);
        return Results.NoContent();
    }
);
app.MapGet("/received", () => string.Join(',', received));
await app.RunAsync();
