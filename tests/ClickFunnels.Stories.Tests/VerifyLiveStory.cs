using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator;
using VerifyLive;

namespace ClickFunnels.Stories;

/// <summary>The checks of samples/VerifyLive against the emulator, and against services that respond otherwise.</summary>
public class VerifyLiveStory
{
    private const string Token = "secret-token-5521";
    private static readonly Lazy<VerifyLive.Contract> TheContract = new(VerifyLive.Contract.Load);

    [Test]
    public async Task Every_check_runs_and_only_declared_leftovers_remain()
    {
        await using var emulator = await StartAsync();
        using var folder = new TemporaryFolder();
        var before = await StateAsync(emulator, folder);

        var order = await SubscriptionAsync(emulator);
        var run = await RunAsync(emulator, new Downloads(), ["--write", "--order", order, "--out", folder.File("result.json")]);
        var kept = await StateAsync(emulator, folder);
        var leftovers = await RunAsync(emulator, new Downloads(), ["export", "trial-quarters", "--write", "--allow-leftovers"]);
        var after = await StateAsync(emulator, folder);

        Assert.That(kept, Is.EquivalentTo(before), run);
        Assert.That(
            after.Except(before).Select(static line => line.Split(' ')[0]).Distinct(),
            Is.SubsetOf(new[] { "Download", "Product", "ProductVariant", "ProductPrice" })
        );
        Assert.That(before.Except(after), Is.Empty);
        Assert.That(leftovers, Does.Contain("export: confirmed").And.Contain("trial-quarters: confirmed"));
        var result = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("result.json")))!;
        Assert.That(result["contract"]!.ToString(), Does.StartWith("2.0.0 (sha256 "));
        Assert.That(
            result["checks"]!.AsArray().ToDictionary(static one => one!["id"]!.ToString(), static one => one!["status"]!.ToString()),
            Is.EquivalentTo(
                Checks.All.ToDictionary(
                    static check => check.Id,
                    static check =>
                        check.Id switch
                        {
                            // Too few contacts, and reads that are too fast.
                            "rows-per-call" or "shared-limit" => "unknown",
                            "export" or "trial-quarters" => "skipped",
                            _ => "confirmed",
                        }
                )
            ),
            run
        );
    }

    [Test]
    public async Task Nothing_is_sent_without_send_and_nothing_is_written_without_write()
    {
        await using var emulator = await StartAsync();
        var none = new Responding(static _ => throw new AssertionException("A dry run sent a request."));
        var (code, dry) = await InvokeAsync(none, static _ => null, "run");
        var seen = emulator.Requests.Count;
        var reads = await RunAsync(emulator, new Downloads(), []);

        Assert.That(code, Is.Zero);
        Assert.That(
            Checks.All.SelectMany(static check => check.Requests).Where(request => !dry.Contains(request, StringComparison.Ordinal)),
            Is.Empty
        );
        Assert.That(emulator.Requests.Skip(seen).Select(static request => request.Method).Distinct(), Is.EqualTo(new[] { "GET" }));
        Assert.That(reads, Does.Contain("results-query: confirmed").And.Contain("results-body: skipped. It writes."));
    }

    [Test]
    public void Every_listed_request_is_an_operation_of_the_contract()
    {
        var routes = Checks.All.SelectMany(static check => check.Requests).Select(static request => request.Split('?')[0]);

        Assert.That(
            routes.Where(static route => !TheContract.Value.HasOperation(route)).Distinct(),
            Is.EquivalentTo(new[] { "POST /oauth/token", "POST /oauth/revoke" })
        );
        Assert.That(Checks.All.Select(static check => check.Id), Is.Unique);
    }

    [TestCase(200)]
    [TestCase(201)]
    [TestCase(202)]
    [TestCase(403)]
    [TestCase(422)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task No_data_reaches_the_console_or_the_file(int status)
    {
        string[] planted = ["jane", "quux", "98765", "43.21", "4242", "secret-token", "app-secret", "app-id"];
        using var folder = new TemporaryFolder();
        var service = new Responding(request =>
        {
            var response = FakeService.Response(status, Planted(request), FakeService.Json, ("Retry-After", "7"), ("X-Jane", "jane"));
            response.ReasonPhrase = "jane";
            return response;
        });
        foreach (
            var names in (string[][])
                [
                    [],
                    ["--show-new-names"],
                ]
        )
        {
            var file = folder.File($"{status}-{names.Length}.json");
            var (_, text) = await InvokeAsync(
                service,
                static name =>
                    name switch
                    {
                        Commands.UrlVariable => "http://127.0.0.1:9",
                        Commands.ApplicationVariable => "app-id-1",
                        Commands.SecretVariable => "app-secret-2",
                        _ => Token,
                    },
                [
                    "run",
                    "--send",
                    "--write",
                    "--allow-leftovers",
                    "--workspace",
                    "98765",
                    "--subdomain",
                    "jane-quux",
                    "--order",
                    "98765",
                    "--order-filter",
                    "98765",
                    "--filter",
                    "98765",
                    "--out",
                    file,
                    .. names,
                ]
            );

            var all = text + await File.ReadAllTextAsync(file);
            Assert.That(all, Has.Length.GreaterThan(2000));
            Assert.That(planted.Where(word => all.Contains(word, StringComparison.OrdinalIgnoreCase)), Is.Empty, all);
        }
    }

    [Test]
    public async Task An_outage_fails_its_check_only()
    {
        await using var emulator = await StartAsync();
        var outage = new Responding(static request =>
            request.RequestUri!.AbsolutePath.EndsWith("/stats", StringComparison.Ordinal)
                ? FakeService.Response(502, "<html>jane@example.com</html>", "text/html")
                : null
        );

        var run = await RunAsync(emulator, outage, []);

        Assert.That(
            run,
            Does.Contain("broadcast-stats: failed. GET /emails/broadcasts/{broadcast_id}/stats returned status 502 without JSON.")
        );
        Assert.That(run, Does.Contain("memberships: confirmed").And.Contain("order-lists: confirmed").And.Not.Contain("jane"));
    }

    [Test]
    public async Task Another_behavior_differs()
    {
        await using var emulator = await StartAsync(static options => options.Settings.IgnoresMisspelledFilters = true);
        var other = new Responding(request =>
            request.RequestUri!.AbsolutePath switch
            {
                var path when path.EndsWith("/memberships", StringComparison.Ordinal) => FakeService.Response(
                    200,
                    """{"data":[{"id":1,"user_id":2}]}"""
                ),
                var path when path.Contains("/refine_filters/", StringComparison.Ordinal) => FakeService.Response(
                    429,
                    """{"error":"slow","hint":null}"""
                ),
                _ => null,
            }
        );

        var run = await RunAsync(emulator, other, []);

        Assert.That(run, Does.Contain("filters-plural: differs. It returns status 200."));
        Assert.That(run, Does.Contain("memberships: differs. The response is not a bare list."));
        Assert.That(run, Does.Contain("accounts host: status 200, {data: [{id: number, user_id: number}]}"));
        Assert.That(run, Does.Contain("results-query: differs. No form returns results."));
        Assert.That(run, Does.Contain("shared-limit: differs. Two of each at once are refused, without the time to wait"));
    }

    [TestCase("canceled")]
    [TestCase("lost")]
    [TestCase("html")]
    public async Task Records_are_removed_after_a_cancellation_and_a_lost_response(string kind)
    {
        await using var emulator = await StartAsync();
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var before = await StateAsync(emulator, folder);
        var created = 0;
        var service = new Responding(
            static _ => null,
            async response =>
            {
                if (response.RequestMessage!.Method != HttpMethod.Post)
                {
                    return response;
                }

                created++;
                switch (kind)
                {
                    case "canceled":
                        await stop.CancelAsync();
                        return response;
                    case "lost":
                        throw new HttpRequestException("The response was lost.");
                    default:
                        return FakeService.Response(502, "<html>", "text/html");
                }
            }
        );
        var checks = Checks.All.Where(static check => check.Id is "everyone-filter" or "endpoint-statuses").ToList();

        var results = await Runner.RunAsync(checks, SettingsOf(emulator), TheContract.Value, service, static _ => { }, stop.Token);

        Assert.That(created, Is.EqualTo(kind == "canceled" ? 1 : 2));
        Assert.That(
            results.Select(static result => result.Outcome.Status),
            Is.All.EqualTo(kind == "canceled" ? CheckStatus.Skipped : CheckStatus.Failed)
        );
        Assert.That(results.Select(static result => result.Outcome.Reason), Has.None.Contains("Not taken back"));
        Assert.That(await StateAsync(emulator, folder), Is.EquivalentTo(before));
    }

    [Test]
    public async Task A_record_that_cannot_be_removed_is_reported()
    {
        await using var emulator = await StartAsync();
        var service = new Responding(static request => request.Method == HttpMethod.Delete ? FakeService.Response(500, "{}") : null);

        var run = await RunAsync(emulator, service, ["everyone-filter", "--write"]);

        Assert.That(run, Does.Contain("everyone-filter: failed.").And.Contain("Not taken back: POST").And.Contain(CheckContext.Marker));
    }

    [TestCase("--write", "--write needs --send")]
    [TestCase("--send --allow-leftovers", "--allow-leftovers needs --write")]
    [TestCase("--send", "Set the environment variable")]
    [TestCase("--send --workspace 1 --subdomain a.example.com", "--subdomain is the first part")]
    [TestCase("no-such-check", "There is no check no-such-check")]
    [TestCase("--send --workspace 1 --subdomain acme", "must be the address of an emulator", "http://example.com")]
    [TestCase("--send --workspace 1 --subdomain acme", "must be the address of an emulator", "https://127.0.0.1.example.com")]
    public async Task Wrong_arguments_send_nothing(string arguments, string message, string? url = null)
    {
        var none = new Responding(static _ => throw new AssertionException("A request was sent."));
        var hasToken = message[0] is not 'S';

        var (code, text) = await InvokeAsync(
            none,
            name =>
                name == Commands.UrlVariable ? url
                : hasToken ? Token
                : null,
            ["run", .. arguments.Split(' ')]
        );

        Assert.That(code, Is.EqualTo(2));
        Assert.That(text, Does.Contain(message).And.Not.Contain(Token));
    }

    [TestCase("accounts", "https://accounts.myclickfunnels.com/api/v2/workspaces/7")]
    [TestCase("workspace", "https://acme.myclickfunnels.com/api/v2/workspaces/7/contacts")]
    public async Task The_token_goes_to_clickfunnels_only(string host, string address)
    {
        var sent = new List<HttpRequestMessage>();
        var service = new Responding(request =>
        {
            sent.Add(request);
            return FakeService.Response(404, "{}");
        });
        var settings = new Settings
        {
            Workspace = "7",
            Subdomain = "acme",
            Token = Token,
            Pace = TimeSpan.Zero,
        };
        var checks = Checks.All.Where(check => check.Id == (host == "accounts" ? "memberships" : "filters-plural")).ToList();

        await Runner.RunAsync(checks, settings, TheContract.Value, service, static _ => { }, CancellationToken.None);

        Assert.That(sent.Select(static request => request.RequestUri!.GetLeftPart(UriPartial.Path)), Is.EqualTo(new[] { address }));
        Assert.That(settings.ToString(), Does.Not.Contain(Token));
    }

    private static string Planted(HttpRequestMessage request)
    {
        const string Person = """
            "id":98765,"public_id":"janeQuux4242","name":"Jane Quux","team_id":98765,"email_address":"jane@quux.example","jane quux":"jane",
            "filter_class":"jane","custom_attributes":{"jane":{"quux":"98765"}},"amount":"43.21","default_variant_id":98765,
            "provider":"jane","processing_status":"quux","access_token":"secret-token-jane","error":"Unknown for jane quux: 98765, jane",
            "file_url":"https://downloads.example.com/jane","completed_at":"jane","renewal_at":"2099-01-01T00:00:00Z","retry_after":98765,
            "stats":{"count_by":{"values":{"jane":98765,"":4242}}},"trial_interval":"jane","errors":{"jane":["quux"]},
            "results":{"fields":["jane"],"rows":[[98765,"jane"],[98766,"quux"]],"truncated":true,"stop_reason":"jane","next_after":"98766",
            "count":98765,"max_bytes":98765,"guidance":"jane"}
            """;
        var path = request.RequestUri!.AbsolutePath;
        var isList =
            request.Method == HttpMethod.Get
            && path.Split('/')[^1]
                is "refine_filters"
                    or "contacts"
                    or "external_purchase_endpoints"
                    or "events"
                    or "product_mappings"
                    or "broadcasts"
                    or "memberships"
                    or "orders";
        return path.StartsWith("/jane", StringComparison.Ordinal) ? "jane;quux\n98765;jane@quux.example\n"
            : isList ? "[{" + Person + "}]"
            : "{" + Person + "}";
    }

    private static async Task<ClickFunnelsEmulator> StartAsync(Action<ClickFunnelsEmulatorOptions>? configure = null)
    {
        var options = new ClickFunnelsEmulatorOptions
        {
            Contacts = 45,
            ProcessorOrders = true,

            // The checks send what the contract does not have, on purpose.
            TrafficFolder = null,
            Strict = false,
            OAuthApplications = { new OAuthApplication("app-id-1") { ClientSecret = "app-secret-2" } },
        };
        configure?.Invoke(options);
        var emulator = await ClickFunnelsEmulator.StartAsync(options);
        emulator.AddRecords("RefineFilter", [Filter("ContactsFilter", ("created_at", "gte", "2000-01-01")), Filter("OrdersFilter")]);
        emulator.AddRecords("EmailBroadcast", [new JsonObject { ["name"] = "News", ["subject"] = "News" }]);
        var endpoint = emulator.AddRecords(
            "ExternalPurchaseEndpoint",
            [
                new JsonObject
                {
                    ["name"] = "Sales",
                    ["provider"] = "whop",
                    ["live_mode"] = false,
                },
            ]
        )[0];
        emulator.ReceiveExternalPurchase(
            endpoint,
            new ExternalPurchaseReport("dispute.created") { EventId = "evt_1", PaymentId = "pay_1" }
        );
        return emulator;
    }

    private static JsonObject Filter(string kind, params (string Attribute, string Clause, string Value)[] criteria) =>
        new()
        {
            ["filter_class"] = kind,
            ["conjunction"] = "and",
            ["criteria"] = new JsonArray([
                .. criteria.Select(static one =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["attribute"] = one.Attribute,
                            ["clause"] = one.Clause,
                            ["value"] = one.Value,
                        }
                ),
            ]),
        };

    // The id of a subscription of Payments AI, whose renewal can be moved.
    private static async Task<string> SubscriptionAsync(ClickFunnelsEmulator emulator)
    {
        using var client = Emulated.ClientOf(emulator);
        await foreach (var order in client.Orders.ListAsync())
        {
            if (order.PaymentProcessor == "payments_ai")
            {
                return order.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        throw new AssertionException("The emulator has no subscription of Payments AI.");
    }

    // Each record of the emulator, without the times that every change moves.
    private static async Task<List<string>> StateAsync(ClickFunnelsEmulator emulator, TemporaryFolder folder)
    {
        var file = folder.File(Guid.NewGuid().ToString("N"));
        await emulator.SaveSnapshotAsync(file);
        var state = new List<string>();
        foreach (var record in JsonNode.Parse(await File.ReadAllTextAsync(file))!["records"]!.AsArray())
        {
            var fields = record!["fields"]!.AsObject();
            fields.Remove("updated_at");
            state.Add($"{record["resource"]} {record["id"]} {fields.ToJsonString()}");
        }

        return state;
    }

    private static Settings SettingsOf(ClickFunnelsEmulator emulator) =>
        new()
        {
            Workspace = emulator.WorkspaceId.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Subdomain = emulator.Subdomain,
            Token = emulator.AccessToken,
            Url = emulator.Url,
            Write = true,
            Pace = TimeSpan.Zero,
            PollDelay = TimeSpan.Zero,
        };

    private static async Task<string> RunAsync(ClickFunnelsEmulator emulator, HttpMessageHandler handler, string[] arguments)
    {
        var settings = SettingsOf(emulator);
        var (_, text) = await InvokeAsync(
            handler,
            name =>
                name switch
                {
                    Commands.UrlVariable => emulator.Url.ToString(),
                    Commands.ApplicationVariable => "app-id-1",
                    Commands.SecretVariable => "app-secret-2",
                    _ => settings.Token,
                },
            ["run", "--send", "--workspace", settings.Workspace, "--subdomain", settings.Subdomain, .. arguments]
        );
        Assert.That(text, Does.Not.Contain(settings.Token));
        return text;
    }

    private static async Task<(int Code, string Text)> InvokeAsync(
        HttpMessageHandler handler,
        Func<string, string?> environment,
        params string[] arguments
    )
    {
        using var written = new StringWriter();
        var code = await Commands.Create(written, written, environment, handler).Parse(arguments).InvokeAsync();
        return (code, written.ToString());
    }

    /// <summary>Responds itself, or lets the request through; then it can replace the response.</summary>
    private sealed class Responding(
        Func<HttpRequestMessage, HttpResponseMessage?> respond,
        Func<HttpResponseMessage, Task<HttpResponseMessage>>? then = null
    ) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = respond(request) ?? await base.SendAsync(request, cancellationToken);
            return then is null ? response : await then(response);
        }
    }

    /// <summary>The file of an export, which the emulator does not have.</summary>
    private sealed class Downloads() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host != "downloads.example.com")
            {
                return base.SendAsync(request, cancellationToken);
            }

            Assert.That(request.Headers.Authorization, Is.Null);
            var content = new StringContent("Email address,First name,Last name,Unsubscribed at\n", Encoding.UTF8, "text/csv");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }
}
