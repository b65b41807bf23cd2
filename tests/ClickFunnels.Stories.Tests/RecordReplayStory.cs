using ClickFunnels.Emulator;
using ElasticFunnels;
using Simvoly;

namespace ClickFunnels.Stories;

/// <summary>A run of a client is recorded, and gives the same results against the recording, from an emulator without any data.</summary>
public sealed class RecordReplayStory
{
    [Test]
    public async Task ClickFunnels_is_recorded_and_replayed()
    {
        using var folder = new TemporaryFolder();
        async Task<List<string?>> RunAsync(ClickFunnelsEmulatorOptions options, Action<ClickFunnelsEmulator> check)
        {
            await using var emulator = await ClickFunnelsEmulator.StartAsync(options);
            using var client = Emulated.ClientOf(emulator);
            var contacts = await client.Contacts.ListAsync().ToListAsync();
            var ada = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada", EmailAddress = "ada@example.com" });
            var product = await client.Products.CreateAsync(new ProductCreate { Name = "Course" });
            var endpoint = await client.Webhooks.Endpoints.EnsureEndpointAsync(new("http://127.0.0.1:1/hook"), ["contact.created"]);
            await client.Contacts.DeleteAsync(ada.Id);
            var more = await client.Contacts.ListAsync().ToListAsync();
            check(emulator);
            return [.. contacts.Concat(more).Select(contact => contact.PublicId), $"{product.DefaultVariantId} {endpoint.Change}"];
        }

        var requests = 0;
        var first = await RunAsync(new() { Contacts = 45, TrafficFolder = folder.Path }, emulator => requests = emulator.Requests.Count);
        var second = await RunAsync(
            new() { ReplayPath = folder.Path, TrafficFolder = null },
            emulator =>
            {
                Assert.That(emulator.UnusedReplays, Is.Empty);
                Assert.That(emulator.Requests.Select(request => request.IsReplayed), Has.Exactly(requests).Items.And.All.True);
            }
        );

        Assert.That(second, Is.EqualTo(first).And.Count.EqualTo(91));
    }

    [Test]
    public async Task Simvoly_is_recorded_and_replayed()
    {
        using var folder = new TemporaryFolder();
        async Task<List<string?>> RunAsync(SimvolyEmulatorOptions options, Action<SimvolyEmulator> check)
        {
            await using var server = await SimvolyEmulator.StartAsync(options);
            using var client = new SimvolyClient(
                new SimvolyClientOptions
                {
                    Site = server.Url.AbsoluteUri,
                    AccessToken = server.AccessToken,
                    UserAgent = "Stories/1.0",
                }
            );
            var contacts = await client.Contacts.ListAsync(new() { Limit = 50 }).ToListAsync();
            var contact = await client.Contacts.UpsertAsync(new() { Email = "ada@example.com", Name = "Ada" });
            var found = await client.Contacts.GetByEmailAsync(new() { Email = "ada@example.com" });
            check(server);
            return [.. contacts.Select(one => one.Email), $"{contact.Id}", found.Name];
        }

        var first = await RunAsync(new() { Contacts = 130, TrafficFolder = folder.Path }, _ => { });
        var second = await RunAsync(
            new()
            {
                Contacts = 0,
                ReplayPath = folder.Path,
                TrafficFolder = null,
            },
            server => Assert.That(server.UnusedReplays, Is.Empty)
        );

        Assert.That(second, Is.EqualTo(first).And.Count.EqualTo(132));
    }

    [Test]
    public async Task ElasticFunnels_is_recorded_and_replayed_with_forms()
    {
        using var folder = new TemporaryFolder();
        async Task<List<string?>> RunAsync(ElasticFunnelsEmulatorOptions options, Action<ElasticFunnelsEmulator> check)
        {
            await using var server = await ElasticFunnelsEmulator.StartAsync(options);
            using var client = new ElasticFunnelsClient(
                new ElasticFunnelsClientOptions
                {
                    BaseAddress = server.Url,
                    AccessKey = server.AccessKey,
                    BrandId = server.BrandId,
                    UserAgent = "Stories/1.0",
                }
            );
            var products = await client.Products.ListAsync(new() { PerPage = 20 }).ToListAsync();
            var updated = await client.Products.UpdateAsync(products[0].Id, new() { Title = "Newer", Price = 19.90m });
            var upload = await client.Files.UploadAsync(
                new() { File = new FileOrAddress([1, 0xff], "a.png", "image/png"), Path = "media" }
            );
            check(server);
            return [.. products.Select(one => one.Code), updated.Title, upload.FilePath];
        }

        var first = await RunAsync(new() { Products = 60, TrafficFolder = folder.Path }, _ => { });
        var second = await RunAsync(
            new()
            {
                Products = 1,
                ReplayPath = folder.Path,
                TrafficFolder = null,
            },
            server => Assert.That(server.UnusedReplays, Is.Empty)
        );

        Assert.That(second, Is.EqualTo(first).And.Count.EqualTo(62));
    }
}
