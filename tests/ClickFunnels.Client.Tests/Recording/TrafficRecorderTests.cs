using System.Text.Json.Nodes;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Recording;

/// <summary>The recorder writes what was said, not who said it, and changes nothing of the call.</summary>
public sealed class TrafficRecorderTests
{
    private static readonly string[] Personal =
    [
        "jane.doe@example.com",
        "Jane",
        "Doe",
        "+1 555 010 9999",
        "5550109999",
        "12 Elm Street",
        "Springfield",
        "hunter2-secret",
        "whsec_MARKER",
        "favorite-MARKER",
        "1980-02-03-MARKER",
        "acme",
        FakeService.Token,
        "Bearer",
        "session-MARKER",
        "note about Jane",
        "dCHKcl",
    ];

    private readonly FakeService _service = new();
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory();

    [TearDown]
    public void Dispose()
    {
        _service.Dispose();
        _folder.Delete(recursive: true);
    }

    [Test]
    public async Task No_data_of_people_and_no_secret_is_written()
    {
        const string Body = """
            {"id":7,"public_id":"dCHKcl","email_address":"jane.doe@example.com","first_name":"Jane","last_name":"Doe",
             "phone_number":"5550109999","address":{"street":"12 Elm Street","city":"Springfield"},"notes":["note about Jane"],
             "webhook_secret":"whsec_MARKER","password":"hunter2-secret",
             "custom_attributes":{"status":"favorite-MARKER","born":"1980-02-03-MARKER"},
             "+1 555 010 9999":1,"jane.doe@example.com":{"Jane":true},
             "status":"jane.doe@example.com","type":"+1 555 010 9999"}
            """;
        _service.Respond(
            200,
            Body,
            FakeService.Json,
            ("Set-Cookie", "session-MARKER"),
            ("X-Owner", "Jane"),
            ("Pagination-Next", "jane.doe@example.com"),
            ("Link", "<https://acme.myclickfunnels.com/api/v2/x?email=jane.doe@example.com>; rel=\"next\"")
        );
        _service.Respond(422, """{"error":"jane.doe@example.com has been taken"}""");
        _service.Respond(502, "<html>Jane Doe</html>", "text/html");
        _service.Respond(200, "[]");
        var client = Client(options => options.MaxRetries = 0);

        await client.Contacts.UpsertAsync(
            new ContactUpsert
            {
                EmailAddress = "jane.doe@example.com",
                FirstName = "Jane",
                PhoneNumber = "+1 555 010 9999",
            }
        );
        await Assert.CatchAsync(() => client.Contacts.UpdateAsync("dCHKcl", new ContactUpdate { LastName = "Doe" }));
        await Assert.CatchAsync(() => client.Contacts.GetAsync("jane.doe@example.com"));
        await client
            .Contacts.ListAsync(
                new()
                {
                    Filter = new() { EmailAddress = "jane.doe@example.com" },
                    After = "hunter2-secret",
                }
            )
            .ToListAsync();

        var files = Files();
        Assert.That(files, Has.Count.EqualTo(4));
        Assert.Multiple(() =>
        {
            // Names of properties may contain such words, so only values count.
            foreach (var word in Personal)
            {
                Assert.That(
                    files.Where(file =>
                        Values(JsonNode.Parse(file)!).Any(value => value.Contains(word, StringComparison.OrdinalIgnoreCase))
                    ),
                    Is.Empty,
                    word
                );
            }

            Assert.That(
                files,
                Has.None.Contains("@").And.None.Contains("%40").And.None.Contains("Cookie").And.None.Contains("Authorization")
            );
        });
    }

    [Test]
    public async Task Values_that_are_not_personal_stay()
    {
        _service.Respond(
            201,
            """
            {"id":7,"amount":"12.50","rate":8.25,"billing_status":"paid","interval":"months",
             "created_at":"2026-05-01T10:00:00.123Z","day":"2026-05-01","live":true,"gone":null,"name":"","list":[1,"x"]}
            """,
            FakeService.Json,
            ("Retry-After", "3")
        );
        await Client().Products.CreateAsync(new ProductCreate { Name = "Shirt", TagIds = [5] });

        var exchange = JsonNode.Parse(Files().Single())!;
        Assert.Multiple(() =>
        {
            Assert.That(exchange["request"]!["method"]!.ToString(), Is.EqualTo("POST"));
            Assert.That(exchange["request"]!["url"]!.ToString(), Is.EqualTo("/api/v2/workspaces/42/products"));
            Assert.That(exchange["request"]!["body"]!.ToJsonString(), Is.EqualTo("""{"product":{"name":"[redacted]","tag_ids":[5]}}"""));
            Assert.That(exchange["response"]!["status"]!.GetValue<int>(), Is.EqualTo(201));
            Assert.That(
                exchange["response"]!["body"]!.ToJsonString(),
                Is.EqualTo(
                    """{"id":7,"amount":"12.50","rate":8.25,"billing_status":"paid","interval":"months","""
                        + "\"created_at\":\"2026-05-01T10:00:00.123Z\",\"day\":\"2026-05-01\","
                        + "\"live\":true,\"gone\":null,\"name\":\"\",\"list\":[1,\"[redacted]\"]}"
                )
            );
            Assert.That(Header(exchange["response"]!, "Content-Type"), Is.EqualTo("application/json; charset=utf-8"));
            Assert.That(Header(exchange["response"]!, "Retry-After"), Is.EqualTo("3"));
        });
    }

    [TestCase("""{"billing_status":"sk_live_0123"}""", """{"billing_status":"[redacted]"}""")]
    [TestCase("""{"billing_status":"PAID"}""", """{"billing_status":"[redacted]"}""")]
    [TestCase("""{"Custom_Attributes":{"a":1}}""", """{"[redacted] 1":{"[redacted] 1":0}}""")]
    [TestCase("""{"billing_STATUS":"paid"}""", """{"billing_STATUS":"[redacted]"}""")]
    [TestCase("""{"interval":"paid"}""", """{"interval":"[redacted]"}""")]
    [TestCase("""{"status":"sk_live_0123"}""", """{"status":"[redacted]"}""")]
    [TestCase("""{"billing_status":["paid"]}""", """{"billing_status":["[redacted]"]}""")]
    [TestCase("""{"billing_status":{"paid":"paid"}}""", """{"billing_status":{"paid":"[redacted]"}}""")]
    public async Task Only_documented_values_of_an_enumeration_stay(string sent, string recorded) =>
        Assert.That(await RecordedAsync(sent), Is.EqualTo(recorded));

    [TestCase("custom_attributes")]
    [TestCase("custom_Attributes")]
    [TestCase("data")]
    [TestCase("dATA")]
    [TestCase("metadata")]
    [TestCase("step_type_settings")]
    public async Task Nothing_of_an_object_with_keys_of_any_name_stays(string name)
    {
        var recorded = await RecordedAsync(
            $$$$"""
            {"{{{{name}}}}":{"billing_status":"paid","day":"2026-05-01","price":"1.50","phone":15550109999,
             "rate":8.25,"vip":true,"no":null,"of":{"jane_doe":[7]}}}
            """
        );

        Assert.That(
            recorded,
            Is.EqualTo(
                $$$$"""{"{{{{name}}}}":{"[redacted] 1":"[redacted]","[redacted] 2":"[redacted]","[redacted] 3":"[redacted]","""
                    + "\"[redacted] 4\":0,\"[redacted] 5\":0.0,\"[redacted] 6\":false,\"[redacted] 7\":null,"
                    + "\"[redacted] 8\":{\"[redacted] 1\":[0]}}}"
            )
        );
    }

    [TestCase("""{"data":"2026-05-01"}""", """{"data":"[redacted]"}""")]
    [TestCase("""{"data":["2026-05-01",15550109999]}""", """{"data":["[redacted]",0]}""")]
    public async Task Nothing_stays_where_such_an_object_belongs(string sent, string recorded) =>
        Assert.That(await RecordedAsync(sent), Is.EqualTo(recorded));

    [Test]
    public void A_property_is_kept_only_if_the_contract_has_it_as_an_enumeration_everywhere()
    {
        var policy = ClickFunnelsApi.Service.Redaction;

        Assert.That(policy.EnumerationValues, Is.Not.Empty);
        foreach (var (name, values) in policy.EnumerationValues)
        {
            var uses = ContractKeys.Properties[name].ToList();
            Assert.That(uses, Is.Not.Empty.And.None.Null, name);
            Assert.That(values, Is.SubsetOf(uses.SelectMany(static use => use!)), name);
        }
    }

    [Test]
    public async Task A_file_that_cannot_be_completed_leaves_no_part_behind()
    {
        _service.Always(200, """{"id":1}""");
        var recorder = new TrafficRecorder(_folder.FullName);
        var client = Client(options => options.TrafficRecorder = recorder);
        await client.Contacts.GetAsync(1);

        // The name of the second file is taken, so that it cannot get its final name.
        var first = _folder.GetFiles().Single().FullName;
        Directory.CreateDirectory(first.Replace("-000001.json", "-000002.json", StringComparison.Ordinal));
        await client.Contacts.GetAsync(1);

        Assert.That(recorder.Failure, Is.InstanceOf<IOException>());
        Assert.That(_folder.GetFiles().Select(static file => file.FullName), Is.EqualTo(new[] { first }));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_file_is_readable_by_its_owner_only()
    {
        await RecordedAsync("{}");

        Assert.That(_folder.GetFiles().Single().UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Each_page_and_each_attempt_is_an_exchange_and_the_caller_reads_the_same()
    {
        _service.Respond(500, "{\"error\":\"x\"}").Page(1, 20, "20").Page(21, 3, null);
        var ids = new List<long>();
        await foreach (var page in Client().Contacts.ListAsync(new() { SortOrder = SortOrder.Asc }).AsPages())
        {
            ids.AddRange(page.Items.Select(contact => contact.Id));
        }

        Assert.That(ids, Is.EqualTo(Enumerable.Range(1, 23)));
        Assert.That(
            Files().Select(file => JsonNode.Parse(file)!["response"]!["status"]!.GetValue<int>()),
            Is.EqualTo(new[] { 500, 200, 200 })
        );
        Assert.That(
            Files().Select(file => JsonNode.Parse(file)!["request"]!["url"]!.ToString()).Last(),
            Does.EndWith("/contacts?sort_order=asc&after=20")
        );
        Assert.That(JsonNode.Parse(Files()[1])!["response"]!["body"]!.AsArray(), Has.Count.EqualTo(20));
    }

    [TestCase("{\"id\":", "application/json", "bodyText", "[redacted]")]
    [TestCase("{\"id\":1,\"id\":2}", "application/json", "bodyText", "[redacted]")]
    [TestCase("Jane", "text/plain", "bodyOmitted", "no JSON")]
    public async Task A_body_that_is_not_json_is_omitted(string body, string mediaType, string key, string value)
    {
        _service.Respond(400, body, mediaType);
        await Assert.CatchAsync(() => Client().Contacts.GetAsync(1));

        Assert.That(JsonNode.Parse(Files().Single())!["response"]![key]!.ToString(), Is.EqualTo(value));
    }

    [Test]
    public async Task A_large_body_is_replaced_by_a_note()
    {
        _service.Respond(200, $$"""{"id":1,"first_name":"{{new string('a', 5000)}}"}""");
        var recorder = new TrafficRecorder(_folder.FullName) { MaxBodyBytes = 1000 };
        var contact = await Client(options => options.TrafficRecorder = recorder).Contacts.GetAsync(1);

        Assert.That(contact.FirstName, Has.Length.EqualTo(5000));
        Assert.That(JsonNode.Parse(Files().Single())!["response"]!["bodyOmitted"]!.ToString(), Is.EqualTo("too large"));
    }

    [Test]
    public async Task A_response_without_a_body_is_recorded_without_one()
    {
        _service.Respond(204);
        await Client().Contacts.DeleteAsync(1);

        Assert.That(
            JsonNode.Parse(Files().Single())!["response"]!.AsObject().Select(entry => entry.Key),
            Is.EqualTo(new[] { "status", "headers" })
        );
    }

    [Test]
    public async Task A_request_without_a_response_is_not_recorded()
    {
        _service.Fail(new HttpRequestException("no"));
        await Assert.CatchAsync<ApiConnectionException>(() => Client(options => options.MaxRetries = 0).Contacts.GetAsync(1));

        using var canceled = new CancellationTokenSource();
        canceled.Cancel();
        await Assert.CatchAsync<OperationCanceledException>(() => Client().Contacts.GetAsync(1, cancellationToken: canceled.Token));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_to_breaks_no_call_and_is_reported_once()
    {
        var occupied = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(occupied, "");
        using var log = new CollectedLog();
        var recorder = new TrafficRecorder(Path.Combine(occupied, "below"));
        _service.Always(200, """{"id":1}""");
        var client = Client(options => (options.TrafficRecorder, options.LoggerFactory) = (recorder, log));

        Assert.That((await client.Contacts.GetAsync(1)).Id, Is.EqualTo(1));
        var reports = log.Text.Split("Traffic is not recorded").Length;
        Assert.That((await client.Contacts.GetAsync(1)).Id, Is.EqualTo(1));
        Assert.That(recorder.Failure, Is.InstanceOf<IOException>());
        Assert.That(log.Text.Split("Traffic is not recorded"), Has.Length.EqualTo(reports).And.Length.GreaterThan(1));
    }

    [Test]
    public async Task Calls_at_once_each_get_their_file()
    {
        _service.Always(200, """{"id":1}""");
        var recorder = new TrafficRecorder(_folder.FullName);
        var clients = Enumerable.Range(0, 4).Select(_ => Client(options => options.TrafficRecorder = recorder)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => clients[number % 4].Contacts.GetAsync(number + 1))));

        Assert.That(
            Files().Select(file => JsonNode.Parse(file)!["request"]!["url"]!.ToString()),
            Is.EquivalentTo(Enumerable.Range(1, 100).Select(number => $"/api/v2/contacts/{number}"))
        );
        Assert.That(recorder.Failure, Is.Null);
    }

    [Test]
    public async Task A_body_that_breaks_off_fails_as_without_the_recorder()
    {
        static HttpResponseMessage Broken(HttpRequestMessage request) =>
            new(System.Net.HttpStatusCode.OK)
            {
                Content = new StreamContent(new BrokenStream(new IOException("reset"), "[{\"id\":1}"u8.ToArray()))
                {
                    Headers = { ContentType = new("application/json") },
                },
            };
        _service.Respond(Broken).Respond(Broken);

        var without = await Assert.CatchAsync(() => _service.Client(options => options.MaxRetries = 0).Contacts.ListAsync().ToListAsync());
        var with = await Assert.CatchAsync(() => Client(options => options.MaxRetries = 0).Contacts.ListAsync().ToListAsync());

        Assert.That((with!.GetType(), with.Message), Is.EqualTo((without!.GetType(), without.Message)));
        Assert.That(JsonNode.Parse(Files().Single())!["response"]!["bodyOmitted"]!.ToString(), Is.EqualTo("not read to its end"));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void A_folder_is_needed(string folder) => Assert.That(() => new TrafficRecorder(folder), Throws.ArgumentException);

    private ClickFunnelsClient Client(Action<ClickFunnelsClientOptions>? configure = null) =>
        _service.Client(options =>
        {
            options.TrafficRecorder = new TrafficRecorder(_folder.FullName);
            configure?.Invoke(options);
        });

    private async Task<string> RecordedAsync(string body)
    {
        _service.Respond(200, body);
        await Client().Contacts.GetAsync(1);
        return JsonNode.Parse(Files().Single())!["response"]!["body"]!.ToJsonString();
    }

    private List<string> Files() =>
        [.. _folder.GetFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => File.ReadAllText(file.FullName))];

    private static string? Header(JsonNode message, string name) =>
        message["headers"]!.AsArray().FirstOrDefault(header => header!["name"]!.ToString() == name)?["value"]!.ToString();

    // All texts of a file, the names of properties included but for those that are not the body's own.
    private static IEnumerable<string> Values(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(entry => Values(entry.Value).Append(entry.Key)),
            JsonArray list => list.SelectMany(Values),
            null => [],
            _ => [node.ToString()],
        };
}
