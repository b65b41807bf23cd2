using System.Net;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClickFunnels.Emulator.Aspire.Tests;

/// <summary>The resources of emulators: their states, values and files.</summary>
public sealed class ResourceTests
{
    [Test, CancelAfter(60_000)]
    public async Task A_reference_sets_configuration_connection_string_and_connection_properties(CancellationToken cancellationToken)
    {
        await using var builder = Application.Create();
        var emulator = builder.AddClickFunnelsEmulator(
            "clickfunnels",
            configure: options =>
            {
                options.AccessToken = "token-1";
                options.WebhookSecret = "secret-1";
                options.Subdomain = "acme";
            }
        );
        var other = builder.AddSimvolyEmulator("simvoly", configure: options => options.AccessToken = "token-2");
        var shop = builder
            .AddExecutable("shop", "never-started", ".")
            .WithReference(emulator)
            .WithReference(other, connectionName: "Site")
            .WithExplicitStart();
        await using var app = await builder.BuildAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        var running = await emulator.Resource.GetEmulatorAsync(cancellationToken);
        var site = await other.Resource.GetEmulatorAsync(cancellationToken);

#pragma warning disable CS0618 // The replacement needs the whole execution configuration.
        var variables = await shop.Resource.GetEnvironmentVariableValuesAsync();
#pragma warning restore CS0618

        var id = running.WorkspaceId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(
            variables,
            Is.SupersetOf(
                new Dictionary<string, string>
                {
                    ["clickfunnels__BaseAddress"] = running.Url.AbsoluteUri,
                    ["clickfunnels__AccessToken"] = "token-1",
                    ["clickfunnels__WorkspaceId"] = id,
                    ["clickfunnels__Subdomain"] = "acme",
                    ["clickfunnels__WebhookSecret"] = "secret-1",
                    ["CLICKFUNNELS_URL"] = running.Url.AbsoluteUri,
                    ["CLICKFUNNELS_TOKEN"] = "token-1",
                    ["CLICKFUNNELS_WORKSPACEID"] = id,
                    ["CLICKFUNNELS_SUBDOMAIN"] = "acme",
                    ["CLICKFUNNELS_WEBHOOKSECRET"] = "secret-1",
                    ["ConnectionStrings__clickfunnels"] = $"Endpoint={running.Url};AccessToken=token-1;WorkspaceId={id}",
                    ["Site__BaseAddress"] = site.Url.AbsoluteUri,
                    ["Site__AccessToken"] = "token-2",
                    ["ConnectionStrings__Site"] = $"Endpoint={site.Url};AccessToken=token-2",
                }
            )
        );
    }

    [Test, CancelAfter(60_000)]
    public async Task Secrets_are_generated_and_marked_as_secret(CancellationToken cancellationToken)
    {
        await using var builder = Application.Create();
        var emulator = builder.AddClickFunnelsEmulator("clickfunnels");
        await using var app = await builder.BuildAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        var running = await emulator.Resource.GetEmulatorAsync(cancellationToken);
        var state = await app.ResourceNotifications.WaitForResourceAsync(
            "clickfunnels",
            static one => one.Snapshot.State?.Text == KnownResourceStates.Running,
            cancellationToken
        );

        Assert.That(running.AccessToken, Has.Length.EqualTo(32));
        Assert.That(emulator.Resource.AccessTokenParameter.Secret && emulator.Resource.WebhookSecretParameter.Secret);
        Assert.That(
            state.Snapshot.Properties.Where(one => one.Value?.ToString()?.Contains(running.AccessToken, StringComparison.Ordinal) == true),
            Is.Not.Empty.And.All.Property("IsSensitive").True
        );
    }

    [Test, CancelAfter(60_000)]
    public async Task The_dashboard_gets_addresses_health_and_the_log(CancellationToken cancellationToken)
    {
        await using var builder = Application.Create();
        var emulator = builder.AddElasticFunnelsEmulator("elasticfunnels");
        await using var app = await builder.BuildAsync(cancellationToken);
        var before = await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        var healthy = await app.ResourceNotifications.WaitForResourceHealthyAsync("elasticfunnels", cancellationToken);
        var url = (await emulator.Resource.GetEmulatorAsync(cancellationToken)).Url;
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(url, "brands"), cancellationToken);
        var log = app.Services.GetRequiredService<ResourceLoggerService>().WatchAsync(emulator.Resource);
        var lines = new List<string>();
        await foreach (var batch in log.WithCancellation(cancellationToken))
        {
            lines.AddRange(batch.Select(static line => line.Content));
            if (lines.Exists(static line => line.Contains("/api/brands", StringComparison.Ordinal)))
            {
                break;
            }
        }

        Assert.That(before.Entries["elasticfunnels_check"].Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(healthy.Snapshot.HealthStatus, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(
            healthy.Snapshot.Urls.Select(static one => one.Url),
            Is.EqualTo(new[] { url.AbsoluteUri, new Uri(url, "/_emulator/").AbsoluteUri })
        );
        Assert.That(lines, Has.Some.Contains("listens on"));
    }

    [Test, CancelAfter(60_000)]
    public async Task A_data_file_keeps_the_records_from_run_to_run(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "clickfunnels.json");
        var ids = new List<long>();
        for (var run = 1; run <= 2; run++)
        {
            await using var builder = Application.Create();
            var emulator = builder.AddClickFunnelsEmulator("clickfunnels").WithDataFile(file);
            await using var app = await builder.BuildAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            var running = await emulator.Resource.GetEmulatorAsync(cancellationToken);
            ids.AddRange(running.AddRecords("Contact", [new JsonObject { ["first_name"] = $"Run {run}" }]));
        }

        Assert.That(ids, Is.Unique.And.Ordered);
        Assert.That(await File.ReadAllTextAsync(file, cancellationToken), Does.Contain("Run 1").And.Contain("Run 2"));
    }

    [Test, CancelAfter(60_000)]
    public async Task An_emulator_that_does_not_start_fails_its_resource_and_those_who_need_its_values(CancellationToken cancellationToken)
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var builder = Application.Create();
        var emulator = builder.AddClickFunnelsEmulator("clickfunnels", port: ((IPEndPoint)taken.LocalEndpoint).Port);
        await using var app = await builder.BuildAsync(cancellationToken);
        await app.StartAsync(cancellationToken);

        await app.ResourceNotifications.WaitForResourceAsync("clickfunnels", KnownResourceStates.FailedToStart, cancellationToken);
        Assert.That(
            async () => await emulator.Resource.GetConnectionProperty("Url").GetValueAsync(cancellationToken),
            Throws.InstanceOf<IOException>()
        );
        Assert.That(async () => await emulator.Resource.GetEmulatorAsync(cancellationToken), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void A_path_of_a_receiver_begins_with_a_slash()
    {
        var builder = DistributedApplication.CreateBuilder();
        var shop = builder.AddExecutable("shop", "dotnet", ".").WithHttpEndpoint();

        Assert.That(
            () => builder.AddClickFunnelsEmulator("clickfunnels").WithWebhooks(shop, "webhooks"),
            Throws.ArgumentException.With.Message.Contains("slash")
        );
    }

    [Test, CancelAfter(60_000)]
    public async Task A_published_application_gets_the_real_service_from_parameters(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var manifest = Path.Combine(folder.Path, "manifest.json");
        var builder = Application.Publish(manifest);
        var clickFunnels = builder
            .AddClickFunnelsEmulator("clickfunnels", configure: static _ => Assert.Fail("The emulator is not deployed."))
            .WithDataFile("data.json");
        var elastic = builder.AddElasticFunnelsEmulator("elasticfunnels");
        var shop = builder
            .AddExecutable("shop", "dotnet", folder.Path)
            .WithHttpEndpoint()
            .WithReference(clickFunnels)
            .WithReference(elastic);
        clickFunnels.WithWebhooks(shop, "/webhooks");
        await using var app = builder.Build();
        await app.RunAsync(cancellationToken);

        var resources = JsonNode.Parse(await File.ReadAllTextAsync(manifest, cancellationToken))!["resources"]!.AsObject();
        var variables = resources["shop"]!["env"]!
            .AsObject()
            .Where(static one => !one.Key.StartsWith("OTEL", StringComparison.Ordinal))
            .ToDictionary(static one => one.Key, static one => (string?)one.Value);
        Assert.That(resources.Select(static one => one.Key), Has.None.EqualTo("clickfunnels").And.None.EqualTo("elasticfunnels"));
        Assert.That(
            variables,
            Is.EquivalentTo(
                new Dictionary<string, string?>
                {
                    ["clickfunnels__AccessToken"] = "{clickfunnels-access-token.value}",
                    ["clickfunnels__WorkspaceId"] = "{clickfunnels-workspace-id.value}",
                    ["clickfunnels__WebhookSecret"] = "{clickfunnels-webhook-secret.value}",
                    ["CLICKFUNNELS_TOKEN"] = "{clickfunnels-access-token.value}",
                    ["CLICKFUNNELS_WORKSPACEID"] = "{clickfunnels-workspace-id.value}",
                    ["CLICKFUNNELS_WEBHOOKSECRET"] = "{clickfunnels-webhook-secret.value}",
                    ["ConnectionStrings__clickfunnels"] =
                        "AccessToken={clickfunnels-access-token.value};WorkspaceId={clickfunnels-workspace-id.value}",
                    ["elasticfunnels__AccessKey"] = "{elasticfunnels-access-token.value}",
                    ["elasticfunnels__BrandId"] = "{elasticfunnels-brand-id.value}",
                    ["ELASTICFUNNELS_TOKEN"] = "{elasticfunnels-access-token.value}",
                    ["ELASTICFUNNELS_BRANDID"] = "{elasticfunnels-brand-id.value}",
                    ["ConnectionStrings__elasticfunnels"] =
                        "AccessKey={elasticfunnels-access-token.value};BrandId={elasticfunnels-brand-id.value}",
                }
            )
        );
        Assert.That((bool?)resources["clickfunnels-access-token"]!["inputs"]!["value"]!["secret"], Is.True);
        Assert.That((bool?)resources["clickfunnels-webhook-secret"]!["inputs"]!["value"]!["secret"], Is.True);
    }
}
