using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

public sealed class ContactTests
{
    [Test]
    public async Task Create_read_and_update()
    {
        await using var api = await Api.StartAsync(unrecorded: "an unknown property is sent");
        var made = await api.MakeAsync(
            $"{api.Workspace}/contacts",
            new
            {
                contact = new
                {
                    email_address = "a@example.com",
                    first_name = "A",
                    unknown = 1,
                },
            }
        );

        var updated = await api.PutAsync($"/contacts/{made["id"]}", new { contact = new { first_name = (string?)null, last_name = "B" } });

        Assert.That(updated.Status, Is.EqualTo(200));
        Assert.That(updated.Json["first_name"], Is.Null);
        Assert.That(updated.Json["last_name"]!.GetValue<string>(), Is.EqualTo("B"));
        Assert.That(updated.Json["email_address"]!.GetValue<string>(), Is.EqualTo("a@example.com"));
        Assert.That(JsonNode.DeepEquals((await api.GetAsync($"/contacts/{made["id"]}")).Json, updated.Json));
    }

    [Test]
    public async Task Upsert_creates_then_updates_and_ignores_what_is_empty()
    {
        await using var api = await Api.StartAsync();
        var tag = api.Emulator.Workspaces[0].ContactTagIds[1];
        var path = $"{api.Workspace}/contacts/upsert";

        var created = await api.PostAsync(
            path,
            new
            {
                contact = new
                {
                    email_address = "a@example.com",
                    first_name = "A",
                    tag_ids = new[] { tag },
                },
            }
        );
        var updated = await api.PostAsync(
            path,
            new
            {
                contact = new
                {
                    email_address = "A@Example.com",
                    first_name = (string?)null,
                    last_name = "B",
                    tag_ids = Array.Empty<int>(),
                },
            }
        );

        Assert.That((created.Status, updated.Status), Is.EqualTo((201, 200)));
        Assert.That(updated.Id, Is.EqualTo(created.Id));
        Assert.That(updated.Json["first_name"]!.GetValue<string>(), Is.EqualTo("A"));
        Assert.That(updated.Json["last_name"]!.GetValue<string>(), Is.EqualTo("B"));
        Assert.That(updated.Json["tags"]![0]!["id"]!.GetValue<long>(), Is.EqualTo(tag));
    }

    [Test]
    public async Task Upsert_needs_an_address()
    {
        await using var api = await Api.StartAsync();

        Assert.That(
            (await api.PostAsync($"{api.Workspace}/contacts/upsert", new { contact = new { first_name = "A" } })).Status,
            Is.EqualTo(422)
        );
    }

    [TestCase("a@example.com", "Email address has already been taken")]
    [TestCase("A@EXAMPLE.com", "Email address has already been taken")]
    [TestCase("nonsense", "Email address is invalid")]
    public async Task Addresses_are_checked(string email, string message)
    {
        await using var api = await Api.StartAsync();
        await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { email_address = "a@example.com" } });

        var reply = await api.PostAsync($"{api.Workspace}/contacts", new { contact = new { email_address = email } });

        Assert.That((reply.Status, reply.Error), Is.EqualTo((422, $"Request unprocessable: {message}")));
    }

    [Test]
    public async Task Tags_are_replaced_and_cleared()
    {
        await using var api = await Api.StartAsync();
        var tags = api.Emulator.Workspaces[0].ContactTagIds;
        var made = await api.MakeAsync(
            $"{api.Workspace}/contacts",
            new { contact = new { first_name = "A", tag_ids = new[] { tags[0], tags[1] } } }
        );

        var replaced = await api.PutAsync($"/contacts/{made["id"]}", new { contact = new { tag_ids = new[] { tags[2] } } });
        var cleared = await api.PutAsync($"/contacts/{made["id"]}", new { contact = new { tag_ids = Array.Empty<long>() } });
        var unknown = await api.PutAsync($"/contacts/{made["id"]}", new { contact = new { tag_ids = new[] { 5 } } });

        Assert.That(made["tags"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(
            replaced.Json["tags"]!.AsArray().Select(tag => tag!["name"]!.GetValue<string>()),
            Is.EqualTo(new[] { "Webinar guest" })
        );
        Assert.That(cleared.Json["tags"]!.AsArray(), Is.Empty);
        Assert.That(unknown.Status, Is.EqualTo(422));
    }

    [Test]
    public async Task Keys_of_custom_attributes_become_snake_case_and_merge()
    {
        await using var api = await Api.StartAsync(unrecorded: "a number is sent as an own attribute");
        var made = await api.MakeAsync(
            $"{api.Workspace}/contacts",
            """{"contact":{"custom_attributes":{"Favorite Color":"red","shoeSize":42}}}"""
        );

        var updated = await api.PutAsync($"/contacts/{made["id"]}", """{"contact":{"custom_attributes":{"shoe-size":"43"}}}""");

        Assert.That(made["custom_attributes"]!.ToJsonString(), Is.EqualTo("""{"favorite_color":"red","shoe_size":"42"}"""));
        Assert.That(updated.Json["custom_attributes"]!.ToJsonString(), Is.EqualTo("""{"favorite_color":"red","shoe_size":"43"}"""));
    }

    [TestCase("First Name", 422)]
    [TestCase("email_address", 422)]
    [TestCase("", 400)]
    [TestCase(" - ", 400)]
    public async Task Some_keys_of_custom_attributes_are_refused(string key, int status)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync(
            $"{api.Workspace}/contacts",
            new { contact = new { custom_attributes = new Dictionary<string, string> { [key] = "x" } } }
        );

        Assert.That(reply.Status, Is.EqualTo(status), reply.Text);
    }

    [Test]
    public async Task A_deleted_contact_leaves_the_list_but_can_be_read()
    {
        await using var api = await Api.StartAsync(contacts: 2);
        var id = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];

        var deleted = await api.DeleteAsync($"/contacts/{id}");

        Assert.That((deleted.Status, deleted.Text), Is.EqualTo((204, "")));
        Assert.That((await api.GetAsync($"{api.Workspace}/contacts")).Ids, Does.Not.Contain(id));
        Assert.That((await api.GetAsync($"/contacts/{id}")).Json["deleted_at"], Is.Not.Null);
        Assert.That((await api.DeleteAsync($"/contacts/{id}")).Status, Is.EqualTo(404));
        Assert.That((await api.PutAsync($"/contacts/{id}", new { contact = new { first_name = "A" } })).Status, Is.EqualTo(404));
        await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { email_address = "ada.adler.1@example.com" } });
    }

    [Test]
    public async Task Contacts_in_use_cannot_be_deleted()
    {
        await using var api = await Api.StartAsync(contacts: 5, options => options.DefaultContact = true);
        var world = await World.MakeAsync(api);
        var subscriber = world.Contacts[3];
        await api.MakeAsync(
            $"{api.Workspace}/orders",
            new
            {
                order = new
                {
                    order_type = "subscription-order",
                    service_status = "active",
                    live_mode = true,
                    contact_id = subscriber,
                    line_items_attributes = new[]
                    {
                        new
                        {
                            variant_id = world.Ids["ProductVariant"],
                            products_price_id = world.Ids["ProductPrice"],
                            quantity = 1,
                        },
                    },
                },
            }
        );

        Assert.That((await api.DeleteAsync($"/contacts/{world.Contacts[0]}")).Error, Does.Contain("default contact"));
        Assert.That((await api.DeleteAsync($"/contacts/{world.Contacts[1]}")).Error, Does.Contain("enrollments"));
        Assert.That((await api.DeleteAsync($"/contacts/{subscriber}")).Error, Does.Contain("subscription"));
        Assert.That((await api.DeleteAsync($"/contacts/{world.Contacts[4]}")).Status, Is.EqualTo(204));
    }

    [Test]
    public async Task A_contact_is_enrolled_in_a_course_once()
    {
        await using var api = await Api.StartAsync(contacts: 1);
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];
        var path = $"/courses/{api.Emulator.Workspaces[0].CourseIds[0]}/enrollments";

        var first = await api.MakeAsync(path, new { courses_enrollment = new { contact_id = contact } });
        var second = await api.PostAsync(path, new { courses_enrollment = new { contact_id = contact } });

        Assert.That(first["contact"]!["email_address"]!.GetValue<string>(), Is.EqualTo("ada.adler.1@example.com"));
        Assert.That(second.Status, Is.EqualTo(422));
        Assert.That((await api.GetAsync($"{path}?filter[contact_id]={contact}")).Ids, Has.Exactly(1).Items);
    }
}
