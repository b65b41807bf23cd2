using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Control;

/// <summary>The routes for connection, state, clock and faults over HTTP.</summary>
public sealed class ControlTests
{
    private static readonly string[] Apis = [.. BehaviorCatalog.Apis];

    [TestCase("clickfunnels", "api url access_token team_id workspace_id subdomain")]
    [TestCase("simvoly", "api url access_token")]
    [TestCase("elasticfunnels", "api url access_key brand_id")]
    public async Task The_connection_is_the_line_that_the_program_prints(string api, string names)
    {
        await using var controlled = await Controlled.StartAsync(api);

        var connection = (JsonObject)(await controlled.DoAsync("GET", "/connection"))!;

        Assert.That(connection.Select(field => field.Key), Is.EqualTo(names.Split(' ')));
        Assert.That(connection["url"]!.ToString(), Is.EqualTo(controlled.Emulator.Url.AbsoluteUri.TrimEnd('/')));
        Assert.That((connection["access_token"] ?? connection["access_key"])!.ToString(), Is.EqualTo("key"));
        var health = await controlled.DoAsync("GET", "/health");
        Assert.That((health!["status"]!.ToString(), health["api"]!.ToString()), Is.EqualTo(("ready", api)));
    }

    [Test]
    public async Task A_connection_with_an_application_has_its_secret_unless_it_is_public([Values] bool isPublic)
    {
        await using var controlled = await Controlled.StartAsync(
            "clickfunnels",
            options =>
                ((ClickFunnelsEmulatorOptions)options).OAuthApplications.Add(
                    new OAuthApplication("acme") { ClientSecret = isPublic ? null : "hush" }
                )
        );

        var connection = await controlled.DoAsync("GET", "/connection");

        Assert.That(
            (connection!["oauth_client_id"]?.ToString(), connection["oauth_client_secret"]?.ToString()),
            Is.EqualTo(("acme", isPublic ? null : "hush"))
        );
    }

    [Test]
    public async Task A_snapshot_is_handed_out_and_taken_back([ValueSource(nameof(Apis))] string api)
    {
        await using var controlled = await Controlled.StartAsync(api);
        await controlled.SendRandomAsync(5, 60);
        var snapshot = await controlled.SnapshotAsync();
        var file = Path.Combine(Path.GetTempPath(), $"emulator-{Guid.NewGuid():N}.json");
        await controlled.Emulator.SaveSnapshotAsync(file);
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(snapshot), "the same form as the file");
        File.Delete(file);
        await controlled.DoAsync("POST", "/reset");
        Assert.That(await controlled.SnapshotAsync(), Is.Not.EqualTo(snapshot));

        await controlled.DoAsync("PUT", "/snapshot", snapshot);

        Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(snapshot));
        Assert.That(await controlled.SendRandomAsync(6, 60), Is.Empty);
    }

    [TestCase("", 400)]
    [TestCase("{}", 400)]
    [TestCase("[]", 400)]
    [TestCase("{\"version\":1,\"next_id\":5,\"records\":[]}", 400)]
    [TestCase("{\"version\":2,\"next_id\":5,\"records\":[]}", 400)]
    [TestCase("truncated", 400)]
    [TestCase("other api", 400)]
    [TestCase("duplicate id", 400)]
    [TestCase("duplicate field", 400)]
    [TestCase("lost workspace", 400)]
    [TestCase("huge id", 400)]
    [TestCase("negative id", 400)]
    [TestCase("deep", 400)]
    [TestCase("no workspace", 400)]
    public async Task A_snapshot_that_is_not_right_changes_nothing(string damage, int status)
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        await using var simvoly = await Controlled.StartAsync("simvoly");
        var snapshot = await controlled.SnapshotAsync();
        var records = JsonNode.Parse(snapshot)!["records"]!.AsArray();
        var first = records[0]!.ToJsonString();
        var workspace = records.First(record => record!["resource"]!.ToString() == "Workspace")!.ToJsonString();
        var sent = damage switch
        {
            "truncated" => snapshot[..^20],
            "other api" => await simvoly.SnapshotAsync(),
            "duplicate id" => snapshot.Replace("\"records\":[", $"\"records\":[{first},", StringComparison.Ordinal),
            "duplicate field" => snapshot.Replace("\"fields\":{", "\"fields\":{\"name\":\"x\",\"name\":\"y\",", StringComparison.Ordinal),
            "lost workspace" => snapshot.Replace(
                "\"records\":[",
                "\"records\":[{\"resource\":\"Contact\",\"id\":5,\"team_id\":1,\"workspace_id\":4,\"fields\":{}},",
                StringComparison.Ordinal
            ),
            "huge id" => snapshot.Replace("\"next_id\":", "\"next_id\":9223372036854775807,\"x\":", StringComparison.Ordinal),
            "negative id" => snapshot.Replace(
                "\"records\":[{",
                "\"records\":[{\"resource\":\"Country\",\"id\":-5,\"team_id\":1,\"workspace_id\":null,\"fields\":{}},{",
                StringComparison.Ordinal
            ),
            "deep" => snapshot.Replace(
                "\"records\":[",
                "\"records\":[{\"resource\":\"Country\",\"id\":5,\"team_id\":1,\"workspace_id\":null,\"fields\":{\"a\":"
                    + new string('[', 5000)
                    + new string(']', 5000)
                    + "}},",
                StringComparison.Ordinal
            ),
            "no workspace" => snapshot.Replace("\"resource\":\"Workspace\"", "\"resource\":\"Place\"", StringComparison.Ordinal),
            _ => damage,
        };
        Assert.That(sent, Is.Not.EqualTo(snapshot));
        Assert.That(workspace, Is.Not.Empty);

        var reply = await controlled.ControlAsync("PUT", "/snapshot", sent);

        Assert.That(reply.Status, Is.EqualTo(status), reply.Text);
        Assert.That(reply.Error, Does.Contain("snapshot"));
        Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(snapshot));
        Assert.That((await controlled.CallAsync("GET", "/teams")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_slow_reader_of_a_snapshot_keeps_no_call_waiting_and_sees_one_state()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        controlled.Emulator.AddRecords("Contact", Enumerable.Range(0, 20_000).Select(_ => new JsonObject { ["first_name"] = "old" }));
        var expected = await controlled.SnapshotAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(controlled.Root + "/snapshot", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var start = new byte[1];
        await body.ReadExactlyAsync(start);

        // Nothing more is read, so that the connection is full.
        controlled.Emulator.AddRecords("Contact", [new JsonObject { ["first_name"] = "new" }]);
        Assert.That((await controlled.CallAsync("GET", "/teams")).Status, Is.EqualTo(200));
        await controlled.Emulator.ResetAsync().WaitAsync(TimeSpan.FromSeconds(20));

        using var rest = new StreamReader(body);
        Assert.That("{" + await rest.ReadToEndAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task States_are_kept_restored_and_forgotten()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        var empty = await controlled.SnapshotAsync();
        Assert.That((await controlled.DoAsync("POST", "/snapshots"))!["name"]!.ToString(), Is.EqualTo("state-1"));
        controlled.Emulator.AddRecords("Contact", [new JsonObject { ["first_name"] = "Ada" }]);
        var full = await controlled.SnapshotAsync();
        await controlled.DoAsync("POST", "/snapshots", new { name = "full" });
        Assert.That((await controlled.DoAsync("POST", "/snapshots", new { }))!["name"]!.ToString(), Is.EqualTo("state-3"));

        await controlled.DoAsync("POST", "/snapshots/state-1/restore");
        Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(empty));
        await controlled.DoAsync("POST", "/snapshots/full/restore");
        Assert.That(await controlled.SnapshotAsync(), Is.EqualTo(full));
        await controlled.DoAsync("DELETE", "/snapshots/state-1");

        Assert.That((await controlled.DoAsync("GET", "/snapshots"))!["names"]!.ToJsonString(), Is.EqualTo("""["full","state-3"]"""));
        Assert.That((await controlled.ControlAsync("DELETE", "/snapshots/state-1")).Status, Is.EqualTo(404));
        Assert.That((await controlled.ControlAsync("POST", "/snapshots/state-1/restore")).Status, Is.EqualTo(404));
        Assert.That((await controlled.ControlAsync("POST", "/snapshots", new { name = "a/b" })).Status, Is.EqualTo(400));
        for (var count = 2; count < 100; count++)
        {
            await controlled.DoAsync("POST", "/snapshots");
        }

        Assert.That((await controlled.ControlAsync("POST", "/snapshots")).Status, Is.EqualTo(409));
    }

    [Test]
    public async Task Seed_files_are_added_whole_or_not_at_all()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        Task<Reply> Seed(string text, string type = "application/yaml") =>
            controlled.ControlAsync("POST", "/seed", text, request => request.Content!.Headers.ContentType = new(type));

        var seeded = await Seed("records: {Contact: {ada: {email_address: ada@example.com}}}");
        Assert.That(seeded.Status, Is.EqualTo(200), seeded.Text);
        var id = seeded.Json["records"]!["ada"]!["id"]!.GetValue<long>();
        var contact = await controlled.CallAsync("GET", $"/contacts/{id}");
        Assert.That(contact.Json["email_address"]!.ToString(), Is.EqualTo("ada@example.com"));
        Assert.That((await controlled.ControlAsync("GET", "/seeded")).Text, Is.EqualTo(seeded.Text));
        var exported = await controlled.ControlAsync("GET", "/seed");
        Assert.That((exported.ContentType, exported.Text), Is.EqualTo(("application/yaml", controlled.Emulator.ExportSeed())));
        Assert.That(exported.Text, Does.Contain("ada@example.com"));
        var before = await controlled.SnapshotAsync();

        var wrong = await Seed("records: {Contact: {grace: {email_address: grace@example.com}, bad: {email_adress: x}}}");
        Assert.That((wrong.Status, await controlled.SnapshotAsync()), Is.EqualTo((400, before)));
        Assert.That(wrong.Error, Does.Contain("email_adress"));
        Assert.That((await Seed("{}", "text/plain")).Status, Is.EqualTo(415));
        Assert.That((await Seed("\u0000", "application/json")).Status, Is.EqualTo(400));
        await controlled.DoAsync("POST", "/reset");
        Assert.That((await controlled.ControlAsync("GET", "/seeded")).Text, Is.EqualTo("""{"records":{}}"""));
    }

    [Test]
    public async Task The_clock_is_read_and_moved()
    {
        await using var controlled = await Controlled.StartAsync(
            "clickfunnels",
            options => options.TimeProvider = new ManualTimeProvider()
        );
        async Task<string> Do(string path, object? body = null) =>
            (await controlled.DoAsync(path.Length == 0 ? "GET" : "POST", "/clock" + path, body))!.ToJsonString();

        Assert.That(await Do(""), Is.EqualTo("""{"now":"2026-01-02T03:04:05Z","frozen":false,"offset_seconds":0}"""));
        Assert.That(
            await Do("/advance", new { seconds = 86400.5 }),
            Is.EqualTo("""{"now":"2026-01-03T03:04:05.5Z","frozen":false,"offset_seconds":86400.5}""")
        );
        Assert.That(await Do("/freeze"), Does.Contain("\"frozen\":true"));
        Assert.That(
            await Do("/freeze", new { at = "2026-05-01T02:00:00+02:00" }),
            Does.StartWith("""{"now":"2026-05-01T00:00:00Z","frozen":true""")
        );
        Assert.That(
            await Do("/set", new { at = "2025-05-01T00:00:00Z" }),
            Does.StartWith("""{"now":"2025-05-01T00:00:00Z","frozen":true""")
        );
        var contact = await controlled.CallAsync(
            "POST",
            $"/workspaces/{((ClickFunnelsEmulator)controlled.Emulator).WorkspaceId}/contacts",
            """{"contact":{"first_name":"Ada"}}"""u8.ToArray()
        );
        Assert.That(contact.Json["created_at"]!.ToString(), Is.EqualTo("2025-05-01T00:00:00.000Z"));
        Assert.That(await Do("/resume"), Does.Contain("\"frozen\":false"));
    }

    [TestCase("/advance", "{}")]
    [TestCase("/advance", """{"seconds":-1}""")]
    [TestCase("/advance", """{"seconds":"1"}""")]
    [TestCase("/advance", """{"seconds":1e300}""")]
    [TestCase("/advance", """{"seconds":399999999999}""")]
    [TestCase("/advance", """{"seconds":1,"minutes":1}""")]
    [TestCase("/advance", """{"seconds":1,"seconds":2}""")]
    [TestCase("/advance", "null")]
    [TestCase("/advance", "[]")]
    [TestCase("/advance", "")]
    [TestCase("/set", """{"at":"2026-05-01"}""")]
    [TestCase("/set", """{"at":"2026-05-01T00:00:00"}""")]
    [TestCase("/set", """{"at":"9999-12-31T23:59:59Z"}""")]
    [TestCase("/set", """{"at":"0001-01-01T00:00:00Z"}""")]
    [TestCase("/set", """{"at":null}""")]
    [TestCase("/freeze", """{"at":5}""")]
    public async Task A_time_that_is_not_possible_is_refused(string path, string body)
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");

        var reply = await controlled.ControlAsync("POST", "/clock" + path, body);

        Assert.That((reply.Status, reply.Error!.Length > 10), Is.EqualTo((400, true)), reply.Text);
        Assert.That(reply.Error, Does.Not.Contain("Parameter"));
        Assert.That(controlled.Emulator.Clock, Has.Property("Offset").EqualTo(TimeSpan.Zero).And.Property("IsFrozen").False);
    }

    [TestCase("""{"kind":"response","status":418,"body":"short","content_type":"text/plain","headers":{"X-A":"1"}}""", 418, "short")]
    [TestCase("""{"kind":"error","status":500,"message":"boom"}""", 500, "{\"error\":\"boom\"}")]
    [TestCase("""{"kind":"rate_limit"}""", 429, "{\"error\":\"Too many requests\"}")]
    [TestCase("""{"kind":"rate_limit","seconds":3}""", 429, "{\"error\":\"Too many requests\"}")]
    [TestCase("""{"kind":"delay","seconds":0}""", 200, null)]
    [TestCase("""{"kind":"bad_gateway"}""", 502, null)]
    public async Task Faults_of_calls_happen_and_are_listed_until_then(string fault, int status, string? text)
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        var sent = (JsonObject)JsonNode.Parse(fault)!;
        (sent["target"], sent["times"]) = ("listTeams", 2);

        var planned = (await controlled.DoAsync("POST", "/faults", sent.ToJsonString()))!;

        Assert.That((planned["kind"]!.ToString(), planned["remaining"]!.GetValue<int>()), Is.EqualTo((sent["kind"]!.ToString(), 2)));
        Assert.That((await controlled.DoAsync("GET", "/faults"))!["calls"]![0]!.ToJsonString(), Is.EqualTo(planned.ToJsonString()));
        var reply = await controlled.CallAsync("GET", "/teams");
        Assert.That((reply.Status, text ?? reply.Text), Is.EqualTo((status, reply.Text)));
        Assert.That(reply.Header("Retry-After"), Is.EqualTo(fault.Contains("3}", StringComparison.Ordinal) ? "3" : null));
        Assert.That(reply.Header("X-A"), Is.EqualTo(sent["headers"]?["X-A"]?.ToString()));
        Assert.That((await controlled.DoAsync("GET", "/faults"))!["calls"]![0]!["remaining"]!.GetValue<int>(), Is.EqualTo(1));
        await controlled.DoAsync("DELETE", "/faults");
        Assert.That((await controlled.CallAsync("GET", "/teams")).Status, Is.EqualTo(200));
    }

    [TestCase("cut_before")]
    [TestCase("cut_after")]
    [TestCase("broken_json")]
    public async Task Faults_that_break_the_response_can_be_planned(string kind)
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        await controlled.DoAsync("POST", "/faults", new { target = "*", kind });

        if (kind == "broken_json")
        {
            var reply = await controlled.CallAsync("GET", "/teams");
            Assert.That(() => reply.Json, Throws.InstanceOf<System.Text.Json.JsonException>());
        }
        else
        {
            Assert.That(() => controlled.CallAsync("GET", "/teams"), Throws.InstanceOf<HttpRequestException>());
        }

        Assert.That((await controlled.DoAsync("GET", "/faults"))!.ToJsonString(), Is.EqualTo("""{"calls":[],"deliveries":[]}"""));
    }

    [Test]
    public async Task Faults_of_deliveries_are_planned_by_the_type_of_the_event()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        foreach (var kind in new[] { "duplicate", "hold_until_next", "wrong_signature", "old_timestamp" })
        {
            await controlled.DoAsync("POST", "/faults", new { target = "contact.created", kind });
        }

        Assert.That(controlled.Emulator.WebhookFaults.Unconsumed.Select(one => one.Fault), Is.EqualTo(Enum.GetValues<WebhookFault>()));
        Assert.That((await controlled.DoAsync("GET", "/faults"))!["deliveries"]!.AsArray(), Has.Count.EqualTo(4));
    }

    [TestCase("""{"kind":"bad_gateway"}""", "form")]
    [TestCase("""{"target":"listTeams"}""", "form")]
    [TestCase("""{"target":"listTeam","kind":"bad_gateway"}""", "listTeam")]
    [TestCase("""{"target":"contact.created","kind":"bad_gateway"}""", "contact.created")]
    [TestCase("""{"target":"listTeams","kind":"duplicate"}""", "listTeams")]
    [TestCase("""{"target":"*","kind":"explode"}""", "kind")]
    [TestCase("""{"target":"*","kind":0}""", "kind")]
    [TestCase("""{"target":"*","kind":"error","status":500}""", "message")]
    [TestCase("""{"target":"*","kind":"error","message":"x"}""", "status")]
    [TestCase("""{"target":"*","kind":"response","status":99}""", "status")]
    [TestCase("""{"target":"*","kind":"response","status":500,"message":"x"}""", "message")]
    [TestCase("""{"target":"*","kind":"delay"}""", "seconds")]
    [TestCase("""{"target":"*","kind":"delay","seconds":3601}""", "seconds")]
    [TestCase("""{"target":"*","kind":"delay","seconds":-1}""", "seconds")]
    [TestCase("""{"target":"*","kind":"cut_after","status":500}""", "status")]
    [TestCase("""{"target":"*","kind":"bad_gateway","times":0}""", "times")]
    [TestCase("""{"target":"*","kind":"bad_gateway","times":99999999999}""", "times")]
    [TestCase("""{"target":"*","kind":"duplicate","headers":{"a":"b"}}""", "headers")]
    [TestCase("""{"target":"*","kind":"bad_gateway","headers":{"a b":"c"}}""", "headers")]
    [TestCase("""{"target":"*","kind":"bad_gateway","headers":{"":"c"}}""", "headers")]
    [TestCase("""{"target":"*","kind":"bad_gateway","headers":{"X":"a\r\nSet-Cookie: b"}}""", "headers.X")]
    [TestCase("""{"target":"*","kind":"bad_gateway","headers":{"Transfer-Encoding":"chunked"}}""", "headers")]
    [TestCase("""{"target":"*","kind":"response","status":500,"content_type":"text/plain\r\nX: y"}""", "content_type")]
    [TestCase("""{"target":"","kind":"bad_gateway"}""", "target")]
    public async Task A_fault_that_is_not_right_is_refused(string body, string named)
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");

        var reply = await controlled.ControlAsync("POST", "/faults", body);

        Assert.That(reply.Status, Is.EqualTo(400), reply.Text);
        Assert.That(reply.Error, Does.Contain(named).And.Not.Contain("Parameter"));
        Assert.That(controlled.Emulator.Faults.Unconsumed, Is.Empty);
    }

    [Test]
    public async Task Bodies_are_json_and_not_too_large()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", null })
        {
            foreach (
                var (method, path) in new[]
                {
                    ("POST", "/faults"),
                    ("POST", "/clock/advance"),
                    ("POST", "/clock/freeze"),
                    ("POST", "/snapshots"),
                    ("PUT", "/snapshot"),
                }
            )
            {
                var reply = await controlled.ControlAsync(
                    method,
                    path,
                    "{}",
                    request =>
                        request.Content!.Headers.ContentType = type is null
                            ? null
                            : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type)
                );
                Assert.That(reply.Status, Is.EqualTo(415), $"{method} {path} {type}");
            }
        }

        var large = await controlled.ControlAsync("POST", "/faults", $"{{\"target\":\"{new string('x', 2_000_000)}\"}}");
        Assert.That(large.Status, Is.EqualTo(413));
    }

    [Test]
    public async Task Other_routes_and_methods_get_an_error_that_says_so()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");

        var route = await controlled.ControlAsync("GET", "/nothing");
        var method = await controlled.ControlAsync("DELETE", "/clock");

        Assert.That((route.Status, route.Error), Is.EqualTo((404, route.Error)));
        Assert.That(route.Error, Does.Contain("openapi.yaml"));
        Assert.That(method.Status, Is.EqualTo(405));
        Assert.That(method.Error, Does.Contain("DELETE"));
    }

    [Test]
    public async Task Requests_to_the_control_leave_no_trace()
    {
        var folder = Directory.CreateTempSubdirectory("emulator-control-");
        await using var log = new StringWriter();
        await using var controlled = await Controlled.StartAsync(
            "clickfunnels",
            options => (options.TrafficFolder, options.Log) = (folder.FullName, TextWriter.Synchronized(log))
        );

        await controlled.DoAsync("GET", "/connection");
        await controlled.DoAsync(
            "POST",
            "/faults",
            new
            {
                target = "*",
                kind = "error",
                status = 500,
                message = "hush",
            }
        );
        await controlled.ControlAsync("GET", "/nothing");

        Assert.That(controlled.Emulator.Requests, Is.Empty);
        Assert.That(folder.GetFiles(), Is.Empty);
        Assert.That(log.ToString(), Is.Empty);
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task It_is_beside_the_api_only_at_its_own_path()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        using var http = new HttpClient();
        foreach (var path in new[] { "/_emulatorx/health", "/api/v2/_emulator/health", "/_EMULATOR/health", "//_emulator/health" })
        {
            using var response = await http.GetAsync(controlled.Emulator.Url.GetLeftPart(UriPartial.Authority) + path);
            var isControl = (await response.Content.ReadAsStringAsync()).Contains("\"ready\"", StringComparison.Ordinal);
            Assert.That(isControl, Is.EqualTo(path == "/_EMULATOR/health"), path);
        }
    }
}
