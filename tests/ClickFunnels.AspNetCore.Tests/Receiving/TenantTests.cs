using System.Collections.Concurrent;
using System.Net;
using ClickFunnels.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace ClickFunnels.AspNetCore.Tests.Receiving;

/// <summary>Tenants from the route and from the host, each with its own secret.</summary>
public sealed class TenantTests
{
    private readonly string _acme = Deliveries.NewSecret();
    private readonly string _other = Deliveries.NewSecret();
    private readonly ConcurrentQueue<WebhookKey> _handled = new();

    [Test]
    public async Task Each_tenant_of_a_route_has_its_own_secret_and_its_own_events()
    {
        await using var receiver = await StartAsync(app => app.MapClickFunnelsWebhooks("/hooks/{tenant}"));
        var id = Deliveries.NewId();

        Assert.That(await receiver.Http.SendAsync(Deliveries.Event(id), _acme, path: "/hooks/acme"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await receiver.Http.SendAsync(Deliveries.Event(id), _other, path: "/hooks/other"), Is.EqualTo(HttpStatusCode.OK));
        await receiver.UntilIdleAsync();

        Assert.That(_handled, Is.EquivalentTo(new[] { new WebhookKey("acme", id), new WebhookKey("other", id) }));
    }

    [TestCase("/hooks/acme", "other", Description = "The secret of another tenant")]
    [TestCase("/hooks/acme", "", Description = "The secret of the endpoint without tenants")]
    [TestCase("/hooks/nobody", "acme", Description = "An unknown tenant")]
    [TestCase("/hooks/ACME", "acme", Description = "A tenant in another case")]
    [TestCase("/hooks/%20", "", Description = "An empty tenant")]
    [TestCase("/hooks/a%01", "", Description = "A control character")]
    public async Task A_delivery_that_does_not_match_its_tenant_gives_401(string path, string signer)
    {
        await using var receiver = await StartAsync(app => app.MapClickFunnelsWebhooks("/hooks/{tenant}"));
        var secret = signer switch
        {
            "acme" => _acme,
            "other" => _other,
            _ => receiver.Secret,
        };

        Assert.That(
            await receiver.Http.SendAsync(Deliveries.Event(Deliveries.NewId()), secret, path: path),
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(_handled, Is.Empty);
    }

    [Test]
    public async Task An_unknown_tenant_gives_the_same_response_as_a_wrong_signature()
    {
        await using var receiver = await StartAsync(app => app.MapClickFunnelsWebhooks("/hooks/{tenant}"), 1024);

        foreach (var tenant in new[] { "acme", "nobody" })
        {
            Assert.That(
                await receiver.Http.SendAsync(new byte[1025], _acme, path: "/hooks/" + tenant),
                Is.EqualTo(HttpStatusCode.RequestEntityTooLarge)
            );
            Assert.That(
                await receiver.Http.SendAsync(Deliveries.Event(), receiver.Secret, path: "/hooks/" + tenant),
                Is.EqualTo(HttpStatusCode.Unauthorized)
            );
        }
    }

    [TestCase("acme.example.com", HttpStatusCode.OK)]
    [TestCase("Acme.Example.com", HttpStatusCode.OK)]
    [TestCase("acme.example.com:8443", HttpStatusCode.OK)]
    [TestCase("other.example.com", HttpStatusCode.Unauthorized)]
    public async Task The_host_can_be_the_tenant(string host, HttpStatusCode expected)
    {
        await using var receiver = await StartAsync(app => app.MapClickFunnelsWebhooks("/hooks", WebhookTenant.FromHost));
        using var request = Deliveries.Request(Deliveries.Event(Deliveries.NewId()), _acme, DateTimeOffset.UtcNow, "/hooks");
        request.Headers.Host = host;

        using var response = await receiver.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_custom_provider_finds_secrets_and_its_failure_gives_503()
    {
        await using var receiver = await TestReceiver.StartAsync(
            builder => builder.UseSecrets<Provider>(),
            options => options.Secrets = [],
            app => app.MapClickFunnelsWebhooks("/hooks/{tenant}")
        );

        Assert.That(await receiver.Http.SendAsync(Deliveries.Event(), Provider.Secret, path: "/hooks/acme"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            await receiver.Http.SendAsync(Deliveries.Event(), Provider.Secret, path: "/hooks/empty"),
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(
            await receiver.Http.SendAsync(Deliveries.Event(), Provider.Secret, path: "/hooks/broken"),
            Is.EqualTo(HttpStatusCode.ServiceUnavailable)
        );
    }

    private Task<TestReceiver> StartAsync(Action<WebApplication> map, int maxBodyBytes = 1024 * 1024) =>
        TestReceiver.StartAsync(
            builder =>
                builder.OnAny(
                    (_, context, _) =>
                    {
                        _handled.Enqueue(context.Key);
                        return Task.CompletedTask;
                    }
                ),
            options =>
            {
                options.MaxBodyBytes = maxBodyBytes;
                options.TenantSecrets["acme"] = [_acme];
                options.TenantSecrets["other"] = [_other];
                options.TenantSecrets["acme.example.com"] = [_acme];
            },
            map
        );

    private sealed class Provider : IWebhookSecretProvider
    {
        public static readonly string Secret = Deliveries.NewSecret();

        public ValueTask<IReadOnlyList<string>?> FindSecretsAsync(string tenant, CancellationToken cancellationToken) =>
            tenant switch
            {
                "acme" => new([Secret]),
                "empty" => new([]),
                _ => throw new TimeoutException("The database of secrets is not available."),
            };
    }
}
