using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Checks that precede any resource.</summary>
public sealed class EdgeTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    public async Task Without_a_user_agent_comes_an_html_page_even_with_a_wrong_token(string? agent)
    {
        await using var api = await Api.StartAsync();
        api.Token = "wrong";

        var reply = await api.SendAsync(
            "GET",
            "/teams",
            change: request =>
            {
                request.Headers.UserAgent.Clear();
                request.Headers.TryAddWithoutValidation("User-Agent", agent ?? "");
            }
        );

        Assert.That(reply.Status, Is.EqualTo(403));
        Assert.That(reply.ContentType, Is.EqualTo("text/html"));
        Assert.That(reply.Text, Does.StartWith("<!DOCTYPE html>"));
    }

    [TestCase("Bearer wrong")]
    [TestCase("Bearer ")]
    [TestCase("Basic dGVzdA==")]
    [TestCase(null)]
    public async Task A_wrong_token_return_401(string? authorization)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.SendAsync(
            "GET",
            "/nowhere",
            change: request =>
            {
                request.Headers.Authorization = null;
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }
        );

        Assert.That(reply.Status, Is.EqualTo(401));
        Assert.That(reply.Text, Is.EqualTo("""{"error":"API key missing or invalid"}"""));
    }

    [TestCase("GET", "/nowhere")]
    [TestCase("GET", "/")]
    [TestCase("GET", "//teams")]
    [TestCase("DELETE", "/teams")]
    [TestCase("GET", "/workspaces/{workspace}/contacts/1")]
    [TestCase("GET", "/workspaces/{workspace}/products/1")]
    [TestCase("OPTIONS", "/teams")]
    public async Task An_unknown_route_return_404(string method, string path)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.SendAsync(method, path.Replace("{workspace}", $"{api.Emulator.WorkspaceId}", StringComparison.Ordinal));

        Assert.That(reply.Status, Is.EqualTo(404));
        Assert.That(reply.Error, Is.EqualTo("No such route"));
    }

    [Test]
    public async Task Routes_stand_below_the_base_path_only()
    {
        await using var api = await Api.StartAsync();

        var reply = await api.SendAsync("GET", "/teams", change: request => request.RequestUri = new Uri(api.Emulator.Url, "/teams"));

        Assert.That(reply.Status, Is.EqualTo(404));
    }

    [TestCase("not json")]
    [TestCase("{\"contact\":")]
    [TestCase("{\"contact\":{\"first_name\":\"A\",\"first_name\":\"B\"}}")]
    public async Task A_body_that_is_not_json_return_400(string body)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync($"{api.Workspace}/contacts", body);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Error, Is.EqualTo("Bad request: HTTP body must be valid JSON"));
    }

    [Test]
    public async Task A_body_nested_too_deeply_return_400()
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync($"{api.Workspace}/contacts", new string('[', 5000) + new string(']', 5000));

        Assert.That(reply.Status, Is.EqualTo(400));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("3")]
    [TestCase("")]
    [TestCase("{\"contact\":{}}")]
    [TestCase("{\"contact\":null}")]
    [TestCase("{\"contact\":[1]}")]
    [TestCase("{\"contacts\":{\"first_name\":\"A\"}}")]
    [TestCase("{\"first_name\":\"A\"}")]
    public async Task A_missing_or_empty_envelope_return_400(string body)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync($"{api.Workspace}/contacts", body);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply.Error, Is.EqualTo("Bad request: param is missing or the value is empty: contact"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_over_the_limit_return_413(bool announced)
    {
        await using var api = await Api.StartAsync(
            configure: options => options.MaxBodyBytes = 2000,
            unrecorded: "413 is the limit of the emulator alone"
        );
        var body = new JsonObject { ["contact"] = new JsonObject { ["first_name"] = new string('a', 3000) } }.ToJsonString();

        var reply = await api.SendAsync(
            "POST",
            $"{api.Workspace}/contacts",
            body,
            request => request.Headers.TransferEncodingChunked = !announced
        );

        Assert.That(reply.Status, Is.EqualTo(413));
        Assert.That((await api.GetAsync($"{api.Workspace}/contacts")).Json.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Public_ids_work_in_paths_but_not_in_bodies()
    {
        await using var api = await Api.StartAsync(contacts: 1);
        var course = api.Emulator.Workspaces[0].CourseIds[0];
        var contact = (await api.GetAsync($"/workspaces/{api.Emulator.Workspaces[0].PublicId}/contacts")).Json[0]!;
        var publicId = contact["public_id"]!.GetValue<string>();

        var read = await api.GetAsync($"/contacts/{publicId}");
        var enrolled = await api.PostAsync($"/courses/{course}/enrollments", new { courses_enrollment = new { contact_id = publicId } });

        Assert.That(read.Id, Is.EqualTo(contact["id"]!.GetValue<long>()));
        Assert.That(enrolled.Status, Is.EqualTo(422));
        Assert.That(enrolled.Error, Is.EqualTo("Request unprocessable: Contact must be given by numeric id"));
    }

    [Test]
    public async Task An_id_of_another_resource_return_404()
    {
        await using var api = await Api.StartAsync(contacts: 1);

        var reply = await api.GetAsync($"/products/{api.Emulator.WorkspaceId}");

        Assert.That(reply.Status, Is.EqualTo(404));
        Assert.That(reply.Error, Is.EqualTo("Not found: Record missing"));
    }

    [Test]
    public async Task Requests_are_recorded_without_the_token()
    {
        await using var api = await Api.StartAsync(unrecorded: "an unknown query parameter is sent");

        await api.GetAsync("/teams?x=1");

        var recorded = api.Emulator.Requests.Single();
        Assert.That(
            (recorded.Number, recorded.Method, recorded.Path, recorded.Query, recorded.Status, recorded.OperationId),
            Is.EqualTo((1L, "GET", "/api/v2/teams", "?x=1", (int?)200, "listTeams"))
        );
        Assert.That(recorded.Headers["user-agent"], Is.EqualTo("emulator-tests/1.0"));
        Assert.That(recorded.Headers["Authorization"], Is.EqualTo("[redacted]"));
    }

    [Test]
    public async Task The_log_of_requests_is_bounded()
    {
        await using var api = await Api.StartAsync(configure: options => options.RequestLogCapacity = 2);

        for (var index = 0; index < 5; index++)
        {
            await api.GetAsync("/teams");
        }

        Assert.That(api.Emulator.Requests.Select(request => request.Number), Is.EqualTo(new[] { 4, 5 }));
    }

    [Test]
    public async Task A_log_writer_gets_no_secrets_and_no_query()
    {
        await using var lines = new StringWriter();
        await using (var api = await Api.StartAsync(configure: options => options.Log = TextWriter.Synchronized(lines)))
        {
            await api.GetAsync($"{api.Workspace}/contacts?filter[email_address]=secret@example.com");
            Assert.That(lines.ToString(), Does.Contain("-> 200").And.Not.Contain("secret").And.Not.Contain(api.Token));
        }
    }

    [Test]
    public async Task Calls_at_once_do_not_disturb_each_other()
    {
        await using var api = await Api.StartAsync();

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(index =>
                    api.PostAsync($"{api.Workspace}/contacts", new { contact = new { email_address = $"c{index}@example.com" } })
                )
        );

        Assert.That(replies.Select(reply => reply.Status), Is.All.EqualTo(201));
        Assert.That(replies.Select(reply => reply.Id), Is.Unique);
        Assert.That((await api.PagesAsync($"{api.Workspace}/contacts")).Sum(page => page.Ids.Count), Is.EqualTo(60));
    }
}
