using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Apis;

/// <summary>Emulators of several APIs, and what they share.</summary>
public sealed class SeveralApisTests
{
    [Test]
    public async Task One_process_serves_several_apis_each_on_its_own_port()
    {
        using var program = ProgramTests.Start(
            "--api",
            "simvoly",
            "--api",
            "elasticfunnels",
            "--api",
            "clickfunnels",
            "--urls",
            "http://127.0.0.1:0"
        );
        try
        {
            var lines = new List<JsonObject>();
            for (var index = 0; index < 3; index++)
            {
                lines.Add(JsonNode.Parse((await program.StandardOutput.ReadLineAsync())!)!.AsObject());
            }

            Assert.That(
                lines.Select(line => string.Join(' ', line.Select(pair => pair.Key))),
                Is.EqualTo(
                    new[] { "api url access_token", "api url access_key brand_id", "api url access_token team_id workspace_id subdomain" }
                )
            );
            Assert.That(lines.Select(line => line["api"]!.ToString()), Is.EqualTo(new[] { "simvoly", "elasticfunnels", "clickfunnels" }));
            Assert.That(lines.Select(line => new Uri(line["url"]!.ToString()).Port), Is.Unique);
            Assert.That(lines[0]["url"]!.ToString(), Does.EndWith("/api/site"));
            Assert.That(lines[1]["url"]!.ToString(), Does.EndWith("/api"));
            Assert.That(
                await StatusAsync($"{lines[0]["url"]}/contacts", "Authorization", $"Bearer {lines[0]["access_token"]}"),
                Is.EqualTo(200)
            );
            Assert.That(
                await StatusAsync(
                    $"{lines[1]["url"]}/brands/{lines[1]["brand_id"]}/products",
                    "EF-Access-Key",
                    $"{lines[1]["access_key"]}"
                ),
                Is.EqualTo(200)
            );
            Assert.That(
                await StatusAsync($"{lines[2]["url"]}/api/v2/teams", "Authorization", $"Bearer {lines[2]["access_token"]}"),
                Is.EqualTo(200)
            );
        }
        finally
        {
            program.Kill();
        }
    }

    [TestCase("--api", "other")]
    [TestCase("--api", "simvoly", "--api", "simvoly")]
    [TestCase("--api", "simvoly", "--subdomain", "shop")]
    [TestCase("--api", "elasticfunnels", "--processor-orders")]
    [TestCase("--products", "-1")]
    public async Task Arguments_that_do_not_fit_end_with_2(params string[] arguments)
    {
        using var program = ProgramTests.Start(arguments);
        var error = program.StandardError.ReadToEndAsync();

        Assert.That(await program.StandardOutput.ReadToEndAsync(), Is.Empty);
        Assert.That(await error, Is.Not.Empty.And.Not.Contains("   at "));
        await program.WaitForExitAsync();
        Assert.That(program.ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task Faults_and_the_request_log_work_for_all()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(recorded: false);
        api.Emulator.Faults.Add("listProducts", Fault.RateLimit(TimeSpan.FromSeconds(3)));
        api.Emulator.Faults.Add($"GET /brands/{1001}/products", Fault.Error(503, "Later"));
        Assert.That(() => api.Emulator.Faults.Add("listContacts", Fault.CutAfter()), Throws.ArgumentException);

        var limited = await api.GetAsync($"{api.Brand}/products");
        var error = await api.GetAsync($"{api.Brand}/products");

        Assert.That((limited.Status, limited.Header("Retry-After")), Is.EqualTo((429, "3")));
        Assert.That((error.Status, error.Text), Is.EqualTo((503, """{"message":"Later"}""")), "the error has the form of the API");
        Assert.That(api.Emulator.Faults.Unconsumed, Is.Empty);
        Assert.That(api.Emulator.Requests[0].Headers["EF-Access-Key"], Is.EqualTo("[redacted]"));
    }

    [Test]
    public async Task Recorded_exchanges_hold_no_key()
    {
        using var folder = new TemporaryFolder();
        var key = "key-that-must-not-be-written";
        await using var api = await PlatformApi.ElasticFunnelsAsync(options =>
        {
            options.TrafficFolder = folder.Path;
            options.AccessKey = key;
        });

        await api.GetAsync($"{api.Brand}/products");

        var text = File.ReadAllText(Directory.GetFiles(folder.Path).Single());
        Assert.That(text, Does.Not.Contain(key).And.Not.Contain("EF-Access-Key").And.Contain("/api/brands/1001/products"));
    }

    [Test]
    public async Task State_survives_and_belongs_to_one_api()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "state.json");
        long id;
        await using (var first = await PlatformApi.SimvolyAsync(options => Keep(options, file)))
        {
            id = (await first.MakeAsync("/contacts", new { email = "kept@example.com" }))["id"]!.GetValue<long>();
        }

        await using (var second = await PlatformApi.SimvolyAsync(options => Keep(options, file)))
        {
            Assert.That((await second.GetAsync($"/contacts/{id}")).Json["email"]!.ToString(), Is.EqualTo("kept@example.com"));
            Assert.That((await second.GetAsync("/products/categories")).Json.AsArray(), Has.Count.EqualTo(4), "nothing is seeded twice");
        }

        var options = new ElasticFunnelsEmulatorOptions { SnapshotPath = file };
        Assert.That(
            () => ElasticFunnelsEmulator.StartAsync(options),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains("simvoly")
        );

        static void Keep(ApiEmulatorOptions options, string file)
        {
            options.SnapshotPath = file;
            options.SaveSnapshotOnStop = true;
        }
    }

    [Test]
    public async Task Records_are_added_fast_and_shown_by_the_api()
    {
        await using var api = await PlatformApi.SimvolyAsync(options => options.Contacts = 0, recorded: false);
        var records = Enumerable
            .Range(1, 10_000)
            .Select(number => new JsonObject { ["email"] = $"c{number}@example.com", ["tags"] = new JsonArray("moved") });

        var watch = Stopwatch.StartNew();
        var ids = api.Emulator.AddRecords("Contact", records);
        var last = await api.GetAsync($"/contacts/{ids[^1]}");

        Assert.That(
            watch.Elapsed,
            Is.LessThan(TimeSpan.FromSeconds(20)),
            "10,000 contacts need a fraction of a second on a machine at rest"
        );
        Assert.That(ids, Has.Count.EqualTo(10_000));
        Assert.That((last.Json["email"]!.ToString(), last.Json["subscribed"]!.GetValue<bool>()), Is.EqualTo(("c10000@example.com", false)));
        Assert.That((await api.GetAsync("/contacts?limit=1")).Json["totalCount"]!.GetValue<int>(), Is.EqualTo(10_000));
    }

    [TestCase("Contact", "wrong_field")]
    [TestCase("Contact", "id")]
    [TestCase("Nothing", "email")]
    public async Task Records_with_unknown_fields_are_refused(string resource, string field)
    {
        await using var api = await PlatformApi.SimvolyAsync(options => options.Contacts = 0, recorded: false);

        Assert.That(
            () => api.Emulator.AddRecords(resource, [new JsonObject { ["email"] = "a@example.com" }, new JsonObject { [field] = 1 }]),
            Throws.ArgumentException
        );
        Assert.That((await api.GetAsync("/contacts")).Json["totalCount"]!.GetValue<int>(), Is.Zero, "nothing is added");
    }

    [Test]
    public async Task An_api_without_webhooks_delivers_nothing()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();

        await api.Emulator.WaitForDeliveriesAsync();

        Assert.That(api.Emulator.Deliveries, Is.Empty);
        Assert.That(() => api.Emulator.WebhookFaults.Add("purchase", WebhookFault.Duplicate), Throws.ArgumentException);
        Assert.That(() => api.Emulator.RaiseEvent("purchase", 1), Throws.ArgumentException);
        Assert.That(() => api.Emulator.RedeliverAsync("x"), Throws.ArgumentException);
    }

    private static async Task<int> StatusAsync(string address, string header, string value)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.ParseAdd("emulator-tests/1.0");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
