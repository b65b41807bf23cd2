using System.Text;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Apis;

/// <summary>The documented rules of ElasticFunnels, and the assumed ones that clients rely on.</summary>
public sealed class ElasticFunnelsRuleTests
{
    [Test]
    public async Task Without_a_key_404_with_a_wrong_one_401_and_no_user_agent_is_needed()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var path = $"{api.Brand}/products";

        var noKey = await api.SendAsync("GET", path, change: request => request.Headers.Remove("EF-Access-Key"));
        var wrong = await api.SendAsync("GET", path, change: request => Key(request, "wrong"));
        var bearer = await api.SendAsync("GET", path, change: request => Key(request, null));
        var otherBrand = await api.GetAsync("/brands/999/products");
        var noAgent = await api.SendAsync("GET", path, change: request => request.Headers.Remove("User-Agent"));

        Assert.That((noKey.Status, wrong.Status, bearer.Status, otherBrand.Status, noAgent.Status), Is.EqualTo((404, 401, 404, 401, 200)));
        Assert.That(wrong.Text, Is.EqualTo("""{"message":"Invalid API key"}"""));
        Assert.That(otherBrand.Text, Is.EqualTo("""{"message":"Invalid API key or brand access denied"}"""));

        static void Key(HttpRequestMessage request, string? key)
        {
            request.Headers.Remove("EF-Access-Key");
            if (key is null)
            {
                request.Headers.Authorization = new("Bearer", "token");
            }
            else
            {
                request.Headers.Add("EF-Access-Key", key);
            }
        }
    }

    [Test]
    public async Task A_new_product_needs_its_fields_and_a_code_of_its_own()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(recorded: false);
        var path = $"{api.Brand}/products";

        var empty = await api.PostAsync(path, new { });
        var made = await api.PostAsync(path, Product("B-1"));
        var twice = await api.PostAsync(path, Product("b-1"));
        var bad = await api.PostAsync(path, Product("B-2", product => product["classification"] = "other"));
        var negative = await api.PostAsync(path, Product("B-2", product => product["price"] = -1));

        Assert.That(empty.Status, Is.EqualTo(422));
        Assert.That(
            Errors(empty).Select(error => (error.Key, error.Value![0]!.ToString())),
            Is.EquivalentTo(
                new[] { "code", "title", "price", "type", "classification" }.Select(name => (name, $"The {name} field is required."))
            )
        );
        Assert.That(made.Status, Is.EqualTo(201));
        Assert.That((made.Json["brand_id"]!.GetValue<long>(), made.Json["status"]!.ToString()), Is.EqualTo((1001, "active")));
        Assert.That((Errors(twice).Single().Key, twice.Json["message"]!.ToString()), Is.EqualTo(("code", "The given data was invalid.")));
        Assert.That(Errors(bad)["classification"]![0]!.ToString(), Is.EqualTo("The selected classification is invalid."));
        Assert.That(Errors(negative).ContainsKey("price"), Is.True);
    }

    [Test]
    public async Task Subscriptions_need_frequency_and_unit_and_tiers_override_them()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(recorded: false);
        var path = $"{api.Brand}/products";

        var missing = await api.PostAsync(path, Product("S-1", product => product["is_subscription"] = true));
        var half = await api.PostAsync(
            path,
            Product(
                "S-1",
                product =>
                {
                    product["is_subscription"] = true;
                    product["subscription_frequency"] = 1;
                }
            )
        );
        var trial = await api.PostAsync(path, Product("S-1", product => product["subscription_trial_days"] = -1));
        var tiers = await api.PostAsync(
            path,
            Product(
                "S-1",
                product =>
                {
                    product["is_subscription"] = true;
                    product["subscription_frequency"] = 9;
                    product["subscription_frequency_unit"] = "day";
                    product["subscription_tiers"] = new JsonArray(
                        new JsonObject
                        {
                            ["interval"] = "month",
                            ["interval_count"] = 3,
                            ["price"] = 20,
                        }
                    );
                }
            )
        );
        var badTier = await api.PostAsync(
            path,
            Product(
                "S-2",
                product =>
                    product["subscription_tiers"] = new JsonArray(
                        new JsonObject
                        {
                            ["interval"] = "decade",
                            ["interval_count"] = 0,
                            ["price"] = 20,
                        }
                    )
            )
        );

        Assert.That(
            Errors(missing).Select(error => error.Key),
            Is.EquivalentTo(new[] { "subscription_frequency", "subscription_frequency_unit" })
        );
        Assert.That(Errors(half).Select(error => error.Key), Is.EqualTo(new[] { "subscription_frequency_unit" }));
        Assert.That(Errors(trial).Select(error => error.Key), Is.EqualTo(new[] { "subscription_trial_days" }));
        Assert.That(
            (tiers.Json["subscription_frequency"]!.GetValue<int>(), tiers.Json["subscription_frequency_unit"]!.ToString()),
            Is.EqualTo((3, "month"))
        );
        Assert.That(
            Errors(badTier).Select(error => error.Key),
            Is.EquivalentTo(new[] { "subscription_tiers.0.interval", "subscription_tiers.0.interval_count" })
        );
    }

    [Test]
    public async Task Put_and_post_update_alike_and_need_the_title()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(recorded: false);
        var id = (await api.MakeAsync($"{api.Brand}/products", Product("U-1")))["id"];
        var path = $"{api.Brand}/products/{id}";

        var noTitle = await api.PutAsync(path, new { price = 5 });
        var put = await api.PutAsync(path, new { title = "New", price = 5 });
        var post = await api.PostAsync(path, new { title = "Newer" });

        Assert.That((noTitle.Status, Errors(noTitle).Single().Key), Is.EqualTo((422, "title")));
        Assert.That((put.Status, put.Json["price"]!.GetValue<decimal>(), put.Json["code"]!.ToString()), Is.EqualTo((200, 5m, "U-1")));
        Assert.That((post.Status, post.Json["title"]!.ToString(), post.Json["price"]!.GetValue<decimal>()), Is.EqualTo((200, "Newer", 5m)));
    }

    [Test]
    public async Task Lists_hide_variants_and_a_single_product_shows_them()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var listed = (await api.GetAsync($"{api.Brand}/products")).Json["data"]![0]!.AsObject();
        var all = (await api.GetAsync($"{api.Brand}/products/all?classification=main")).Json.AsArray();
        var single = (await api.GetAsync($"{api.Brand}/products/{listed["id"]}")).Json;

        Assert.That(listed.ContainsKey("variants"), Is.False);
        Assert.That(listed["merchant_product_ids"], Is.InstanceOf<JsonArray>());
        Assert.That(single["merchant_product_ids"], Is.InstanceOf<JsonObject>());
        Assert.That(single["variants"]!.AsArray().Select(one => one!["option1"]!.ToString()), Is.EqualTo(new[] { "30", "60" }));
        Assert.That(single["variants"]![0]!["price"], Is.Null, "null is the price of the product");
        Assert.That(all, Has.Count.EqualTo(3));
        Assert.That((await api.GetAsync($"{api.Brand}/products/all?classification=upsell")).Json.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Variants_keep_their_ids_in_an_update()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var product = (await api.GetAsync($"{api.Brand}/products")).Json["data"]![0]!;
        var path = $"{api.Brand}/products/{product["id"]}";
        var first = (await api.GetAsync(path)).Json["variants"]![0]!["id"]!.GetValue<long>();

        var updated = await api.PutAsync(
            path,
            new
            {
                title = "T",
                variants = new object[]
                {
                    new
                    {
                        id = first,
                        option1 = "30",
                        price = 9.5,
                    },
                    new { option1 = "120" },
                },
            }
        );
        var foreign = await api.PutAsync(path, new { title = "T", variants = new[] { new { id = 999999 } } });

        var variants = updated.Json["variants"]!.AsArray();
        Assert.That(variants.Select(one => one!["option1"]!.ToString()), Is.EqualTo(new[] { "30", "120" }));
        Assert.That(variants[0]!["id"]!.GetValue<long>(), Is.EqualTo(first));
        Assert.That(variants[1]!["id"]!.GetValue<long>(), Is.GreaterThan(first));
        Assert.That(Errors(foreign).Single().Key, Is.EqualTo("variants.0.id"));
    }

    [Test]
    public async Task Categories_have_two_levels()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var path = $"{api.Brand}/product-categories";
        var root = await api.MakeAsync(path, new { name = "Root" });
        var child = await api.MakeAsync(path, new { name = "Child", parent_id = root["id"]!.GetValue<long>() });
        var other = await api.MakeAsync(path, new { name = "Other" });

        var third = await api.PostAsync(path, new { name = "Third", parent_id = child["id"]!.GetValue<long>() });
        var demoted = await api.PutAsync($"{path}/{root["id"]}", new { parent_id = other["id"]!.GetValue<long>() });
        Assert.That((third.Status, demoted.Status), Is.EqualTo((422, 422)));
        Assert.That(await ErrorsOfAsync(child, null), Is.EqualTo(new[] { "product_category_id" }), "not a root");
        Assert.That(await ErrorsOfAsync(null, child), Is.EqualTo(new[] { "product_category_id" }), "a subcategory alone");
        Assert.That(await ErrorsOfAsync(other, child), Is.EqualTo(new[] { "product_subcategory_id" }), "of another category");
        Assert.That(await ErrorsOfAsync(root, child), Is.Empty);

        await api.DeleteAsync($"{path}/{root["id"]}");
        var left = (await api.GetAsync($"{path}/all")).Json.AsArray().Select(one => one!["name"]!.ToString());
        Assert.That(left, Has.None.EqualTo("Child"));

        async Task<List<string>> ErrorsOfAsync(JsonNode? category, JsonNode? subcategory)
        {
            var reply = await api.PostAsync(
                $"{api.Brand}/products",
                Product(
                    $"C-{Guid.NewGuid():N}",
                    product =>
                    {
                        product["product_category_id"] = category?["id"]!.DeepClone();
                        product["product_subcategory_id"] = subcategory?["id"]!.DeepClone();
                    }
                )
            );
            return reply.Status == 201 ? [] : [.. Errors(reply).Select(error => error.Key)];
        }
    }

    [TestCase("https://cdn.example.com/a/Guide.PDF?x=1", "document", "pdf", "application/pdf")]
    [TestCase("https://cdn.example.com/song.mp3", "audio", "mp3", "audio/mpeg")]
    [TestCase("https://cdn.example.com/pack.zip", "archive", "zip", "application/zip")]
    [TestCase("https://cdn.example.com/opaque", "file", "", null)]
    public async Task Files_of_a_product_get_kind_and_metadata(string address, string kind, string extension, string? type)
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();

        var product = await api.MakeAsync(
            $"{api.Brand}/products",
            Product("F-1", one => one["product_files"] = new JsonArray(new JsonObject { ["purpose"] = "digital", ["file"] = address }))
        );

        var file = product["product_files"]![0]!;
        Assert.That((file["kind"]!.ToString(), file["is_primary"]!.GetValue<bool>()), Is.EqualTo((kind, true)));
        Assert.That(
            (file["metadata"]!["extension"]!.ToString(), file["metadata"]!["mime_type"]?.ToString()),
            Is.EqualTo((extension, type))
        );
    }

    [Test]
    public async Task An_image_is_a_file_of_a_form_and_lists_in_forms_are_texts()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(recorded: false);
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in Product("I-1"))
        {
            form.Add(new StringContent(value!.ToString()), name);
        }

        form.Add(new StringContent("""[{"option1":"S","price":4}]"""), "variants");
        form.Add(new ByteArrayContent([1, 2, 3]), "image", "bottle.png");

        var made = await api.MakeAsync($"{api.Brand}/products", form);
        var address = await api.MakeAsync(
            $"{api.Brand}/products",
            Product("I-2", product => product["image"] = "https://images.example.com/a.png")
        );

        Assert.That(made["image"]!.ToString(), Is.EqualTo("products/bottle.png"));
        Assert.That(made["image_link"]!.ToString(), Is.EqualTo("https://cdn.elasticfunnels.io/1001/assets/products/bottle.png"));
        Assert.That(made["variants"]![0]!["price"]!.GetValue<decimal>(), Is.EqualTo(4));
        Assert.That(address["image"], Is.Null);
    }

    [Test]
    public async Task A_clone_has_a_code_of_its_own()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var id = (await api.GetAsync($"{api.Brand}/products")).Json["data"]![0]!["id"];

        var first = await api.MakeAsync($"{api.Brand}/products/{id}/clone");
        var second = await api.MakeAsync($"{api.Brand}/products/{id}/clone");

        Assert.That((first["code"]!.ToString(), second["code"]!.ToString()), Is.EqualTo(("vitamin-d-copy", "vitamin-d-copy-2")));
        Assert.That(first["title"]!.ToString(), Is.EqualTo("Copy of Vitamin D"));
        Assert.That(first["variants"]![0]!["id"]!.GetValue<long>(), Is.Not.EqualTo(second["variants"]![0]!["id"]!.GetValue<long>()));
    }

    [TestCase("percent", 150, 100)]
    [TestCase("percent", -5, 0)]
    [TestCase("percent", 12.5, 12.5)]
    [TestCase("fixed", 150, 150)]
    public async Task Percentages_of_coupons_are_brought_into_range(string type, double value, double expected)
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(recorded: false);

        var made = await api.MakeAsync(
            $"{api.Brand}/coupons",
            new
            {
                code = "C",
                type,
                value,
            }
        );
        var updated = await api.PutAsync($"{api.Brand}/coupons/{made["id"]}", new { value });

        Assert.That(made["value"]!.GetValue<double>(), Is.EqualTo(expected));
        Assert.That(updated.Json["value"]!.GetValue<double>(), Is.EqualTo(expected));
        Assert.That(made["status"]!.ToString(), Is.EqualTo("active"));
    }

    [Test]
    public async Task Coupons_check_code_dates_and_products()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(recorded: false);
        var path = $"{api.Brand}/coupons";
        await api.MakeAsync(
            path,
            new
            {
                code = "SAVE",
                type = "fixed",
                value = 5,
            }
        );

        var twice = await api.PostAsync(
            path,
            new
            {
                code = "save",
                type = "fixed",
                value = 5,
            }
        );
        var dates = await api.PostAsync(
            path,
            new
            {
                code = "D",
                type = "fixed",
                value = 5,
                valid_from = "2026-02-01",
                valid_until = "2026-01-31",
            }
        );
        var products = await api.PostAsync(
            path,
            new
            {
                code = "D",
                type = "fixed",
                value = 5,
                product_ids = new[] { 999999 },
            }
        );
        var length = await api.PostAsync(
            path,
            new
            {
                code = new string('x', 65),
                type = "fixed",
                value = 5,
            }
        );

        Assert.That((twice.Status, twice.Text), Is.EqualTo((422, """{"errors":{"code":["The code has already been taken."]}}""")));
        Assert.That(Errors(dates).Single().Key, Is.EqualTo("valid_until"));
        Assert.That(Errors(products).Single().Key, Is.EqualTo("product_ids.0"));
        Assert.That(Errors(length).Single().Key, Is.EqualTo("code"));
    }

    [Test]
    public async Task Validating_a_coupon_always_returns_200()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var path = $"{api.Brand}/coupons";
        await api.MakeAsync(
            path,
            new
            {
                code = "GOOD",
                type = "percent",
                value = 20,
            }
        );
        await api.MakeAsync(
            path,
            new
            {
                code = "OLD",
                type = "fixed",
                value = 5,
                valid_until = "2020-01-01",
            }
        );
        await api.MakeAsync(
            path,
            new
            {
                code = "SOON",
                type = "fixed",
                value = 5,
                valid_from = "2100-01-01",
            }
        );
        await api.MakeAsync(
            path,
            new
            {
                code = "OFF",
                type = "fixed",
                value = 5,
                status = "disabled",
            }
        );

        var good = await api.GetAsync($"{path}/validate?code=good");
        var reasons = new List<string>();
        foreach (var code in (string[])["OLD", "SOON", "OFF", "NONE"])
        {
            var reply = await api.GetAsync($"{path}/validate?code={code}");
            Assert.That((reply.Status, reply.Json["valid"]!.GetValue<bool>()), Is.EqualTo((200, false)));
            reasons.Add(reply.Json["reason"]!.ToString());
        }

        Assert.That(good.Json["valid"]!.GetValue<bool>(), Is.True);
        Assert.That(
            good.Json["coupon"]!.AsObject().Select(pair => pair.Key),
            Is.EqualTo(new[] { "id", "code", "type", "value", "product_ids" })
        );
        Assert.That(reasons[0], Is.EqualTo("Coupon has expired."));
        Assert.That(reasons, Is.Unique);
    }

    [Test]
    public async Task Lists_have_the_envelope_of_laravel_and_conversions_meta()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(options => options.Products = 60);

        var second = (await api.GetAsync($"{api.Brand}/products?page=2")).Json;
        var small = (await api.GetAsync($"{api.Brand}/products?page=3&per_page=20")).Json;
        var beyond = (await api.GetAsync($"{api.Brand}/products?page=9")).Json;
        var conversions = (await api.GetAsync($"{api.Brand}/conversions")).Json.AsObject();

        Assert.That(
            (Number(second, "current_page"), Number(second, "per_page"), Number(second, "total"), Number(second, "last_page")),
            Is.EqualTo((2, 25, 60, 3))
        );
        Assert.That((Number(second, "from"), Number(second, "to")), Is.EqualTo((26, 50)));
        Assert.That(second["next_page_url"]!.ToString(), Does.EndWith("/products?page=3"));
        Assert.That(second["links"]!.AsArray(), Has.Count.EqualTo(5));
        Assert.That((small["data"]!.AsArray().Count, small["next_page_url"]), Is.EqualTo((20, (JsonNode?)null)));
        Assert.That((beyond["data"]!.AsArray().Count, beyond["from"]), Is.EqualTo((0, (JsonNode?)null)));
        Assert.That(conversions.Select(pair => pair.Key), Is.EquivalentTo(new[] { "data", "meta" }));
        Assert.That(Number(conversions["meta"]!, "per_page"), Is.EqualTo(15));
        Assert.That(conversions["data"]![0]!.AsObject().ContainsKey("items"), Is.False);
    }

    [Test]
    public async Task A_conversion_is_found_by_code_and_refunded()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var path = $"{api.Brand}/conversions/ORD-10001";
        var total = (await api.GetAsync(path)).Json["total"]!.GetValue<decimal>();

        var found = await api.GetAsync($"{api.Brand}/conversions?search=milo");
        var tooMuch = await api.PostAsync($"{path}/refund", new { amount = total + 1 });
        var refunded = await api.PostAsync($"{path}/refund", new { reason = "Broken" });
        var twice = await api.PostAsync($"{path}/refund", new { });

        Assert.That(found.Json["data"]!.AsArray().Single()!["code"]!.ToString(), Is.EqualTo("ORD-10002"));
        Assert.That((tooMuch.Status, twice.Status), Is.EqualTo((422, 422)));
        Assert.That(refunded.Json["refund_amount"]!.GetValue<decimal>(), Is.EqualTo(total));
        Assert.That((await api.GetAsync(path)).Json["status"]!.ToString(), Is.EqualTo("refunded"));
    }

    [Test]
    public async Task Customers_are_only_read()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync(options => options.Customers = 10);
        var path = $"{api.Brand}/customers";

        var sorted = (await api.GetAsync($"{path}?sort=total_revenue&sort_direction=desc&type=customer")).Json["data"]!.AsArray();
        var columns = (await api.GetAsync($"{path}?columns[]=customer_email&columns[]=total_orders&q=nora")).Json["data"]!.AsArray();
        var counts = (await api.GetAsync($"{path}/quick-access")).Json;
        var details = await api.GetAsync($"{path}/nora.keller.1%40example.com/details?include_subscriptions=false");
        var unknown = await api.GetAsync($"{path}/nobody%40example.com/details");
        var created = await api.PostAsync(path, new { customer_email = "new@example.com" });

        Assert.That(sorted.Select(one => one!["total_revenue"]!.GetValue<decimal>()), Is.Ordered.Descending);
        Assert.That(sorted, Has.Count.EqualTo(8));
        Assert.That(columns[0]!.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { "customer_email", "total_orders" }));
        Assert.That((Number(counts, "all"), Number(counts, "customers"), Number(counts, "abandons")), Is.EqualTo((10, 8, 2)));
        Assert.That(details.Json["orders"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(details.Json.AsObject().ContainsKey("subscriptions"), Is.False);
        Assert.That((unknown.Status, unknown.Text), Is.EqualTo((404, """{"message":"Customer not found."}""")));
        Assert.That(created.Status, Is.EqualTo(404), "there is no such operation");
    }

    [Test]
    public async Task Subscriptions_are_known_by_their_transaction_id()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var path = $"{api.Brand}/subscriptions";
        var first = await api.GetAsync($"{path}/txn-20001");

        await api.PostAsync($"{path}/txn-20001/skip");
        var skipped = await api.GetAsync($"{path}/txn-20001");
        var past = await api.PostAsync($"{path}/txn-20001/change-next-bill-date", new { next_charge_at = "2020-01-01T00:00:00Z" });
        var active = await api.PostAsync($"{path}/txn-20001/reactivate");
        var canceled = await api.PostAsync($"{path}/txn-20002/reactivate");
        var flag = await api.SendAsync("PATCH", $"{path}/txn-20003/flag", new { key = "subscription_status", value = "paused" });
        var listed = await api.GetAsync($"{path}?status=active");
        var filtered = await api.GetAsync($"{path}?filter.email={first.Json["customer_email"]}");
        var badStatus = await api.GetAsync($"{path}?status=gone");

        Assert.That(Time(skipped.Json), Is.EqualTo(Time(first.Json).AddMonths(1)));
        Assert.That((past.Status, active.Status, canceled.Status, flag.Status, badStatus.Status), Is.EqualTo((422, 422, 200, 200, 422)));
        Assert.That(
            listed.Json["data"]!.AsArray().Select(one => one!["transaction_id"]!.ToString()),
            Is.EqualTo(new[] { "txn-20001", "txn-20002" })
        );
        Assert.That(filtered.Json["data"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Courses_enroll_a_student_once_and_count_progress()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var course = (await api.GetAsync($"{api.Brand}/courses")).Json["data"]![0]!["id"];
        var path = $"{api.Brand}/courses/{course}";
        var content = (await api.GetAsync($"{path}/modules")).Json["data"]![1]!["contents"]![0]!["id"]!.GetValue<long>();
        var enrollment = await api.MakeAsync($"{path}/enrollments", new { email = "student@example.com" });
        var id = enrollment["data"]!["id"];

        var twice = await api.PostAsync($"{path}/enrollments", new { email = "STUDENT@example.com" });
        var done = await api.PostAsync($"{path}/enrollments/{id}/complete", new { content_id = content });
        var again = await api.PostAsync($"{path}/enrollments/{id}/complete", new { content_id = content });
        var unknown = await api.PostAsync($"{path}/enrollments/{id}/complete", new { content_id = 999999 });
        var needs = await api.PostAsync(
            $"{api.Brand}/courses",
            new
            {
                title = "T",
                language_code = "en",
                description = "D",
                status = "draft",
                delivery_type = "module",
            }
        );

        Assert.That((twice.Status, twice.Json["message"]!.ToString()), Is.EqualTo((422, "Failed to create enrollment")));
        Assert.That(Number(done.Json["data"]!, "progress_percent"), Is.EqualTo(25));
        Assert.That(again.Json.ToJsonString(), Is.EqualTo(done.Json.ToJsonString()));
        Assert.That(unknown.Status, Is.EqualTo(422));
        Assert.That(Errors(needs).Select(error => error.Key), Is.EquivalentTo(new[] { "domain_id", "slug" }));
    }

    [Test]
    public async Task Modules_are_ordered()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var course = (await api.GetAsync($"{api.Brand}/courses")).Json["data"]![0]!["id"];
        var path = $"{api.Brand}/courses/{course}/modules";
        await api.MakeAsync(path, new { title = "Module 3", description = "Third" });
        var ids = (await api.GetAsync(path)).Json["data"]!.AsArray().Select(one => one!["id"]!.ToString()).ToList();

        var order = new JsonObject { [ids[0]] = 9 };
        await api.PostAsync($"{path}/order", new JsonObject { ["order"] = order }.ToJsonString());
        var titles = (await api.GetAsync($"{path}/all")).Json.AsArray().Select(one => one!["title"]!.ToString());

        Assert.That(titles, Is.EqualTo(new[] { "Module 2", "Module 3", "Module 1" }));
    }

    [Test]
    public async Task Funnels_are_cloned_with_their_pages()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var funnel = (await api.GetAsync($"{api.Brand}/funnels/all")).Json["data"]![0]!;

        var clone = await api.MakeAsync($"{api.Brand}/funnels/{funnel["id"]}/clone");
        var pages = (await api.GetAsync($"{api.Brand}/pages/all")).Json["data"]!.AsArray();

        Assert.That((Number(funnel, "pages_count"), Number(clone, "pages_count")), Is.EqualTo((2, 2)));
        Assert.That((clone["name"]!.ToString(), clone["status"]!.ToString()), Is.EqualTo(("Copy of Spring offer", "inactive")));
        Assert.That(pages.Select(page => page!["slug"]!.ToString()).Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public async Task Pages_need_html_or_the_editor_and_a_slug_of_their_own()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var path = $"{api.Brand}/pages";

        var noType = await api.PostAsync(path, new { title = "P" });
        var html = await api.MakeAsync(path, new { title = "New page", html = "<p>x</p>" });
        var slug = await api.PostAsync(
            path,
            new
            {
                title = "Q",
                page_type = "editor",
                slug = "new-page",
            }
        );
        var password = await api.PostAsync(
            path,
            new
            {
                title = "Q",
                page_type = "editor",
                requires_password = true,
            }
        );
        var deleted = await api.DeleteAsync($"{path}/{html["id"]}");

        Assert.That(Errors(noType).Single().Key, Is.EqualTo("page_type"));
        Assert.That(
            (html["page_type"]!.ToString(), html["slug"]!.ToString(), html["status"]!.ToString()),
            Is.EqualTo(("editor", "new-page", "draft"))
        );
        Assert.That(Errors(slug).Single().Key, Is.EqualTo("slug"));
        Assert.That(Errors(password).Single().Key, Is.EqualTo("password"));
        Assert.That(deleted.Json["message"]!.ToString(), Is.Not.Empty);
    }

    [Test]
    public async Task Files_are_uploaded_listed_renamed_and_deleted()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        var path = $"{api.Brand}/file-manager";
        using var form = new MultipartFormDataContent();
        Add(form, "files[]", "a.png", "image/png");
        Add(form, "files[]", "b.exe", "application/x-msdownload");
        form.Add(new StringContent("media"), "path");

        var bulk = await api.PostAsync($"{path}/bulk-upload-files", form);
        var exists = await api.PostAsync($"{path}/file-exists", new { filename = "a.png", path = "media" });
        var slash = await api.PostAsync($"{path}/rename-file", new { path = "media/a.png", new_name = "x/y.png" });
        var renamed = await api.PostAsync($"{path}/rename-file", new { path = "media/a.png", new_name = "c.png" });
        var folder = await api.PostAsync($"{path}/create-folder", new { path = "media", name = "shots" });
        var folderAgain = await api.PostAsync($"{path}/create-folder", new { path = "media", name = "shots" });
        var listed = (await api.GetAsync($"{path}/files?extensions=png")).Json.AsArray();
        var guarded = await api.PostAsync($"{path}/delete-file", new { path = "media" });
        var outside = await api.PostAsync($"{path}/delete-file", new { path = "media/../../x" });
        var deleted = await api.PostAsync($"{path}/delete-file", new { path = "media/c.png" });

        Assert.That(bulk.Json["summary"]!.ToJsonString(), Is.EqualTo("""{"total":2,"uploaded":1,"failed":1}"""));
        Assert.That(bulk.Json["files"]![1]!["error"]!.ToString(), Does.Contain("application/x-msdownload"));
        Assert.That(exists.Json["exists"]!.GetValue<bool>(), Is.True);
        Assert.That(
            (slash.Status, folder.Status, folderAgain.Status, guarded.Status, outside.Status),
            Is.EqualTo((422, 200, 422, 422, 422))
        );
        Assert.That(renamed.Json["url"]!.ToString(), Is.EqualTo("https://cdn.elasticfunnels.io/1001/assets/media/c.png"));
        Assert.That(listed.Select(one => one!["BrowsePath"]!.ToString()), Is.EqualTo(new[] { "media/shots/", "media/c.png" }));
        Assert.That(deleted.Status, Is.EqualTo(200));

        static void Add(MultipartFormDataContent form, string field, string name, string type)
        {
            var file = new ByteArrayContent(Encoding.UTF8.GetBytes("content"));
            file.Headers.ContentType = new(type);
            form.Add(file, field, name);
        }
    }

    [Test]
    public async Task Times_have_microseconds()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();

        var made = await api.MakeAsync($"{api.Brand}/product-categories", new { name = "C" });

        Assert.That(made["created_at"]!.ToString(), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"));
    }

    private static JsonObject Product(string code, Action<JsonObject>? change = null)
    {
        var product = new JsonObject
        {
            ["code"] = code,
            ["title"] = "Bottle",
            ["price"] = 12.5m,
            ["type"] = "physical",
            ["classification"] = "main",
        };
        change?.Invoke(product);
        return product;
    }

    private static JsonObject Errors(Reply reply)
    {
        Assert.That(reply.Status, Is.EqualTo(422), reply.Text);
        return reply.Json["errors"]!.AsObject();
    }

    private static DateTimeOffset Time(JsonNode subscription) =>
        DateTimeOffset.Parse(subscription["subscription_next_charge_at"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);

    private static long Number(JsonNode record, string name) => record[name]!.GetValue<long>();
}
