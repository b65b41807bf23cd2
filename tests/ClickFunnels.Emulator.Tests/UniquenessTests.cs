namespace ClickFunnels.Emulator.Tests;

/// <summary>Values that only one record may have: refused in creation and in change, and in calls that run at the same time.</summary>
public sealed class UniquenessTests
{
    [TestCase("contacts", "contact", "email_address", "Ada@Example.com", "ada@example.com", "Email address has already been taken")]
    [TestCase("contacts/tags", "contacts_tag", "name", "Vip", "vip", "Name has already been taken")]
    [TestCase("orders/tags", "orders_tag", "name", "Vip", "vip", "Name has already been taken")]
    [TestCase("products/tags", "products_tag", "name", "Vip", "vip", "Name has already been taken")]
    [TestCase("funnels/tags", "funnels_tag", "name", "Vip", "vip", "Name has already been taken")]
    [TestCase("refine_filters", "refine_filter", "name", "Vip", "Vip", "Name has already been taken")]
    [TestCase("discounts", "discount", "code", "SPRING-1", "spring-1", "Code has already been taken")]
    public async Task A_value_is_taken_once_in_a_workspace(
        string path,
        string envelope,
        string field,
        string first,
        string same,
        string message
    )
    {
        await using var api = await Api.StartAsync(configure: options => options.Workspaces.Add(new WorkspaceSeed("second")));
        var list = $"{api.Workspace}/{path}";
        var taken = await api.MakeAsync(list, Body(envelope, field, first));
        var other = await api.MakeAsync(list, Body(envelope, field, "Other-2@example.com".Split(field == "email_address" ? '#' : '@')[0]));

        var created = await api.PostAsync(list, Body(envelope, field, same));
        var update = path is "refine_filters" or "discounts" ? "PATCH" : "PUT";
        var changed = await api.SendAsync(update, $"/{path}/{other["id"]}", Changes(envelope, field, same));
        var kept = await api.SendAsync(update, $"/{path}/{taken["id"]}", Changes(envelope, field, same));
        var elsewhere = await api.PostAsync($"/workspaces/{api.Emulator.Workspaces[1].Id}/{path}", Body(envelope, field, same));

        foreach (var refused in new[] { created, changed })
        {
            Assert.That((refused.Status, refused.Error), Is.EqualTo((422, $"Request unprocessable: {message}")));
        }

        Assert.That((kept.Status, elsewhere.Status), Is.EqualTo((200, 201)), kept.Text + elsewhere.Text);
        Assert.That(
            (await api.GetAsync($"/{path}/{other["id"]}")).Json[field]!.ToString(),
            Does.StartWith("other-2").IgnoreCase,
            "a refused change changes nothing"
        );
    }

    [Test]
    public async Task Of_calls_at_the_same_time_one_wins()
    {
        await using var api = await Api.StartAsync();
        foreach (
            var (path, envelope, field) in new[]
            {
                ("contacts", "contact", "email_address"),
                ("contacts/tags", "contacts_tag", "name"),
                ("discounts", "discount", "code"),
            }
        )
        {
            var value = field == "email_address" ? "same@example.com" : "SAME";
            var replies = await Task.WhenAll(
                Enumerable.Range(0, 12).Select(_ => api.PostAsync($"{api.Workspace}/{path}", Body(envelope, field, value)))
            );

            Assert.That(replies.Count(reply => reply.Status == 201), Is.EqualTo(1), path);
            Assert.That(replies.Where(reply => reply.Status != 201).Select(reply => reply.Status), Is.All.EqualTo(422), path);
        }
    }

    [TestCase("SECOND", "Subdomain has already been taken")]
    [TestCase("a.b", "Subdomain is invalid")]
    [TestCase("-a", "Subdomain is invalid")]
    [TestCase("", "Subdomain can't be blank")]
    public async Task A_subdomain_is_one_free_label(string subdomain, string message)
    {
        await using var api = await Api.StartAsync(configure: options => options.Workspaces.Add(new WorkspaceSeed("second")));

        var refused = await api.PutAsync(api.Workspace, new { workspace = new { subdomain } });
        var free = await api.PutAsync(api.Workspace, new { workspace = new { subdomain = "Third-1" } });
        var own = await api.PutAsync(api.Workspace, new { workspace = new { subdomain = "third-1" } });

        Assert.That((refused.Status, refused.Error), Is.EqualTo((422, $"Request unprocessable: {message}")));
        Assert.That((free.Status, own.Status), Is.EqualTo((200, 200)), free.Text + own.Text);
    }

    [Test]
    public async Task A_contact_is_enrolled_tagged_and_its_lesson_completed_once()
    {
        await using var api = await Api.StartAsync(contacts: 2);
        var world = api.Emulator.Workspaces[0];
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[1];
        var course = world.CourseIds[0];
        var enroll = new { courses_enrollment = new { contact_id = contact } };
        var enrollment = await api.MakeAsync($"/courses/{course}/enrollments", enroll);
        var section = await api.MakeAsync($"/courses/{course}/sections", new { courses_section = new { title = "One" } });
        var lesson = await api.MakeAsync($"/courses/sections/{section["id"]}/lessons", new { courses_lesson = new { title = "One" } });
        var complete = new { courses_lesson_completion = new { lesson_id = lesson["id"], enrollment_id = enrollment["id"] } };
        var first = await api.MakeAsync($"/courses/{course}/lesson_completions", complete);
        var tag = new { contacts_applied_tag = new { tag_id = world.ContactTagIds[1] } };
        await api.MakeAsync($"/contacts/{contact}/applied_tags", tag);

        Assert.That(first["completed_at"]?.ToString(), Is.Not.Null.And.Not.StartsWith("1970"), "completed now, without completed_at");
        Assert.That((await api.PostAsync($"/courses/{course}/enrollments", enroll)).Status, Is.EqualTo(422));
        Assert.That((await api.PostAsync($"/courses/{course}/lesson_completions", complete)).Status, Is.EqualTo(409));
        Assert.That((await api.PostAsync($"/contacts/{contact}/applied_tags", tag)).Status, Is.EqualTo(422));
    }

    private static Dictionary<string, object> Body(string envelope, string field, string value)
    {
        var fields = new Dictionary<string, object> { [field] = value };
        if (envelope == "discount")
        {
            fields["name"] = "Discount";
            fields["percent"] = "10";
        }

        if (envelope == "refine_filter")
        {
            fields["criteria"] = new[]
            {
                new
                {
                    attribute = "email_address",
                    clause = "eq",
                    value = "a@example.com",
                },
            };
        }

        if (envelope.EndsWith("_tag", StringComparison.Ordinal))
        {
            fields["color"] = "#123456";
        }

        return new Dictionary<string, object> { [envelope] = fields };
    }

    private static Dictionary<string, object> Changes(string envelope, string field, string value) =>
        new() { [envelope] = new Dictionary<string, object> { [field] = value } };
}
