namespace ClickFunnels.Emulator.Tests;

public sealed class SnapshotTests
{
    private string _file = "";

    [SetUp]
    public void ChooseFile() => _file = Path.Combine(Path.GetTempPath(), $"emulator-{Guid.NewGuid():N}.json");

    [TearDown]
    public void DeleteFile() => File.Delete(_file);

    [Test]
    public async Task A_snapshot_brings_everything_back_but_the_token()
    {
        string[] paths = [];
        List<string> before;
        string token;
        await using (var api = await Api.StartAsync(contacts: 25))
        {
            var world = await World.MakeAsync(api);
            paths =
            [
                .. new[]
                {
                    "contacts",
                    "products",
                    "orders",
                    "orders/invoices",
                    "fulfillments",
                    "courses",
                    "forms",
                    "images",
                    "fulfillments/locations",
                    "webhooks/outgoing/endpoints",
                }.Select(list => $"{api.Workspace}/{list}"),
                $"/products/{world.Ids["Product"]}/variants",
            ];
            before = await ReadAsync(api, paths);
            token = api.Token;
            await api.Emulator.SaveSnapshotAsync(_file);
        }

        await using var again = await Api.StartAsync(configure: options => options.SnapshotPath = _file);

        Assert.That(await ReadAsync(again, paths), Is.EqualTo(before));
        Assert.That(again.Token, Is.Not.EqualTo(token));
        Assert.That(await File.ReadAllTextAsync(_file), Does.Not.Contain(token).And.Not.Contain("webhook_secret"));
        var made = await again.MakeAsync($"{again.Workspace}/contacts", new { contact = new { first_name = "New" } });
        Assert.That(
            (await again.PagesAsync($"{again.Workspace}/contacts")).SelectMany(page => page.Ids).Last(),
            Is.EqualTo(made["id"]!.GetValue<long>())
        );
    }

    [Test]
    public async Task The_state_is_kept_from_run_to_run()
    {
        void Configure(ClickFunnelsEmulatorOptions options)
        {
            options.SnapshotPath = _file;
            options.SaveSnapshotOnStop = true;
        }

        await using (var api = await Api.StartAsync(contacts: 1, Configure))
        {
            await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "New" } });
        }

        await using var again = await Api.StartAsync(contacts: 1, Configure);

        Assert.That((await again.GetAsync($"{again.Workspace}/contacts")).Ids, Has.Exactly(2).Items);
    }

    [TestCase(null)]
    [TestCase("known")]
    public async Task Endpoints_of_a_snapshot_deliver_when_their_secret_is_given(string? secret)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using (var api = await Api.StartAsync(configure: options => options.WebhookSecret = "known"))
        {
            await api.MakeAsync(
                $"{api.Workspace}/webhooks/outgoing/endpoints",
                new
                {
                    webhooks_outgoing_endpoint = new
                    {
                        url = receiver.Url,
                        name = "H",
                        event_type_ids = new[] { "contact.created" },
                    },
                }
            );
            await api.Emulator.SaveSnapshotAsync(_file);
        }

        await using var again = await Api.StartAsync(configure: options => (options.SnapshotPath, options.WebhookSecret) = (_file, secret));
        await again.MakeAsync($"{again.Workspace}/contacts", new { contact = new { first_name = "New" } });
        await again.Emulator.WaitForDeliveriesAsync();

        Assert.That(
            receiver.Received.Select(one => one.Signature == one.Expected("known")),
            Is.EqualTo(secret is null ? Array.Empty<bool>() : [true])
        );
        Assert.That(again.Emulator.Deliveries.Single().Failure, Is.EqualTo(secret is null ? "no secret" : null));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"version":2}""")]
    [TestCase("""{"version":1}""")]
    [TestCase("""{"version":1,"next_id":5,"records":[]}""")]
    [TestCase("""{"version":1,"next_id":5,"records":[{"resource":"Team","id":"x"}]}""")]
    public async Task Other_files_are_refused(string text)
    {
        await File.WriteAllTextAsync(_file, text);

        Assert.That(
            () => Api.StartAsync(configure: options => options.SnapshotPath = _file),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("is not a snapshot")
        );
    }

    private static async Task<List<string>> ReadAsync(Api api, IEnumerable<string> paths)
    {
        var texts = new List<string>();
        foreach (var path in paths)
        {
            texts.AddRange((await api.PagesAsync(path)).Select(page => page.Text));
            Assert.That(texts[^1], Is.Not.EqualTo("[]"), path);
        }

        return texts;
    }
}
