using System.Text;
using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>With a seed number, two emulators respond to the same calls with the same bytes.</summary>
public sealed class IdSeedTests
{
    private const int Requests = 500;

    private static IEnumerable<string> Apis => Platforms.All.Select(platform => platform.Api);

    [Test]
    public async Task The_same_calls_get_the_same_bytes([ValueSource(nameof(Apis))] string api, [Values(1, 2)] int seed)
    {
        var (one, other) = (await PlayAsync(api, idSeed: 42, seed), await PlayAsync(api, idSeed: 42, seed));

        Assert.That(other, Is.EqualTo(one));
        Assert.That(
            one.Count(line => line.StartsWith("20", StringComparison.Ordinal)),
            Is.AtLeast(Requests / 25),
            "the calls do something"
        );
    }

    [Test]
    public async Task Another_number_makes_up_other_ids_and_none_the_usual_ones()
    {
        await using var none = await ClickFunnelsEmulator.StartAsync();
        await using var one = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { IdSeed = 1 });
        await using var again = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { IdSeed = 1 });
        await using var two = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { IdSeed = 2 });
        await using var set = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { IdSeed = 2, FirstId = 7 });

        Assert.That(none.TeamId, Is.EqualTo(1001));
        Assert.That(set.TeamId, Is.EqualTo(7));
        Assert.That(again.TeamId, Is.EqualTo(one.TeamId).And.AtLeast(100_000));
        Assert.That(two.TeamId, Is.Not.EqualTo(one.TeamId));
        Assert.That(again.AccessToken, Is.EqualTo(one.AccessToken).And.Not.EqualTo(two.AccessToken));
        Assert.That(again.OAuthApplication.ClientSecret, Is.EqualTo(one.OAuthApplication.ClientSecret));
    }

    [Test]
    public async Task Secrets_and_uuids_of_calls_follow_from_the_number_also_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var made = new List<string>();
        foreach (var name in (string[])["a.json", "b.json"])
        {
            for (var run = 0; run < 2; run++)
            {
                await using var api = await Api.StartAsync(configure: options =>
                {
                    options.IdSeed = 5;
                    options.SnapshotPath = folder.File(name);
                    options.SaveSnapshotOnStop = true;
                });
                var endpoint = await api.MakeAsync(
                    $"{api.Workspace}/webhooks/outgoing/endpoints",
                    new
                    {
                        webhooks_outgoing_endpoint = new
                        {
                            url = "http://127.0.0.1:9/",
                            name = "a",
                            event_type_ids = new[] { "contact.created" },
                        },
                    }
                );
                made.Add(endpoint["webhook_secret"]!.ToString());
                await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "A" } });
                made.Add((await api.GetAsync($"{api.Workspace}/webhooks/outgoing/events")).Json.AsArray()[^1]!["uuid"]!.ToString());
            }
        }

        Assert.That(made.Skip(4), Is.EqualTo(made.Take(4)));
        Assert.That(made.Take(4), Is.Unique, "a restart makes up new values");
    }

    private static async Task<List<string>> PlayAsync(string api, long idSeed, int seed)
    {
        await using var emulator = await SeedTestEmulator.StartAsync(
            api,
            options =>
            {
                options.IdSeed = idSeed;
                options.DemoShop = true;
                options.TimeProvider = new ManualTimeProvider();
            }
        );
        var lines = new List<string>();
        using var state = new RandomState(emulator);
        await state.PlayAsync(
            seed,
            Requests,
            async (request, response) =>
            {
                var headers = response
                    .Headers.Concat(response.Content.Headers)
                    .Where(header => header.Key != "Date")
                    .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
                    .Order(StringComparer.Ordinal);
                var text = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
                var line = $"{(int)response.StatusCode} {request}\n{string.Join('\n', headers)}\n{text}";
                lines.Add(line.Replace(emulator.Url.Authority, "host", StringComparison.Ordinal));
            }
        );

        return lines;
    }
}
