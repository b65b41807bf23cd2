using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

public sealed class ProductTests
{
    [Test]
    public async Task A_product_comes_with_its_default_variant()
    {
        await using var api = await Api.StartAsync();
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } });

        var variant = await api.GetAsync($"/products/variants/{product["default_variant_id"]}");

        Assert.That(product["variant_ids"]!.ToJsonString(), Is.EqualTo($"[{product["default_variant_id"]}]"));
        Assert.That(variant.Json["default"]!.GetValue<bool>(), Is.True);
        Assert.That(variant.Json["product_type"]!.GetValue<string>(), Is.EqualTo("digital"));
        Assert.That(variant.Json["properties_values"]!.AsArray(), Is.Empty);
    }

    [TestCase("PUT")]
    [TestCase("PATCH")]
    public async Task Updates_change_only_what_is_sent(string method)
    {
        await using var api = await Api.StartAsync(unrecorded: "a property is sent that cannot be updated");
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug", seo_title = "Mugs" } });

        var updated = await api.SendAsync(method, $"/products/{product["id"]}", new { product = new { name = "Cup", archived = true } });

        Assert.That(updated.Json["name"]!.GetValue<string>(), Is.EqualTo("Cup"));
        Assert.That(updated.Json["seo_title"]!.GetValue<string>(), Is.EqualTo("Mugs"));
        Assert.That(updated.Json["archived"]!.GetValue<bool>(), Is.False);
    }

    [TestCase("""{"name":" "}""", "Name can't be blank")]
    [TestCase("""{"name":"A","image_ids":[7]}""", "Image ids must exist")]
    [TestCase("""{"name":"A","image_ids":7}""", "Image ids is invalid")]
    [TestCase("""{"name":"A","visible_in_store":"perhaps"}""", "Visible in store must be true or false")]
    [TestCase("""{"name":{"a":1}}""", "Name is invalid")]
    [TestCase("""{"name":"A","variant_properties":[{"name":"Size"},{"name":"size"}]}""", "Variant properties name has already been taken")]
    [TestCase("""{"name":"A","variant_properties":[{}]}""", "Variant properties name can't be blank")]
    public async Task Products_are_checked(string product, string message)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync($"{api.Workspace}/products", $$"""{"product":{{product}}}""");

        Assert.That((reply.Status, reply.Error), Is.EqualTo((422, $"Request unprocessable: {message}")));
        Assert.That((await api.GetAsync($"{api.Workspace}/products")).Ids, Is.Empty);
    }

    [Test]
    public async Task Titles_are_limited()
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync($"{api.Workspace}/products", new { product = new { name = "A", seo_title = new string('x', 61) } });

        Assert.That(reply.Error, Does.Contain("Seo title is too long (maximum is 60 characters)"));
    }

    [Test]
    public async Task Archiving_twice_is_a_conflict()
    {
        await using var api = await Api.StartAsync();
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } });
        var statuses = new List<int>();
        foreach (var action in new[] { "unarchive", "archive", "archive", "unarchive", "unarchive" })
        {
            statuses.Add((await api.PostAsync($"/products/{product["id"]}/{action}")).Status);
        }

        Assert.That(statuses, Is.EqualTo(new[] { 409, 200, 409, 200, 409 }));
    }

    [Test]
    public async Task A_variant_has_a_value_for_each_property_and_no_twin()
    {
        await using var api = await Api.StartAsync();
        var product = await api.MakeAsync(
            $"{api.Workspace}/products",
            new { product = new { name = "Shirt", variant_properties = new[] { new { name = "Size" }, new { name = "Color" } } } }
        );
        var size = product["variant_properties"]![0]!["id"]!.GetValue<long>();
        var color = product["variant_properties"]![1]!["id"]!.GetValue<long>();
        Task<Reply> Make(params (long Property, string Value)[] values) =>
            api.PostAsync(
                $"/products/{product["id"]}/variants",
                new
                {
                    products_variant = new
                    {
                        name = "V",
                        product_type = "physical",
                        weight_unit = "lb",
                        weight = "12",
                        properties_values = values.Select(value => new { property_id = value.Property, value = value.Value }),
                    },
                }
            );

        var first = await Make((size, "Large"), (color, "Red"));
        var other = await Make((color, "Red"), (size, "Small"));

        Assert.That((first.Status, other.Status), Is.EqualTo((201, 201)), first.Text);
        Assert.That(first.Json["weight"]!.GetValue<string>(), Is.EqualTo("12.0"));
        Assert.That(
            first.Json["properties_value_ids"]!
                .AsArray()
                .Select(id => id!.GetValue<long>())
                .Intersect(other.Json["properties_value_ids"]!.AsArray().Select(id => id!.GetValue<long>())),
            Has.Exactly(1).Items
        );
        Assert.That((await Make((size, "Large"))).Error, Does.Contain("Properties values must contain a value for Color"));
        Assert.That((await Make((size, "Large"), (color, " "))).Error, Does.Contain("Properties values must contain a value for Color"));
        Assert.That((await Make((size, "  large "), (color, "RED"))).Error, Does.Contain("combination has already been taken"));
        Assert.That((await Make((size, "Large"), (size, "Small"), (color, "Blue"))).Error, Does.Contain("a property twice"));
        Assert.That((await Make((size, "Large"), (color, "Blue"), (1, "x"))).Error, Does.Contain("does not have: 1"));
        Assert.That((await api.GetAsync($"/products/{product["id"]}")).Json["variant_ids"]!.AsArray(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_variant_needs_what_the_spec_requires()
    {
        await using var api = await Api.StartAsync();
        var world = await WorldOf(api);

        var reply = await api.PostAsync($"/products/{world.Ids["Product"]}/variants", new { products_variant = new { description = "x" } });

        Assert.That(
            reply.Error,
            Is.EqualTo(
                "Request unprocessable: Name can't be blank; Product type can't be blank; Weight unit can't be blank; "
                    + "Properties values can't be blank; Properties values must contain a value for Size"
            )
        );
    }

    [Test]
    public async Task The_default_variant_takes_no_values_but_other_changes()
    {
        await using var api = await Api.StartAsync();
        var world = await WorldOf(api);
        var variant = (await api.GetAsync($"/products/{world.Ids["Product"]}")).Json["default_variant_id"];

        var refused = await api.PutAsync(
            $"/products/variants/{variant}",
            new { products_variant = new { properties_values = new[] { new { property_id = world.PropertyId, value = "L" } } } }
        );
        var accepted = await api.PutAsync(
            $"/products/variants/{variant}",
            new { products_variant = new { description = "Nice", fulfillments_location_ids = new[] { world.Ids["FulfillmentLocation"] } } }
        );

        Assert.That(refused.Status, Is.EqualTo(422));
        Assert.That(accepted.Json["description"]!.GetValue<string>(), Is.EqualTo("Nice"));
    }

    [Test]
    public async Task Properties_are_renamed_added_and_removed_unless_several_values_are_in_use()
    {
        await using var api = await Api.StartAsync();
        var world = await WorldOf(api);
        var path = $"/products/{world.Ids["Product"]}";

        var renamed = await api.PutAsync(
            path,
            new
            {
                product = new
                {
                    variant_properties = new object[] { new { id = world.PropertyId, name = "Volume" }, new { name = "Color" } },
                },
            }
        );
        var color = renamed.Json["variant_properties"]![1]!["id"]!.GetValue<long>();
        await api.MakeAsync(
            $"{path}/variants",
            new
            {
                products_variant = new
                {
                    name = "S",
                    product_type = "physical",
                    weight_unit = "lb",
                    properties_values = new[]
                    {
                        new { property_id = world.PropertyId, value = "Small" },
                        new { property_id = color, value = "Red" },
                    },
                },
            }
        );
        var refused = await api.PutAsync(path, new { product = new { variant_properties = new[] { new { id = color } } } });
        var removed = await api.PutAsync(path, new { product = new { variant_properties = new[] { new { id = world.PropertyId } } } });

        Assert.That(
            renamed.Json["variant_properties"]!.ToJsonString(),
            Does.StartWith($$"""[{"id":{{world.PropertyId}},"name":"Volume"},{"id":""")
        );
        Assert.That(refused.Status, Is.EqualTo(422), refused.Text);
        Assert.That(removed.Json["variant_properties"]!.AsArray(), Has.Count.EqualTo(1), removed.Text);
    }

    [Test]
    public async Task Ids_of_prices_show_on_product_and_variant()
    {
        await using var api = await Api.StartAsync();
        var world = await WorldOf(api);
        var price = $"[{world.Ids["ProductPrice"]}]";

        Assert.That((await api.GetAsync($"/products/{world.Ids["Product"]}")).Json["price_ids"]!.ToJsonString(), Is.EqualTo(price));
        Assert.That(
            (await api.GetAsync($"/products/variants/{world.Ids["ProductVariant"]}")).Json["price_ids"]!.ToJsonString(),
            Is.EqualTo(price)
        );
    }

    [Test]
    public async Task A_location_needs_an_address_unless_an_app_owns_it()
    {
        await using var api = await Api.StartAsync();
        var path = $"{api.Workspace}/fulfillments/locations";
        JsonObject Body(string more) =>
            new()
            {
                ["fulfillments_location"] = JsonNode.Parse($$"""{"name":"A","address_name":"A","email_address":"a@example.com"{{more}}}"""),
            };

        Assert.That(
            (await api.PostAsync(path, Body("").ToJsonString())).Error,
            Is.EqualTo("Request unprocessable: Address can't be blank")
        );
        Assert.That((await api.PostAsync(path, Body(",\"address\":{\"city\":\"\"}").ToJsonString())).Status, Is.EqualTo(422));
        Assert.That(
            (await api.PostAsync(path, Body(",\"address\":{\"city\":\"X\",\"country\":\"Germany\"}").ToJsonString())).Status,
            Is.EqualTo(422)
        );
        Assert.That((await api.PostAsync(path, Body(",\"external_app\":true").ToJsonString())).Status, Is.EqualTo(201));
        Assert.That(
            (await api.PostAsync(path, Body(",\"address\":{\"city\":\"X\",\"country\":\"DE\"}").ToJsonString())).Json[
                "sort_order"
            ]!.GetValue<int>(),
            Is.EqualTo(2)
        );
    }

    private static async Task<World> WorldOf(Api api)
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { email_address = $"{name}@example.com" } });
        }

        return await World.MakeAsync(api);
    }
}
