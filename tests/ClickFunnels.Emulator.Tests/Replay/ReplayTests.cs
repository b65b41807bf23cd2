using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Replay;

/// <summary>Recorded exchanges are served back: matching, order, modes and errors.</summary>
public sealed class ReplayTests
{
    private const string Teams = "/api/v2/teams";

    [Test]
    public async Task A_recorded_run_gives_the_same_responses()
    {
        using var folder = new TemporaryFolder();
        async Task<List<string>> RunAsync(Api api)
        {
            var replies = new List<Reply>
            {
                await api.GetAsync($"{api.Workspace}/contacts?sort_order=desc&filter[email_address]=a%20b@example.com"),
                await api.PostAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Ada", last_name = "L" } }),
                await api.PostAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Bob" } }),
                await api.GetAsync($"{api.Workspace}/contacts"),
                await api.PutAsync($"/contacts/{api.Emulator.WorkspaceId + 500}", new { contact = new { first_name = "X" } }),
            };
            var created = replies[1].Id;
            replies.Add(await api.GetAsync($"/contacts/{created}"));
            replies.Add(await api.DeleteAsync($"/contacts/{created}"));
            replies.Add(await api.GetAsync($"/contacts/{created}"));
            return [.. replies.Select(reply => $"{reply.Status} {reply.ContentType} {reply.Header("Pagination-Next")} {reply.Text}")];
        }

        List<string> first;
        await using (var api = await Api.StartAsync(contacts: 30, options => options.TrafficFolder = folder.Path))
        {
            first = await RunAsync(api);
        }

        // Without the contacts: nothing comes from the state.
        await using var replayed = await Api.StartAsync(0, options => Replay(options, folder.Path));
        var second = await RunAsync(replayed);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(replayed.Emulator.Requests.Select(request => request.IsReplayed), Has.All.True);
        Assert.That(replayed.Emulator.UnusedReplays, Is.Empty);
        Assert.That(replayed.Emulator.Store.Of("Contact"), Is.Empty);
    }

    [Test]
    public async Task Queries_and_bodies_are_compared_as_values()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 1, Exchange("GET", Teams + "?sort_order=asc&after=a%20b", null, 200, """[{"id":1}]"""));
        Write(
            folder,
            2,
            Exchange("POST", "/api/v2/workspaces/1/contacts", """{"contact":{"first_name":"Ada","tag_ids":[1,2]}}""", 201, "{}")
        );
        await using var api = await Api.StartAsync(configure: options => Replay(options, folder.Path));

        var list = await api.GetAsync("/teams?after=a+b&sort_order=asc");
        var other = await api.PostAsync("/workspaces/1/contacts", """{"contact":{"tag_ids":[2,1],"first_name":"Ada"}}""");
        var made = await api.PostAsync("/workspaces/1/contacts", """ {"contact" : {"tag_ids":[1.0, 2], "first_name":"\u0041da"}}""");

        Assert.That((list.Status, list.Text), Is.EqualTo((200, """[{"id":1}]""")));
        Assert.That(other.Status, Is.EqualTo(404), "the order of a list counts");
        Assert.That(made.Status, Is.EqualTo(201));
    }

    [TestCase(ReplayMode.Strict, "1,2,404,404")]
    [TestCase(ReplayMode.Lenient, "1,2,2,2")]
    public async Task Several_responses_to_a_request_come_in_their_order(ReplayMode mode, string expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder, 1, Exchange("GET", Teams, null, 200, """{"n":1}"""));
        Write(folder, 2, Exchange("GET", Teams, null, 200, """{"n":2}"""));
        await using var api = await Api.StartAsync(configure: options => Replay(options, folder.Path, mode));

        var replies = new List<Reply>();
        for (var index = 0; index < 4; index++)
        {
            replies.Add(await api.GetAsync("/teams"));
        }

        Assert.That(
            string.Join(',', replies.Select(reply => reply.Status == 200 ? reply.Json["n"]!.ToString() : $"{reply.Status}")),
            Is.EqualTo(expected)
        );
        if (mode == ReplayMode.Strict)
        {
            Assert.That((string?)replies[3].Json["emulator"], Is.EqualTo("replay_exhausted"));
            Assert.That(replies[3].Error, Does.Contain("(2) was served already"));
        }
    }

    [Test]
    public async Task A_request_that_was_not_recorded_names_the_closest_one_without_values()
    {
        using var folder = new TemporaryFolder();
        const string Contacts = "/api/v2/workspaces/1/contacts";
        Write(folder, 1, Exchange("GET", Contacts + "?after=1&sort_order=asc", null, 200, "[]"));
        Write(folder, 2, Exchange("POST", Contacts, """{"contact":{"first_name":"Ada","phone_number":"555","tag_ids":[1]}}""", 201, "{}"));
        await using var api = await Api.StartAsync(configure: options => Replay(options, folder.Path));

        var query = await api.GetAsync("/workspaces/1/contacts?after=2&page=9");
        var body = await api.PostAsync("/workspaces/1/contacts", new { contact = new { first_name = "Grace", tag_ids = new[] { 1, 7 } } });
        var path = await api.SendAsync("GET", "/workspaces/2/contacts?after=1&sort_order=asc");
        var method = await api.SendAsync("DELETE", "/workspaces/1/contacts?after=1&sort_order=asc");

        Assert.That(
            Differences(query),
            Is.EqualTo(
                new[]
                {
                    "query after: The recorded request has another value for this query parameter.",
                    "query page: The recorded request has no such query parameter.",
                    "query sort_order: The recorded request has this query parameter.",
                }
            )
        );
        Assert.That(
            Differences(body),
            Is.EqualTo(
                new[]
                {
                    "body contact.first_name: The recorded request has another value for this field.",
                    "body contact.phone_number: The recorded request has this field.",
                    "body contact.tag_ids[1]: The recorded request has no such field.",
                }
            )
        );
        Assert.That(Differences(path).Single(), Does.StartWith("path: The recorded request has another path."));
        Assert.That(Differences(method).Single(), Is.EqualTo("method: The recorded request has GET."));
        Assert.That((string?)body.Json["emulator"], Is.EqualTo("not_recorded"));
        Assert.That(body.Error, Does.Contain("POST /api/v2/workspaces/1/contacts (2.json)"));
        Assert.That(body.Text, Does.Not.Contain("Ada").And.Not.Contain("555").And.Not.Contain("Grace"));
        Assert.That(api.Emulator.UnusedReplays.Select(one => one.Source), Is.EqualTo(new[] { "1.json", "2.json" }));
    }

    [Test]
    public async Task Lenient_replay_leaves_other_requests_to_the_emulator()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 1, Exchange("GET", Teams, null, 418, """{"recorded":true}"""));
        await using var api = await Api.StartAsync(configure: options => Replay(options, folder.Path, ReplayMode.Lenient));

        var recorded = await api.GetAsync("/teams");
        var own = await api.GetAsync("/workspaces?x=1");
        var unknown = await api.GetAsync("/nowhere");

        Assert.That((recorded.Status, recorded.Text), Is.EqualTo((418, """{"recorded":true}""")));
        Assert.That(own.Status, Is.EqualTo(404).Or.EqualTo(200));
        Assert.That(unknown.Error, Is.EqualTo("No such route"));
        Assert.That(api.Emulator.Requests.Select(request => request.IsReplayed), Is.EqualTo(new[] { true, false, false }));
    }

    [Test]
    public async Task Lenient_replay_into_its_own_folder_records_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 1, Exchange("GET", Teams, null, 200, """[{"id":1}]"""));
        var texts = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var api = await Api.StartAsync(
                contacts: 1 - run,
                options => (options.ReplayPath, options.ReplayMode, options.TrafficFolder) = (folder.Path, ReplayMode.Lenient, folder.Path)
            );
            texts.Add((await api.GetAsync("/teams")).Text + (await api.GetAsync($"{api.Workspace}/contacts")).Text);
            Assert.That(api.Emulator.Requests.Select(request => request.IsReplayed), Is.EqualTo(new[] { true, run == 1 }));
        }

        Assert.That(texts[1], Is.EqualTo(texts[0]).And.StartsWith("""[{"id":1}][{"id":"""));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(2));
    }

    // Recorded paths and queries may have any escapes, and those that no server takes must not stop the emulator.
    [TestCase("/api/v2/contacts/a%2Fb%C3%A4?q=1%202", "/contacts/a%2Fb%C3%A4?q=1+2", true)]
    [TestCase("/api/v2/contacts/a%2525", "/contacts/a%2525", true)]
    [TestCase("/api/v2/contacts/a%2525", "/contacts/a%25", false)]
    [TestCase("/api/v2/contacts/a%00%ff%zz", "/contacts/a", false)]
    [TestCase("/api/v2/contacts/a?filter%5Bid%5D=1&flag", "/contacts/a?flag&filter[id]=1", true)]
    public async Task Escapes_do_not_matter(string recorded, string asked, bool isReplayed)
    {
        using var folder = new TemporaryFolder();
        Write(folder, 1, Exchange("GET", recorded, null, 200, "[]"));
        await using var api = await Api.StartAsync(configure: options => Replay(options, folder.Path));

        await api.GetAsync(asked);

        Assert.That(api.Emulator.Requests.Single().IsReplayed, Is.EqualTo(isReplayed));
    }

    [Test]
    public async Task The_credential_is_checked_and_faults_come_first()
    {
        using var folder = new TemporaryFolder();
        Write(folder, 1, Exchange("GET", Teams, null, 200, "[]"));
        await using var api = await Api.StartAsync(configure: options => Replay(options, folder.Path));
        var token = api.Token;
        api.Emulator.Faults.Add("listTeams", Fault.BadGateway());

        api.Token = "wrong";
        var refused = await api.GetAsync("/teams");
        api.Token = token;
        var fault = await api.GetAsync("/teams");
        var replayed = await api.GetAsync("/teams");

        Assert.That((refused.Status, fault.Status, replayed.Status), Is.EqualTo((401, 502, 200)));
    }

    // A HAR file as the developer tools of browsers export it: other hosts, preflights, images, pseudo headers, base64, bodies left out.
    [Test]
    public async Task A_har_of_the_real_service_is_served_back()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "session.har");
        const string Host = "https://acme.myclickfunnels.com";
        var har = new JsonObject
        {
            ["log"] = new JsonObject
            {
                ["version"] = "1.2",
                ["creator"] = new JsonObject { ["name"] = "Browser", ["version"] = "1" },
                ["pages"] = new JsonArray(),
                ["entries"] = new JsonArray(
                    Entry("GET", "https://cdn.example.com/app.js", null, 200, "application/javascript", "x()"),
                    Entry("GET", "data:image/png;base64,AAAA", null, 200, "image/png", ""),
                    Entry("OPTIONS", Host + Teams, null, 204, "", null),
                    Entry(
                        "GET",
                        Host + "/api/v2/workspaces/7/contacts?sort_order=desc",
                        null,
                        200,
                        "application/json; charset=utf-8",
                        """[{"id":5}]"""
                    ),
                    Entry(
                        "POST",
                        Host + "/api/v2/workspaces/7/contacts",
                        """{"contact":{"first_name":"Ada"}}""",
                        201,
                        "application/json",
                        """{"id":6}"""
                    ),
                    Entry("GET", Host + "/api/v2/contacts/6", null, 401, "application/json", "{}"),
                    Entry("GET", Host + "/api/v2/contacts/6", null, 0, "", null)
                ),
            },
        };
        har["log"]!["entries"]![4]!["response"]!["content"]!["encoding"] = "base64";
        har["log"]!["entries"]![4]!["response"]!["content"]!["text"] = Convert.ToBase64String("""{"id":6}"""u8);
        File.WriteAllText(file, har.ToJsonString());
        await using var api = await Api.StartAsync(configure: options => Replay(options, file));

        var list = await api.GetAsync("/workspaces/7/contacts?sort_order=desc");
        var made = await api.PostAsync("/workspaces/7/contacts", new { contact = new { first_name = "Ada" } });

        Assert.That((list.Status, list.Text, list.ContentType), Is.EqualTo((200, """[{"id":5}]""", "application/json")));
        Assert.That((list.Header("Pagination-Next"), list.Header("X-Two")), Is.EqualTo(("12", "a, b")));
        Assert.That((made.Status, made.Text), Is.EqualTo((201, """{"id":6}""")));
        Assert.That(api.Emulator.UnusedReplays.Single(), Is.EqualTo(new UnusedReplay("session.har#3", "OPTIONS", Teams, 204)));
    }

    [TestCase("x.json", "{", "x.json(1,2): ")]
    [TestCase("x.json", "[]", "x.json(1,1): Expected a JSON object")]
    [TestCase("x.json", "{\"request\":{\"method\":\"GET\"},\"response\":{}}", "x.json(1,12): \"url\" is missing.")]
    [TestCase("x.json", "{\"request\":{\"method\":\"GET\",\"method\":\"GET\"}}", "x.json(1,")]
    [TestCase("x.har", "{\"log\":{\"entries\":{}}}", "x.har(1,19): \"entries\" has to be a list.")]
    [TestCase("x.har", "{\"log\":{\"entries\":[]}}", "There is no recorded exchange.")]
    [TestCase("x.json", "deep", "x.json")]
    [TestCase("x.json", "omitted", "x.json: The body of the response was not recorded")]
    [TestCase("x.json", "elsewhere", "None of the 1 exchanges has a response and a path below /api/v2")]
    [TestCase("missing", null, "missing: The file does not exist.")]
    [TestCase("https://example.com/x.har", null, "not from an address")]
    public void Broken_recordings_are_refused_at_the_start(string name, string? content, string message)
    {
        using var folder = new TemporaryFolder();
        var path = name.Contains("://", StringComparison.Ordinal) ? name : Path.Combine(folder.Path, name);
        if (content is not null)
        {
            File.WriteAllText(
                path,
                content switch
                {
                    "deep" => string.Concat(Enumerable.Repeat("{\"a\":", 100_000)),
                    "omitted" =>
                        """{"request":{"method":"GET","url":"/api/v2/teams"},"response":{"status":200,"bodyOmitted":"too large"}}""",
                    "elsewhere" => """{"request":{"method":"GET","url":"/other"},"response":{"status":200}}""",
                    _ => content,
                }
            );
        }

        Assert.That(
            async () => await Api.StartAsync(configure: options => Replay(options, path)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(message)
        );
    }

    [Test]
    public void Recordings_are_bounded()
    {
        using var folder = new TemporaryFolder();
        for (var index = 0; index < 5; index++)
        {
            Write(folder, index, Exchange("GET", Teams, null, 200, $"\"{new string('x', 15_000_000)}\""));
        }

        Assert.That(
            async () => await Api.StartAsync(configure: options => Replay(options, folder.Path)),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("64 MB of bodies")
        );
    }

    [Test]
    public async Task Headers_that_cannot_be_sent_are_left_out()
    {
        using var folder = new TemporaryFolder();
        var exchange = Exchange("GET", Teams, null, 200, "[]");
        exchange["response"]!["headers"] = new JsonArray(
            Header("Transfer-Encoding", "chunked"),
            Header("Content-Encoding", "gzip"),
            Header("Content-Length", "5"),
            Header("Connection", "close"),
            Header("X-Line", "a\r\nX-Injected: 1"),
            Header("X Space", "a"),
            Header("X-Umlaut", "ä"),
            Header("X-Plain", "ok")
        );
        Write(folder, 1, exchange);
        await using var api = await Api.StartAsync(configure: options => Replay(options, folder.Path));

        var reply = await api.GetAsync("/teams");

        Assert.That((reply.Status, reply.Text, reply.Header("X-Plain")), Is.EqualTo((200, "[]", "ok")));
        Assert.That(
            reply.Headers.Select(header => header.Key),
            Has.None.AnyOf("X-Line", "X-Injected", "X-Umlaut", "Connection", "Transfer-Encoding", "Content-Encoding")
        );
    }

    [Test]
    public async Task Requests_at_the_same_time_share_the_responses()
    {
        using var folder = new TemporaryFolder();
        for (var index = 0; index < 100; index++)
        {
            Write(folder, index, Exchange("GET", Teams, null, 200, $"{{\"n\":{index}}}"));
        }

        await using var api = await Api.StartAsync(configure: options => Replay(options, folder.Path));
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => api.GetAsync("/teams")));

        Assert.That(replies.Select(reply => (int)reply.Json["n"]!), Is.EquivalentTo(Enumerable.Range(0, 100)));
        Assert.That(api.Emulator.UnusedReplays, Is.Empty);
    }

    private static void Replay(ApiEmulatorOptions options, string path, ReplayMode mode = ReplayMode.Strict) =>
        (options.ReplayPath, options.ReplayMode, options.TrafficFolder) = (path, mode, null);

    private static void Write(TemporaryFolder folder, int number, JsonObject exchange) =>
        File.WriteAllText(Path.Combine(folder.Path, $"{number}.json"), exchange.ToJsonString());

    private static JsonObject Exchange(string method, string url, string? body, int status, string response)
    {
        var request = new JsonObject { ["method"] = method, ["url"] = url };
        if (body is not null)
        {
            request["body"] = JsonNode.Parse(body);
        }

        return new JsonObject
        {
            ["request"] = request,
            ["response"] = new JsonObject
            {
                ["status"] = status,
                ["headers"] = new JsonArray(Header("Content-Type", "application/json")),
                ["body"] = JsonNode.Parse(response),
            },
        };
    }

    private static JsonObject Header(string name, string value) => new() { ["name"] = name, ["value"] = value };

    private static JsonObject Entry(string method, string url, string? body, int status, string type, string? text)
    {
        var request = new JsonObject
        {
            ["method"] = method,
            ["url"] = url,
            ["httpVersion"] = "http/2.0",
            ["headers"] = new JsonArray(Header(":path", "/x"), Header("content-type", "application/json")),
            ["bodySize"] = body?.Length ?? 0,
        };
        if (body is not null)
        {
            request["postData"] = new JsonObject { ["mimeType"] = "application/json", ["text"] = body };
        }

        return new JsonObject
        {
            ["startedDateTime"] = "2026-01-01T00:00:00.000Z",
            ["time"] = 12.5,
            ["request"] = request,
            ["response"] = new JsonObject
            {
                ["status"] = status,
                ["headers"] = new JsonArray(
                    Header("content-type", type),
                    Header("content-encoding", "br"),
                    Header("Pagination-Next", "12"),
                    Header("x-two", "a"),
                    Header("X-Two", "b")
                ),
                ["content"] = text is null
                    ? new JsonObject { ["size"] = 0, ["mimeType"] = "x-unknown" }
                    : new JsonObject
                    {
                        ["size"] = text.Length,
                        ["mimeType"] = type,
                        ["text"] = text,
                    },
                ["bodySize"] = text is null ? 0 : -1,
            },
        };
    }

    private static IEnumerable<string> Differences(Reply reply)
    {
        Assert.That(reply.Status, Is.EqualTo(404), reply.Text);
        return reply.Json["violations"]!.AsArray().Select(one => $"{one!["where"]}: {one["message"]}");
    }
}
