using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Values that the vendor's examples never show as null, however a record came about.</summary>
public sealed class VendorFactTests
{
    [TestCase("Course", "courses", """{"course":{"title":"A"}}""", """{"course":{"description":null}}""")]
    [TestCase("Course", "courses", """{"course":{"title":"A","description":null}}""", """{"course":{"title":"B"}}""")]
    [TestCase(
        "ProductCollection",
        "products/collections",
        """{"products_collection":{"name":"A"}}""",
        """{"products_collection":{"name":"B"}}"""
    )]
    [TestCase(
        "ProductCollection",
        "products/collections",
        """{"products_collection":{"name":"A","archived":null,"sort_method":null,"product_ids":null}}""",
        """{"products_collection":{"sort_method":null,"product_ids":null}}"""
    )]
    public async Task A_record_without_a_value_shows_an_empty_one(string schema, string path, string create, string update)
    {
        await using var api = await Api.StartAsync(unrecorded: "values are null");
        var created = await api.PostAsync($"{api.Workspace}/{path}", create);
        var id = created.Json["id"];
        var updated = await api.PutAsync($"/{path}/{id}", update);
        var read = await api.GetAsync($"/{path}/{id}");
        var list = await api.GetAsync($"{api.Workspace}/{path}");

        Assert.Multiple(() =>
        {
            Assert.That((created.Status, updated.Status, read.Status), Is.EqualTo((201, 200, 200)));
            foreach (var record in (JsonNode[])[created.Json, updated.Json, read.Json, .. list.Json.AsArray().OfType<JsonNode>()])
            {
                Assert.That(Spec.Validate(Spec.Schema(schema), record), Is.Empty);
            }
        });
    }

    [Test]
    public async Task Records_that_the_emulator_makes_itself_keep_to_the_facts()
    {
        await using var api = await Api.StartAsync(contacts: 3, options => options.ProcessorOrders = true);
        var orders = await api.GetAsync($"{api.Workspace}/orders");
        var courses = await api.GetAsync($"{api.Workspace}/courses");
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];
        var enrollment = await api.MakeAsync(
            $"/courses/{courses.Ids[0]}/enrollments",
            new { courses_enrollment = new { contact_id = contact } }
        );

        Assert.That(orders.Ids, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            Assert.That(orders.Json.AsArray().SelectMany(order => Spec.Validate(Spec.Schema("Order"), order)), Is.Empty);
            Assert.That(courses.Json.AsArray().SelectMany(course => Spec.Validate(Spec.Schema("Course"), course)), Is.Empty);
            Assert.That(Spec.Validate(Spec.Schema("CourseEnrollment"), enrollment), Is.Empty);
        });
    }

    [TestCase("""{"products_collection":{"name":"A"}}""", "false", 1)]
    [TestCase("""{"products_collection":{"name":"A"}}""", "true", 0)]
    public async Task A_filter_sees_the_value_that_is_shown(string body, string archived, int count)
    {
        await using var api = await Api.StartAsync();
        var collection = await api.PostAsync($"{api.Workspace}/products/collections", body);

        var list = await api.GetAsync(
            $"{api.Workspace}/products/collections?filter[archived]={archived}&filter[id]={collection.Json["id"]}"
        );

        Assert.That(list.Ids, Has.Count.EqualTo(count));
    }

    [TestCase("{}", null, null)]
    [TestCase("""{"taxable":null,"out_of_stock_sales":null}""", null, null)]
    [TestCase("""{"taxable":true,"out_of_stock_sales":false}""", true, false)]
    public async Task Tax_and_sales_without_stock_are_null_until_they_are_set(string changes, bool? taxable, bool? sales)
    {
        await using var api = await Api.StartAsync(unrecorded: "values are null");
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } });
        var path = $"/products/variants/{product["default_variant_id"]}";
        var fields = (JsonObject)JsonNode.Parse(changes)!;
        if (fields.Count > 0)
        {
            await api.PutAsync(path, new JsonObject { ["products_variant"] = fields }.ToJsonString());
        }

        var variant = (await api.GetAsync(path)).Json;

        Assert.That(((bool?)variant["taxable"], (bool?)variant["out_of_stock_sales"]), Is.EqualTo((taxable, sales)));
    }

    [Test]
    public void The_facts_are_about_properties_that_may_be_null_in_the_contract() =>
        Assert.That(
            VendorFacts.Schemas.Select(name => VendorFacts.Contradictions(Spec.Schema(name), Nulls(name)).Count()),
            Has.All.GreaterThan(0),
            "A fact names a property that the contract does not have."
        );

    private static JsonObject Nulls(string name) =>
        new(Spec.Schema(name).Properties.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, null)));
}
