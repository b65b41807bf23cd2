using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Actions that go on after they were created.</summary>
public sealed class BulkActionTests
{
    [Test]
    public async Task Tags_are_applied_step_by_step()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        var tag = api.Emulator.Workspaces[0].ContactTagIds[2];
        var publicTag = Store.PublicIdCode.Encode(tag);

        var made = await api.MakeAsync(
            $"{api.Workspace}/contacts/tag_actions",
            new { contacts_tag_action = new { tag_ids = new[] { publicTag }, target_all = true } }
        );
        var path = $"/contacts/tag_actions/{made["id"]}";
        var first = (await api.GetAsync(path)).Json;
        var second = (await api.GetAsync(path)).Json;

        Assert.That(made["tag_ids"]![0]!.GetValue<long>(), Is.EqualTo(tag));
        Assert.That(
            (made["target_count"]?.ToString(), made["performed_count"]!.ToString(), made["completed_at"]?.ToString()),
            Is.EqualTo(((string?)null, "0", (string?)null))
        );
        Assert.That(
            (first["target_count"]!.ToString(), first["performed_count"]!.ToString(), first["completed_at"]?.ToString()),
            Is.EqualTo(("5", "2", (string?)null))
        );
        Assert.That((second["performed_count"]!.ToString(), second["completed_at"] is not null), Is.EqualTo(("5", true)));
        var contacts = await api.GetAsync($"{api.Workspace}/contacts?filter[tag_ids]={tag}");
        Assert.That(contacts.Ids, Has.Count.EqualTo(5));
        var applied = await api.GetAsync($"/contacts/{contacts.Ids[0]}/applied_tags?filter[tag_id]={tag}");
        Assert.That(applied.Ids, Has.Count.EqualTo(1));
        await api.DeleteAsync($"/contacts/applied_tags/{applied.Ids[0]}");
        Assert.That((await api.GetAsync($"{api.Workspace}/contacts?filter[tag_ids]={tag}")).Ids, Has.Count.EqualTo(4));
    }

    [TestCase("""{"tag_ids":[1003]}""", "Exactly one of")]
    [TestCase("""{"tag_ids":[1003],"target_all":true,"target_ids":[5]}""", "Exactly one of")]
    [TestCase("""{"tag_ids":[1003],"stable_id":"x"}""", "stable_id is not a valid serialized filter")]
    [TestCase("""{"tag_ids":[1003],"stored_filter_id":"5"}""", "stored_filter_id is not a stored filter")]
    [TestCase("""{"tag_ids":[5],"target_all":true}""", "Tag ids must exist")]
    [TestCase("""{"tag_ids":[1003],"target_ids":[5]}""", "Target ids must exist")]
    public async Task A_selection_is_needed(string body, string error)
    {
        await using var api = await Api.StartAsync(contacts: 1);

        var reply = await api.PostAsync($"{api.Workspace}/contacts/tag_actions", $$"""{"contacts_tag_action":{{body}}}""");

        Assert.That((reply.Status, reply.Error), Is.EqualTo((422, reply.Error)));
        Assert.That(reply.Error, Does.Contain(error));
    }

    [Test]
    public async Task Contacts_are_enrolled_unsubscribed_and_exported()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var course = api.Emulator.Workspaces[0].CourseIds[0];
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Json[1]!;

        await FinishAsync(
            api,
            "contacts",
            "enroll_action",
            new { course_ids = new[] { course }, target_ids = new[] { contact["public_id"]!.ToString() } }
        );
        await FinishAsync(api, "contacts", "unsubscribe_action", new { target_ids = new[] { contact["public_id"]!.ToString() } });
        var export = await FinishAsync(api, "contacts", "export_action", new { fields = new[] { "email_address" }, target_all = true });

        Assert.That((await api.GetAsync($"/courses/{course}/enrollments?filter[contact_id]={contact["id"]}")).Ids, Has.Count.EqualTo(1));
        Assert.That((await api.GetAsync($"/contacts/{contact["id"]}")).Json["unsubscribed_at"], Is.Not.Null);
        Assert.That(export["file_url"]!.ToString(), Does.EndWith(".csv"));
        Assert.That((await api.GetAsync($"{api.Workspace}/downloads")).Ids, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_filter_is_saved_used_by_lists_and_by_actions()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        var email = (await api.GetAsync($"{api.Workspace}/contacts")).Json[2]!["email_address"]!.ToString();

        var filter = await api.MakeAsync(
            $"{api.Workspace}/contacts/filters",
            new
            {
                text = $"everybody with {email}",
                save = true,
                name = "One",
            }
        );
        var byId = await api.GetAsync($"{api.Workspace}/contacts?stored_filter_id={filter["public_id"]}");
        var byToken = await api.GetAsync($"{api.Workspace}/contacts?stable_id={filter["stable_id"]}");
        var action = await FinishAsync(api, "contacts", "unsubscribe_action", new { stable_id = filter["stable_id"]!.ToString() });

        Assert.That((byId.Ids.Count, byToken.Ids.Count), Is.EqualTo((1, 1)));
        Assert.That(action["performed_count"]!.GetValue<long>(), Is.EqualTo(1));
        Assert.That(action["filter_id"], Is.Not.Null);
        Assert.That((await api.GetAsync($"{api.Workspace}/orders?stored_filter_id={filter["id"]}")).Status, Is.EqualTo(422));
        Assert.That((await api.GetAsync($"{api.Workspace}/refine_filters")).Json["refine_filters"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(
            (await api.GetAsync($"/contacts/filters/{filter["id"]}")).Json["stable_id"]!.ToString(),
            Is.EqualTo(filter["stable_id"]!.ToString())
        );
        Assert.That((await api.PostAsync($"{api.Workspace}/contacts/filters", new { text = " " })).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Members_join_spaces_are_banned_and_unbanned()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var contacts = (await api.GetAsync($"{api.Workspace}/contacts")).Json.AsArray();
        var community = (await api.MakeAsync($"{api.Workspace}/communities", new { community = new { name = "Club" } }))["id"];
        foreach (var contact in contacts)
        {
            await api.MakeAsync(
                $"/communities/{community}/memberships",
                new { communities_membership = new { contact_id = contact!["public_id"]!.ToString() } }
            );
        }

        var again = await api.PostAsync(
            $"/communities/{community}/memberships",
            new { communities_membership = new { contact_id = contacts[0]!["public_id"]!.ToString() } }
        );

        var ban = await api.MakeAsync(
            $"/communities/{community}/memberships/ban_actions",
            new { communities_memberships_ban_action = new { target_all = true, reason = "spam" } }
        );
        var path = $"/communities/memberships/ban_actions/{ban["id"]}";
        string[] statuses =
        [
            ban["status"]!.ToString(),
            (await api.GetAsync(path)).Json["status"]!.ToString(),
            (await api.GetAsync(path)).Json["status"]!.ToString(),
        ];
        var bans = await api.GetAsync($"/communities/{community}/bans");
        var unban = await api.MakeAsync(
            $"/communities/{community}/bans/unban_actions",
            new { communities_bans_unban_action = new { target_ids = new[] { bans.Json[0]!["public_id"]!.ToString() } } }
        );
        await api.GetAsync($"/communities/bans/unban_actions/{unban["id"]}");
        await api.GetAsync($"/communities/bans/unban_actions/{unban["id"]}");

        Assert.That(again.Status, Is.EqualTo(422));
        Assert.That(statuses, Is.EqualTo(new[] { "queued", "processing", "completed" }));
        Assert.That((bans.Ids.Count, bans.Json[0]!["reason"]!.ToString()), Is.EqualTo((3, "spam")));
        Assert.That((await api.GetAsync($"/communities/{community}/bans")).Ids, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Sections_are_published_with_their_lessons()
    {
        await using var api = await Api.StartAsync();
        var course = (await api.MakeAsync($"{api.Workspace}/courses", new { course = new { title = "New" } }));
        var body = new { courses_sections_publish_action = new { target_all = true } };
        var nothing = await api.PostAsync($"/courses/{course["id"]}/sections/publish_actions", body);
        var section = await api.MakeAsync($"/courses/{course["id"]}/sections", new { courses_section = new { title = "One" } });
        await api.MakeAsync($"/courses/sections/{section["id"]}/lessons", new { courses_lesson = new { title = "First" } });

        var action = await api.MakeAsync($"/courses/{course["id"]}/sections/publish_actions", body);
        await api.GetAsync($"/courses/sections/publish_actions/{action["id"]}");
        var done = (await api.GetAsync($"/courses/sections/publish_actions/{action["id"]}")).Json;

        Assert.That((nothing.Status, nothing.Json["status"]!.ToString()), Is.EqualTo((200, "completed")));
        Assert.That((done["status"]!.ToString(), done["published_lessons_count"]!.ToString()), Is.EqualTo(("completed", "1")));
        Assert.That((await api.GetAsync($"/courses/sections/{section["id"]}/lessons")).Json[0]!["published_at"], Is.Not.Null);
        Assert.That(
            (await api.PostAsync($"/courses/{course["id"]}/publish", new { published_at = "2020-01-01T00:00:00Z" })).Status,
            Is.EqualTo(422)
        );
        Assert.That((await api.PostAsync($"/courses/{course["id"]}/publish")).Json["published_at"], Is.Not.Null);
    }

    private static async Task<JsonNode> FinishAsync(Api api, string owner, string name, object body)
    {
        var made = await api.MakeAsync($"{api.Workspace}/{owner}/{name}s", new Dictionary<string, object> { [$"{owner}_{name}"] = body });
        var reply = await api.GetAsync($"/{owner}/{name}s/{made["id"]}");
        for (var step = 0; step < 5 && reply.Json["completed_at"] is null; step++)
        {
            reply = await api.GetAsync($"/{owner}/{name}s/{made["id"]}");
        }

        Assert.That(reply.Json["completed_at"], Is.Not.Null, reply.Text);
        return reply.Json;
    }
}
