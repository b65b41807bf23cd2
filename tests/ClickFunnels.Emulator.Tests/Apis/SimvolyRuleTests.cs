using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Apis;

/// <summary>The documented rules of Simvoly, and the assumed ones that clients rely on.</summary>
public sealed class SimvolyRuleTests
{
    [Test]
    public async Task A_request_needs_key_and_user_agent()
    {
        await using var api = await PlatformApi.SimvolyAsync();

        var noKey = await api.SendAsync("GET", "/contacts", change: request => request.Headers.Remove("Authorization"));
        var wrongKey = await api.SendAsync("GET", "/contacts", change: request => request.Headers.Authorization = new("Bearer", "wrong"));
        var noAgent = await api.SendAsync("GET", "/contacts", change: request => request.Headers.Remove("User-Agent"));

        Assert.That((noKey.Status, wrongKey.Status, noAgent.Status), Is.EqualTo((401, 401, 400)));
        foreach (var reply in (Reply[])[noKey, wrongKey, noAgent])
        {
            Assert.That(reply.Json["success"]!.GetValue<bool>(), Is.False);
            Assert.That(reply.Json["message"]!.GetValue<string>(), Is.Not.Empty);
        }
    }

    [Test]
    public async Task Post_updates_the_contact_with_the_email_address_and_sets_only_what_is_not_empty()
    {
        await using var api = await PlatformApi.SimvolyAsync(options => options.Contacts = 0, recorded: false);
        var made = await api.MakeAsync(
            "/contacts",
            new
            {
                email = "Ada@example.com",
                name = "Ada",
                city = "Oslo",
                tags = new[] { "vip" },
                subscribed = true,
            }
        );

        var again = await api.MakeAsync(
            "/contacts",
            new
            {
                email = "ada@EXAMPLE.com",
                name = "",
                city = "Bergen",
                tags = Array.Empty<string>(),
            }
        );
        var put = await api.PutAsync(
            $"/contacts/{made["id"]}",
            new
            {
                name = (string?)null,
                phone = "+47",
                subscribed = false,
            }
        );
        var list = await api.GetAsync("/contacts");

        Assert.That(again["id"]!.GetValue<long>(), Is.EqualTo(made["id"]!.GetValue<long>()));
        Assert.That((again["name"]!.ToString(), again["city"]!.ToString()), Is.EqualTo(("Ada", "Bergen")));
        Assert.That(again["tags"]!.ToJsonString(), Is.EqualTo("""["vip"]"""));
        Assert.That(
            (put.Json["name"]!.ToString(), put.Json["phone"]!.ToString(), put.Json["subscribed"]!.GetValue<bool>()),
            Is.EqualTo(("Ada", "+47", false))
        );
        Assert.That(list.Json["totalCount"]!.GetValue<int>(), Is.EqualTo(1));
    }

    [Test]
    public async Task Both_ends_of_a_range_of_time_are_inclusive()
    {
        await using var api = await PlatformApi.SimvolyAsync(options => options.Contacts = 0);
        api.Emulator.AddRecords("Contact", [.. new[] { 100, 200, 300 }.Select(time => new JsonObject { ["createdOn"] = time })]);
        api.Emulator.AddRecords(
            "Booking",
            [new JsonObject { ["start"] = 100, ["eventId"] = 7 }, new JsonObject { ["start"] = 300, ["eventId"] = 8 }]
        );

        Assert.That(await TimesAsync("/contacts?created_at_min=200&created_at_max=300", "createdOn"), Is.EqualTo(new[] { 200, 300 }));
        Assert.That(await TimesAsync("/contacts?created_at_max=200", "createdOn"), Is.EqualTo(new[] { 100, 200 }));
        Assert.That(await TimesAsync("/bookings?from=100&to=100", "start"), Is.EqualTo(new[] { 100 }));
        Assert.That(await TimesAsync("/bookings?eventId=8&from=0", "start"), Is.EqualTo(new[] { 300 }));
        Assert.That((await api.GetAsync("/contacts?created_at_min=soon")).Status, Is.EqualTo(400));

        api.Emulator.AddRecords("FormSubmission", [.. new[] { 100, 200 }.Select(time => new JsonObject { ["submitted_at"] = time })]);
        Assert.That((await api.GetAsync("/form-submissions?from=150&to=200")).Json["totalCount"]!.GetValue<int>(), Is.EqualTo(1));

        async Task<List<int>> TimesAsync(string path, string field) =>
            [.. (await api.GetAsync(path)).Json["items"]!.AsArray().Select(item => item![field]!.GetValue<int>())];
    }

    [Test]
    public async Task Lists_are_cut_by_limit_and_skip()
    {
        await using var api = await PlatformApi.SimvolyAsync(options => options.Contacts = 120, recorded: false);

        var usual = (await api.GetAsync("/contacts")).Json;
        var last = (await api.GetAsync("/contacts?limit=50&skip=100")).Json;
        var most = (await api.GetAsync("/contacts?limit=500&skip=-1")).Json;

        Assert.That(usual["items"]!.AsArray(), Has.Count.EqualTo(30));
        Assert.That((Number(usual, "totalCount"), Number(usual, "limit"), Number(usual, "skip")), Is.EqualTo((120, 30, 0)));
        Assert.That(last["items"]!.AsArray(), Has.Count.EqualTo(20));
        Assert.That((Number(most, "limit"), Number(most, "skip")), Is.EqualTo((50, 0)));
        foreach (var path in (string[])["/member-groups", "/products/categories", "/subscriber-lists", "/webhooks"])
        {
            Assert.That((await api.GetAsync(path)).Json, Is.InstanceOf<JsonArray>(), path);
        }
    }

    [Test]
    public async Task A_category_finds_the_products_of_its_subcategories()
    {
        await using var api = await PlatformApi.SimvolyAsync(options => options.Products = 5);
        var roots = (await api.GetAsync("/products/categories?parent=0")).Json.AsArray();
        var lighting = roots.Single(one => one!["name"]!.ToString() == "Lighting")!["id"];

        var below = (await api.GetAsync($"/products?category_id={lighting}")).Json["items"]!.AsArray();
        var titled = (await api.GetAsync("/products?title=LAMP")).Json["items"]!.AsArray();
        var children = (await api.GetAsync($"/products/categories?parent={lighting}")).Json.AsArray();

        Assert.That(roots, Has.Count.EqualTo(2));
        Assert.That(below.Select(one => one!["title"]!.ToString()), Is.EqualTo(new[] { "Desk lamp", "Floor lamp" }));
        Assert.That(titled.Select(one => one!["title"]!.ToString()), Is.EqualTo(new[] { "Desk lamp", "Floor lamp" }));
        Assert.That(children.Single()!["name"]!.ToString(), Is.EqualTo("Lamps"));
    }

    [TestCase("true", 1)]
    [TestCase("false", 2)]
    [TestCase(null, 2)]
    public async Task A_product_is_updated_by_its_url_if_asked_to(string? update, int expected)
    {
        await using var api = await PlatformApi.SimvolyAsync(options => options.Products = 0);
        var query = update is null ? "" : $"?update_existing_product_by_url={update}";
        var first = await api.MakeAsync(
            "/products" + query,
            new
            {
                type = "physical",
                title = "Lamp",
                url = "lamp",
                description = "Old",
                variants = new[] { new { sku = "A", price = 5.5m } },
            }
        );

        var second = await api.MakeAsync(
            "/products" + query,
            new
            {
                type = "physical",
                title = "Better lamp",
                url = "lamp",
            }
        );
        var list = (await api.GetAsync("/products")).Json;

        Assert.That(Number(list, "totalCount"), Is.EqualTo(expected));
        if (expected == 1)
        {
            Assert.That(second["id"]!.GetValue<long>(), Is.EqualTo(first["id"]!.GetValue<long>()));
            Assert.That((second["title"]!.ToString(), second["description"]!.ToString()), Is.EqualTo(("Better lamp", "Old")));
            Assert.That(second["variants"]![0]!["price"]!.GetValue<decimal>(), Is.EqualTo(5.5m), "variants that are not sent stay");
        }
        else
        {
            Assert.That(second["url"]!.ToString(), Is.EqualTo("lamp-2"));
        }
    }

    [Test]
    public async Task Products_check_type_title_categories_and_file()
    {
        await using var api = await PlatformApi.SimvolyAsync(recorded: false);
        var category = (await api.GetAsync("/products/categories")).Json[1]!;

        var bad = await api.PostAsync("/products", new { type = "gift", categories = new[] { new { id = 999999 } } });
        var made = await api.MakeAsync(
            "/products",
            new
            {
                type = "digital",
                title = "Guide",
                file = "https://files.example.com/guide.pdf",
                categories = new[] { new { id = category["id"]!.GetValue<long>() } },
            }
        );
        var physical = await api.MakeAsync(
            "/products",
            new
            {
                type = "physical",
                title = "Book",
                file = "https://files.example.com/book.pdf",
                variants = new[]
                {
                    new
                    {
                        regularPrice = 20m,
                        salePrice = 15m,
                        onSale = true,
                    },
                },
            }
        );

        Assert.That(
            (bad.Status, bad.Json["message"]!.ToString()),
            Is.EqualTo((400, "Type is not included in the list; Title can't be blank; Categories must exist"))
        );
        Assert.That(made["categories"]![0]!["name"]!.ToString(), Is.EqualTo(category["name"]!.ToString()));
        Assert.That(made["file"]!.ToString(), Does.EndWith("guide.pdf"));
        Assert.That(physical["file"], Is.Null);
        Assert.That(physical["variants"]![0]!["price"]!.GetValue<decimal>(), Is.EqualTo(15m));
    }

    [Test]
    public async Task The_status_of_an_order_is_sent_in_upper_case_and_returned_in_lower_case()
    {
        await using var api = await PlatformApi.SimvolyAsync(recorded: false);
        var order = (await api.GetAsync("/orders")).Json["items"]![0]!;

        var shipped = await api.PutAsync(
            $"/orders/{order["id"]}",
            new
            {
                status = "SHIPPED",
                paid = true,
                notifyCustomer = true,
                fulfillment = new { trackingNo = "T1" },
            }
        );
        var lower = await api.PutAsync($"/orders/{order["id"]}", new { status = "shipped" });
        var patched = await api.SendAsync("PATCH", $"/orders/{order["id"]}", new { status = "COMPLETED" });

        Assert.That((order["status"]!.ToString(), shipped.Json["status"]!.ToString()), Is.EqualTo(("pending", "shipped")));
        Assert.That(shipped.Json["paid"]!.GetValue<bool>(), Is.True);
        Assert.That(shipped.Json.AsObject().ContainsKey("fulfillment"), Is.False);
        Assert.That(lower.Status, Is.EqualTo(400));
        Assert.That(patched.Json["status"]!.ToString(), Is.EqualTo("completed"));
    }

    [Test]
    public async Task A_member_has_a_contact_and_its_password_shows_nowhere()
    {
        await using var api = await PlatformApi.SimvolyAsync(recorded: false);
        var group = await api.MakeAsync("/member-groups", new { name = "Gold" });
        var contact = (await api.GetAsync("/contacts")).Json["items"]![0]!;

        var member = await api.MakeAsync(
            "/members",
            new
            {
                name = "Mara",
                email = contact["email"]!.ToString(),
                password = "secret-1",
                groups = new[] { group["id"]!.GetValue<long>() },
            }
        );
        var updated = await api.PutAsync($"/members/{member["id"]}", new { name = "Mara L", password = "secret-2" });
        var twice = await api.PostAsync("/members", new { name = "M", email = contact["email"]!.ToString() });
        var inGroup = await api.GetAsync($"/members?groupId={group["id"]}");
        var linked = await api.GetAsync($"/contacts/{contact["id"]}");
        var deleted = await api.DeleteAsync($"/member-groups/{group["id"]}");
        var after = await api.GetAsync($"/members/{member["id"]}");

        Assert.That(updated.Json["name"]!.ToString(), Is.EqualTo("Mara L"));
        Assert.That(member.ToJsonString() + updated.Text, Does.Not.Contain("secret-"));
        lock (api.Emulator.Store.Gate)
        {
            Assert.That(api.Emulator.Store.Of("Member").Single().Fields.ToJsonString(), Does.Not.Contain("secret-"));
        }

        Assert.That(twice.Status, Is.EqualTo(400));
        Assert.That(inGroup.Json["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(linked.Json["memberId"]!.GetValue<long>(), Is.EqualTo(member["id"]!.GetValue<long>()));
        Assert.That(deleted.Text, Is.EqualTo("""{"success":true,"message":""}"""));
        Assert.That(after.Json["groups"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_session_is_valid_for_900_seconds()
    {
        var clock = new ManualTimeProvider();
        await using var api = await PlatformApi.SimvolyAsync(options => options.TimeProvider = clock);
        await api.MakeAsync("/members", new { name = "Ada", email = "ada@example.com" });

        var session = (await api.PostAsync("/members/start-session", new { email = "ada@example.com", path = "/a b" })).Json;
        var unknown = await api.PostAsync("/members/start-session", new { email = "nobody@example.com" });

        Assert.That(session["createdAt"]!.GetValue<long>(), Is.EqualTo(clock.GetUtcNow().ToUnixTimeSeconds()));
        Assert.That(session["expiresAt"]!.GetValue<long>(), Is.EqualTo(clock.GetUtcNow().ToUnixTimeSeconds() + 900));
        Assert.That(session["accessUrl"]!.ToString(), Does.Contain(session["token"]!.ToString()).And.EndWith("path=%2Fa%20b"));
        Assert.That(unknown.Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Deleting_a_contact_deletes_its_data()
    {
        await using var api = await PlatformApi.SimvolyAsync();
        var contact = (await api.GetAsync("/contacts")).Json["items"]![0]!["id"]!.GetValue<long>();

        var deleted = await api.DeleteAsync($"/contacts/{contact}");
        var submissions = (await api.GetAsync("/form-submissions")).Json["items"]!.AsArray();
        var bookings = (await api.GetAsync("/bookings")).Json["items"]!.AsArray();
        var orders = (await api.GetAsync("/orders")).Json["items"]!.AsArray();

        Assert.That(deleted.Status, Is.EqualTo(200));
        Assert.That((await api.GetAsync($"/contacts/{contact}")).Status, Is.EqualTo(404));
        Assert.That((submissions.Count, bookings.Count, orders.Count), Is.EqualTo((1, 1, 3)));
        Assert.That(orders[0]!["contactId"], Is.Null);
    }

    [Test]
    public async Task Subscriber_lists_count_their_contacts()
    {
        await using var api = await PlatformApi.SimvolyAsync();
        var list = (await api.MakeAsync("/subscriber-lists", new { name = "News" }))["id"]!.GetValue<long>();
        await api.MakeAsync("/contacts", new { email = "new@example.com", subscriberLists = new[] { list } });

        var read = await api.GetAsync($"/subscriber-lists/{list}");
        var unknown = await api.PostAsync("/contacts", new { email = "other@example.com", subscriberLists = new[] { 999999 } });
        await api.DeleteAsync($"/subscriber-lists/{list}");
        var contact = await api.GetAsync("/contacts/search-by-email?email=new@example.com");

        Assert.That(Number(read.Json, "subscribers"), Is.EqualTo(1));
        Assert.That(unknown.Status, Is.EqualTo(400));
        Assert.That(contact.Json["subscriberLists"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Times_are_seconds_since_the_epoch()
    {
        var clock = new ManualTimeProvider();
        await using var api = await PlatformApi.SimvolyAsync(options =>
        {
            options.TimeProvider = clock;
            options.Contacts = 0;
        });

        var contact = await api.MakeAsync("/contacts", new { email = "a@example.com" });
        var member = await api.MakeAsync("/members", new { name = "B", email = "b@example.com" });
        var list = await api.MakeAsync("/subscriber-lists", new { name = "News" });

        Assert.That(
            (Number(contact, "createdOn"), Number(member, "registeredOn"), Number(list, "created")),
            Is.EqualTo(
                (clock.GetUtcNow().ToUnixTimeSeconds(), clock.GetUtcNow().ToUnixTimeSeconds(), clock.GetUtcNow().ToUnixTimeSeconds())
            )
        );
    }

    private static long Number(JsonNode record, string name) => record[name]!.GetValue<long>();
}
