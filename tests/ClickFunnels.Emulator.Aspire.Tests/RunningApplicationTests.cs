using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace ClickFunnels.Emulator.Aspire.Tests;

/// <summary>An application with processes of its own, which Aspire's orchestrator starts.</summary>
public sealed class RunningApplicationTests
{
    private static readonly string Shop = typeof(Program).Assembly.Location;

    [Test, CancelAfter(120_000)]
    public async Task A_project_gets_all_settings_and_webhooks_from_the_emulators(CancellationToken cancellationToken)
    {
        await using var builder = Application.Create();
        var clickFunnels = builder.AddClickFunnelsEmulator("clickfunnels", configure: options => options.Contacts = 45);
        var simvoly = builder.AddSimvolyEmulator("simvoly", configure: options => options.Contacts = 7);
        var elastic = builder.AddElasticFunnelsEmulator("elasticfunnels", configure: options => options.Customers = 9);
        var shop = builder
            .AddExecutable("shop", "dotnet", Path.GetDirectoryName(Shop)!, Shop)
            .WithHttpEndpoint(env: "ASPNETCORE_HTTP_PORTS")
            .WithReference(clickFunnels)
            .WithReference(simvoly)
            .WithReference(elastic)
            .WaitFor(clickFunnels)
            .WaitFor(simvoly)
            .WaitFor(elastic);
        clickFunnels.WithWebhooks(shop, "/webhooks/clickfunnels");
        await using var app = await builder.BuildAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        await app.ResourceNotifications.WaitForResourceAsync("shop", KnownResourceStates.Running, cancellationToken);
        using var client = app.CreateHttpClient("shop", "http");
        await UntilAsync(() => client.GetStringAsync(new Uri("/counts", UriKind.Relative), cancellationToken), static _ => true);

        var counts = await client.GetStringAsync(new Uri("/counts", UriKind.Relative), cancellationToken);
        using var created = await client.PostAsync(new Uri("/contacts?email=ada@example.com", UriKind.Relative), null, cancellationToken);
        var emulator = await clickFunnels.Resource.GetEmulatorAsync(cancellationToken);
        await emulator.WaitForDeliveriesAsync(cancellationToken);
        var received = await UntilAsync(
            () => client.GetStringAsync(new Uri("/received", UriKind.Relative), cancellationToken),
            static text => text.Length > 0
        );

        Assert.That(counts, Is.EqualTo("45 7 9"));
        Assert.That((int)created.StatusCode, Is.EqualTo(204));
        Assert.That(received, Is.EqualTo("ada@example.com"));
        await app.StopAsync(cancellationToken);
        await app.ResourceNotifications.WaitForResourceAsync("clickfunnels", KnownResourceStates.Finished, cancellationToken);

        // The process needs a moment until it listens.
        async Task<string> UntilAsync(Func<Task<string>> read, Func<string, bool> isEnough)
        {
            while (true)
            {
                try
                {
                    if (await read() is var text && isEnough(text))
                    {
                        return text;
                    }
                }
                catch (HttpRequestException) when (!cancellationToken.IsCancellationRequested) { }

                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
