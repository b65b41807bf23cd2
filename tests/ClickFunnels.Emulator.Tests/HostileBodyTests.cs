using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.ClickFunnels;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Bodies that no correct client sends get an error of the client, and leave the store as it was.</summary>
public sealed class HostileBodyTests
{
    private const string Unrecorded = "the bodies cannot be written as text";

    private static readonly object[] Texts =
    [
        new object[] { "{\"contact\":{\"first_name\":\"\\ud800\"}}" },
        new object[] { "{\"contact\":{\"first_name\":\"\\udc00\\ud800\"}}" },
        new object[] { "{\"contact\":{\"\\ud800\":1}}" },
        new object[] { "{\"\\ud800\":1}" },
        new object[] { "{\"contact\":{\"custom_attributes\":{\"k\":\"\\ud83d x\"}}}" },
        new object[] { "{\"contact\":{\"first_name\":\"\u00ff\"}}" },
        new object[] { "{\"\u00ff\":1}" },
    ];

    [TestCaseSource(nameof(Texts))]
    public async Task Text_that_is_not_unicode_returns_400(string latin1)
    {
        await using var api = await Api.StartAsync(contacts: 1, unrecorded: Unrecorded);
        foreach (var path in new[] { $"{api.Workspace}/contacts", $"{api.Workspace}/contacts/upsert" })
        {
            var reply = await SendAsync(api, path, latin1);

            Assert.That((reply.Status, reply.Error), Is.EqualTo((400, "Bad request: HTTP body must be valid JSON")));
        }

        Assert.That((await api.GetAsync($"{api.Workspace}/contacts")).Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_whole_surrogate_pair_is_text()
    {
        await using var api = await Api.StartAsync();

        var contact = await api.PostAsync($"{api.Workspace}/contacts", "{\"contact\":{\"first_name\":\"\\ud83d\\ude00\"}}");

        Assert.That((contact.Status, contact.Json["first_name"]!.ToString()), Is.EqualTo((201, "😀")));
    }

    [TestCase("contact_id", "\"USD\"")]
    [TestCase("contact_id", "\"\"")]
    [TestCase("contact_id", "1.5")]
    [TestCase("contact_id", "{}")]
    [TestCase("contact_id", "9223372036854775808")]
    public async Task Text_where_an_id_belongs_returns_422(string name, string value)
    {
        await using var api = await Api.StartAsync(contacts: 1, unrecorded: "the bodies do not fit their schema");
        var workflow = await LiveWorkflowAsync(api);

        var run = await api.PostAsync($"/workflows/{workflow}/runs", $$$"""{"run":{"{{{name}}}":{{{value}}}}}""");

        Assert.That(run.Status, Is.EqualTo(422), run.Text);
    }

    [TestCase("run_workflow_actions", "contacts_run_workflow_action", """{"workflow_id":"USD","target_ids":[1]}""")]
    [TestCase("tag_actions", "contacts_tag_action", """{"tag_ids":[null],"target_all":true}""")]
    [TestCase("tag_actions", "contacts_tag_action", """{"tag_ids":[1003],"target_ids":[null]}""")]
    [TestCase("enroll_actions", "contacts_enroll_action", """{"course_ids":[null,"x",{}],"target_ids":["USD"]}""")]
    public async Task Ids_of_an_action_that_name_nothing_return_422(string path, string envelope, string body)
    {
        await using var api = await Api.StartAsync(contacts: 1, unrecorded: "the bodies do not fit their schema");

        var reply = await api.PostAsync($"{api.Workspace}/contacts/{path}", $$"""{"{{envelope}}":{{body}}}""");

        Assert.That(reply.Status, Is.EqualTo(422), reply.Text);
    }

    [Test]
    public async Task Null_among_the_sections_to_publish_returns_422()
    {
        await using var api = await Api.StartAsync(unrecorded: "the body does not fit its schema");
        var course = (await api.MakeAsync($"{api.Workspace}/courses", new { course = new { title = "C" } }))["id"];

        var reply = await api.PostAsync(
            $"/courses/{course}/sections/publish_actions",
            """{"courses_sections_publish_action":{"target_ids":[null],"target_all":false}}"""
        );

        Assert.That(reply.Status, Is.EqualTo(422), reply.Text);
    }

    [TestCase("application/json", "{\"grant_type\":\"\u00ff\"}")]
    [TestCase("application/json", "{\"\\ud800\":\"x\"}")]
    [TestCase("application/json", "{\"code\":\"\\ud800\"}")]
    public async Task The_token_endpoint_refuses_text_that_is_not_unicode(string type, string latin1)
    {
        await using var api = await Api.StartAsync(unrecorded: Unrecorded);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(latin1)) { Headers = { ContentType = new(type) } };

        using var response = await http.PostAsync(new Uri(api.Emulator.Url, "/oauth/token"), content);

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!.ToString(), Is.EqualTo("invalid_request"));
    }

    [Test]
    public async Task The_body_of_a_get_is_ignored()
    {
        await using var api = await Api.StartAsync(contacts: 1, unrecorded: "a GET with a body");

        var reply = await api.SendAsync("GET", $"{api.Workspace}/contacts", "{\"broken");

        Assert.That(reply.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_lesson_that_is_completed_without_a_time_is_completed_now()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        var world = await World.MakeAsync(api);
        await world.EnsureAsync("CourseLesson");
        var lesson = world.Ids["CourseLesson"];

        var completion = await api.MakeAsync(
            $"/courses/{world.Ids["Course"]}/lesson_completions",
            new { courses_lesson_completion = new { lesson_id = lesson, enrollment_id = world.Ids["CourseEnrollment"] } }
        );

        Assert.That(
            completion["completed_at"]!.GetValue<DateTimeOffset>(),
            Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(5))
        );
    }

    private static async Task<long> LiveWorkflowAsync(Api api)
    {
        var key = ClickFunnelsPlatform.Instance.Contract.ById["createWorkflowTrigger"].Request!.Properties["event_type_key"].Schema.Enum[0];
        var workflow = (await api.MakeAsync($"{api.Workspace}/workflows", new { workflow = new { name = "W" } }))["id"]!.GetValue<long>();
        await api.MakeAsync($"/workflows/{workflow}/triggers", new { workflows_trigger = new { event_type_key = key } });
        await api.PostAsync($"/workflows/{workflow}/enable");
        return workflow;
    }

    private static Task<Reply> SendAsync(Api api, string path, string latin1) =>
        api.SendAsync(
            "POST",
            path,
            change: request =>
                request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(latin1))
                {
                    Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
                }
        );
}
