using System.Diagnostics;
using System.Globalization;
using System.Net;
using ClickFunnels.Benchmarks.Receiver;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

// Measures the deliveries per second of the receiver with the in-memory store, over loopback, with the load generator in the same
// process. Arguments: number of deliveries, number of connections, bytes of a body.
var deliveries = Argument(0, 60_000);
var connections = Argument(1, 32);
var bytes = Argument(2, 2_000);

const string Secret = "whsec-benchmark";
var handled = 0;
var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
builder.Services.AddRoutingCore();
builder
    .Services.AddClickFunnelsWebhooks(options => options.Secrets = [Secret])
    .OnAny(
        (_, _, _) =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        }
    );
await using var app = builder.Build();
app.MapClickFunnelsWebhooks("/webhooks/clickfunnels");
await app.StartAsync();

using var load = new DeliveryLoad(new Uri(new Uri(app.Urls.Single()), "/webhooks/clickfunnels"), Secret, bytes, connections);
await load.RunAsync(Math.Min(5_000, deliveries));
await UntilHandledAsync();
load.Reset();
Volatile.Write(ref handled, 0);

var clock = Stopwatch.StartNew();
await load.RunAsync(deliveries);
var sent = clock.Elapsed;
await UntilHandledAsync();

Console.WriteLine($"{deliveries} deliveries of {bytes} bytes over {connections} connections on {Environment.ProcessorCount} cores");
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{deliveries / sent.TotalSeconds:0} deliveries/s; response after {load.Percentile(50):0.0} ms (median), "
            + $"{load.Percentile(99):0.0} ms (99th percentile)"
    )
);
Console.WriteLine(
    $"200: {load.Count(HttpStatusCode.OK)}, others: {deliveries - load.Count(HttpStatusCode.OK)}; handled: {handled}, the "
        + $"last {(clock.Elapsed - sent).TotalMilliseconds:0} ms after the last response"
);
return load.Count(HttpStatusCode.OK) == deliveries && handled == deliveries ? 0 : 1;

async Task UntilHandledAsync()
{
    while (Volatile.Read(ref handled) < load.Count(HttpStatusCode.OK))
    {
        await Task.Delay(10);
    }
}

int Argument(int index, int defaultValue) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : defaultValue;
