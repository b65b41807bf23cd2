using System.Text;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Requests;

/// <summary>Strict mode over HTTP: refusals, their form, and that nothing is carried out.</summary>
public sealed class StrictModeTests
{
    private static readonly Action<ApiEmulatorOptions> Strict = options => (options.Strict, options.TrafficFolder) = (true, null);

    [Test]
    public async Task A_refused_request_says_what_is_wrong_and_changes_nothing()
    {
        await using var api = await Api.StartAsync(configure: Strict);
        api.Emulator.Faults.Add("createContacts", Fault.CutBefore());

        var reply = await api.PostAsync(
            $"{api.Workspace}/contacts",
            new
            {
                contact = new
                {
                    email = "ada@example.com",
                    tag_ids = new object[] { "x" },
                    first_name = 7,
                },
            }
        );

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That((string?)reply.Json["emulator"], Is.EqualTo("contract_violation"));
        Assert.That((string?)reply.Json["operation"], Is.EqualTo("createContacts"));
        Assert.That(
            reply.Json["violations"]!.AsArray().Select(one => $"{one!["where"]}: {one["message"]}"),
            Is.EqualTo(
                new[]
                {
                    "body contact.email: There is no such field here. Did you mean email_address?",
                    "body contact.tag_ids[0]: The value is text. Send integer (int64).",
                    "body contact.first_name: The value is integer. Send string or null.",
                }
            )
        );
        Assert.That(reply.Error, Does.Contain("strict").And.Contain("body contact.tag_ids[0]: The value is text."));
        Assert.That(reply.Text, Does.Not.Contain("ada@example.com"));
        var recorded = api.Emulator.Requests.Single();
        Assert.That(recorded.Violations, Has.Count.EqualTo(3));
        Assert.That(recorded.Fault, Is.Null, "a refused request takes no fault");
        Assert.That(api.Emulator.Faults.Unconsumed, Has.Count.EqualTo(1));
        Assert.That(api.Emulator.Store.Of("Contact"), Is.Empty);
    }

    [TestCase("GET", "/api/v2/contact/5", "path: The contract has no such route. The closest are: GET /api/v2/contacts/{id}, ")]
    [TestCase("DELETE", "/api/v2/teams", "method: The path has no DELETE. Its methods are: GET.")]
    [TestCase("PATCH", "/api/v2/contacts/5", "method: The contract has PUT for this path, not PATCH. Use PUT.")]
    [TestCase("GET", "/contacts", "path: All routes of the API are below /api/v2. Add it to the path.")]
    [TestCase("GET", "/api/v2/teams?pages=1", "query pages: The operation has no such query parameter, so the service ignores it. ")]
    [TestCase(
        "GET",
        "/api/v2/teams?sort_order=up",
        "query sort_order: The value is not one of the allowed ones. The allowed values are: asc, desc."
    )]
    public async Task Routes_and_queries_are_checked(string method, string path, string violation)
    {
        await using var api = await Api.StartAsync(configure: Strict);

        var reply = await api.SendAsync(method, "/../.." + path, method == "PATCH" ? new { contact = new { first_name = "A" } } : null);

        Assert.That(
            reply.Status,
            Is.EqualTo(violation.StartsWith("path", StringComparison.Ordinal) || method == "DELETE" ? 404 : 400),
            reply.Text
        );
        Assert.That(reply.Json["violations"]![0]!["where"] + ": " + reply.Json["violations"]![0]!["message"], Does.StartWith(violation));
    }

    [Test]
    public async Task The_credential_and_the_edge_come_first()
    {
        await using var api = await Api.StartAsync(configure: Strict);
        api.Token = "wrong";

        var unauthorized = await api.GetAsync("/nowhere?x=1");

        Assert.That((unauthorized.Status, unauthorized.Error), Is.EqualTo((401, "API key missing or invalid")));
    }

    [Test]
    public async Task Requests_that_the_service_refuses_are_still_its_own()
    {
        await using var api = await Api.StartAsync(configure: Strict);

        var missing = await api.GetAsync("/contacts/999999");
        var large = await api.PostAsync(
            $"{api.Workspace}/contacts",
            $"{{\"contact\":{{\"first_name\":\"{new string('x', 2_000_000)}\"}}}}"
        );

        Assert.That((missing.Status, missing.Error), Is.EqualTo((404, "Not found: Record missing")));
        Assert.That(large.Status, Is.EqualTo(413));
    }

    [Test]
    public async Task Without_strict_mode_the_same_requests_pass_and_are_listed()
    {
        await using var api = await Api.StartAsync(configure: options => (options.Strict, options.TrafficFolder) = (false, null));

        var reply = await api.PostAsync($"{api.Workspace}/contacts?x=1", new { contact = new { first_name = "Ada", zzz = 1 } });

        Assert.That(reply.Status, Is.EqualTo(201));
        Assert.That(
            api.Emulator.Requests.Single().Violations.Select(one => one.Where),
            Is.EqualTo(new[] { "query x", "body contact.zzz" })
        );
    }

    [TestCase("simvoly")]
    [TestCase("elasticfunnels")]
    public async Task The_further_apis_are_strict_too(string api)
    {
        await using var emulated =
            api == "simvoly" ? await PlatformApi.SimvolyAsync(Strict) : await PlatformApi.ElasticFunnelsAsync(Strict);
        var path = api == "simvoly" ? "/contacts" : $"{emulated.Brand}/coupons";

        using var request = new HttpRequestMessage(HttpMethod.Post, emulated.Emulator.Url.AbsoluteUri.TrimEnd('/') + path);
        var credential = emulated.Contract.Credential;
        var key = emulated.Emulator is ElasticFunnelsEmulator elastic
            ? elastic.AccessKey
            : ((SimvolyEmulator)emulated.Emulator).AccessToken;
        request.Headers.TryAddWithoutValidation(credential.Name, credential.Scheme + key);
        request.Headers.UserAgent.ParseAdd("tests/1.0");
        request.Content = new StringContent("{\"zzz\":{}}", Encoding.UTF8, "application/json");
        using var http = new HttpClient();
        using var response = await http.SendAsync(request);
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That((string?)json["emulator"], Is.EqualTo("contract_violation"));
        Assert.That(json["violations"]!.AsArray().Select(one => (string?)one!["where"]), Has.Member("body zzz"));
    }

    // What a hostile or broken client sends must neither fail the emulator nor be passed on.
    [TestCase("{\"contact\":{\"first_name\":\"\\ud800\"}}")]
    [TestCase("\u0000")]
    [TestCase("{\"contact\":")]
    [TestCase("nesting")]
    [TestCase("many")]
    public async Task Hostile_bodies_are_refused(string body)
    {
        await using var api = await Api.StartAsync(configure: Strict);
        body = body switch
        {
            "nesting" => new string('[', 100_000),
            "many" => "{\"contact\":{" + string.Join(',', Enumerable.Range(0, 10_000).Select(index => $"\"zzz{index}\":{index}")) + "}}",
            _ => body,
        };

        var reply = await api.PostAsync($"{api.Workspace}/contacts", body);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Json["violations"]!.AsArray(), Has.Count.InRange(1, 50));
        Assert.That(reply.Text, Has.Length.LessThan(50_000));
    }
}
