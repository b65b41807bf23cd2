using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>The invented vendor's document through all normalizers.</summary>
public sealed class FreshImportTests
{
    private static readonly Lazy<ImportedSpec> Imported = new(() =>
        SpecImport.Fresh(Normalizing.Contract, Normalizing.File(VendorSpec.Text), "published-test")
    );

    private static JsonObject Document => Imported.Value.Document;

    private static JsonObject Schema(string name) => (JsonObject)Document["components"]!["schemas"]![name]!;

    [Test]
    public void Every_normalizer_is_exercised() =>
        Assert.That(
            Imported.Value.Log.Counts().Select(count => count.Name),
            Is.EquivalentTo(NormalizerPipeline.All(Normalizing.Names).Select(normalizer => normalizer.Name))
        );

    [Test]
    public void No_sentence_of_the_vendor_is_left() => Assert.That(Document.ToJsonString(), Does.Not.Contain(VendorSpec.ProseMark));

    [Test]
    public void Known_parts_have_our_names_and_descriptions()
    {
        var list = Document["paths"]!["/workspaces/{workspace_id}/contacts"]!["get"]!;
        Assert.Multiple(() =>
        {
            Assert.That(list["tags"]!.ToJsonString(), Is.EqualTo("""["Contacts"]"""));
            Assert.That(list["x-method"]!.ToString(), Is.EqualTo("List"));
            Assert.That(
                list["description"]!.ToString(),
                Is.EqualTo(Normalizing.Contract.Root["paths"]!["/workspaces/{workspace_id}/contacts"]!["get"]!["description"]!.ToString())
            );
            Assert.That(Schema("Contact")["x-vendor-schema"]!.ToString(), Is.EqualTo("ContactAttributes"));
            Assert.That(Schema("ContactList")["items"]!["$ref"]!.ToString(), Is.EqualTo("#/components/schemas/Contact"));
        });
    }

    [Test]
    public void New_parts_are_named_by_convention()
    {
        var create = Document["paths"]!["/workspaces/{workspace_id}/widgets"]!["post"]!;
        Assert.Multiple(() =>
        {
            Assert.That(create["tags"]!.ToJsonString(), Is.EqualTo("""["GadgetWidgets"]"""));
            Assert.That(create["x-method"]!.ToString(), Is.EqualTo("Create"));
            Assert.That(create["x-envelope"]!.ToString(), Is.EqualTo("gadgets_widget"));
            Assert.That(create["x-host"]!.ToString(), Is.EqualTo("workspace"));
            Assert.That(create["x-documented-by"]!.ToJsonString(), Is.EqualTo("""["published-test"]"""));
            Assert.That(create["summary"]!.ToString(), Is.EqualTo("Create a gadget widget"));
            Assert.That(
                create["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!.ToString(),
                Is.EqualTo("#/components/schemas/GadgetWidgetCreateEnvelope")
            );
            Assert.That(
                create["responses"]!.AsObject().Select(response => response.Key),
                Is.EqualTo(["201", "400", "401", "403", "404", "422", "429", "default"])
            );
            Assert.That(Schema("GadgetWidgetCreateEnvelope")["required"]!.ToJsonString(), Is.EqualTo("""["gadgets_widget"]"""));
            var maker = Schema("GadgetWidgetFilter")["properties"]!["maker_id"]!;
            Assert.That(maker["type"]!.ToString(), Is.EqualTo("string"));
            Assert.That(maker["x-values"]!["format"]!.ToString(), Is.EqualTo("int64"));
            Assert.That(maker["description"]!.ToString(), Does.EndWith(", separated by commas."));
            Assert.That(Document["paths"]!["/widgets/{id}/polish"]!["post"]!["x-method"]!.ToString(), Is.EqualTo("Polish"));
            Assert.That(Document["paths"]!["/widgets/{id}"]!["delete"]!["x-method"]!.ToString(), Is.EqualTo("Delete"));
        });
    }

    [TestCase("GadgetWidget", "weight", """{"type":"string","format":"decimal","description":"Weight."}""")]
    [TestCase("GadgetWidgetCreate", "weight", """{"type":"string","format":"decimal","description":"Weight."}""")]
    [TestCase("GadgetWidget", "name", """{"type":["string","null"],"description":"Display name."}""")]
    [TestCase("GadgetWidget", "carrier", """{"$ref":"#/components/schemas/GadgetWidgetCarrier","description":"Carrier."}""")]
    [TestCase(
        "GadgetWidget",
        "label_ids",
        """{"type":["array","null"],"items":{"type":"integer","format":"int64"},"description":"Numeric ids of the labels."}"""
    )]
    [TestCase(
        "GadgetWidget",
        "spare_ids",
        """{"type":"array","items":{"type":"integer","format":"int64"},"description":"Numeric ids of the spares."}"""
    )]
    [TestCase("GadgetWidget", "either", """{"type":"string","description":"Either."}""")]
    [TestCase("GadgetWidget", "anything", """{"type":"object","additionalProperties":true,"description":"Anything."}""")]
    [TestCase("GadgetWidget", "maker", """{"$ref":"#/components/schemas/GadgetWidgetMaker","description":"Maker."}""")]
    [TestCase("GadgetWidget", "contact", """{"$ref":"#/components/schemas/Contact","description":"The contact."}""")]
    [TestCase(
        "GadgetWidget",
        "parts",
        """{"type":"array","items":{"$ref":"#/components/schemas/GadgetWidgetPart"},"description":"Parts."}"""
    )]
    [TestCase(
        "GadgetWidgetCreate",
        "parts_attributes",
        """{"type":"array","items":{"$ref":"#/components/schemas/GadgetWidgetCreatePart"},"description":"Parts attributes."}"""
    )]
    [TestCase(
        "GadgetWidgetPolishResult",
        "polished_at",
        """{"type":"string","format":"date-time","description":"Time of: polished (UTC)."}"""
    )]
    public void Properties_are_normalized(string schema, string property, string json)
    {
        var written = (JsonObject)Schema(schema)["properties"]![property]!.DeepClone();

        // What we say of a name elsewhere may change; that something is said may not.
        var expected = (JsonObject)JsonNode.Parse(json)!;
        Assert.That(written.Remove("description", out var description) && description!.ToString().EndsWith('.'), Is.True);
        expected.Remove("description");
        Assert.That(written.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
    }

    [Test]
    public void An_enumeration_with_null_is_shared_by_request_and_response() =>
        Assert.That(Schema("GadgetWidgetCarrier")["enum"]!.ToJsonString(), Is.EqualTo("""["truck","ship",null]"""));

    [Test]
    public void Everything_resolves_and_nothing_is_left_over()
    {
        var document = ApiDocument.Read(SpecFile.Parse("fresh.yaml", System.Text.Encoding.UTF8.GetBytes(YamlSpecWriter.Write(Document))));
        foreach (var operation in document.Operations)
        {
            foreach (
                var schema in operation
                    .Responses.Values.SelectMany(response => response.Content.Values)
                    .Concat(operation.Body?.Content.Values ?? [])
                    .Select(content => content.Schema!)
            )
            {
                Touch(schema, []);
            }
        }

        Assert.That(document.Problems, Is.Empty);
        Assert.That(document.ComponentSchemas, Has.None.Contains("Orphan").And.None.Contains("Attributes"));
    }

    [Test]
    public void Names_do_not_depend_on_the_order_of_the_document()
    {
        var file = Normalizing.File(VendorSpec.Text);
        var turned = new JsonObject();
        foreach (var (path, item) in file.Root["paths"]!.AsObject().Reverse().ToList())
        {
            turned[path] = item!.DeepClone();
        }

        file.Root["paths"] = turned;
        var other = SpecImport.Fresh(Normalizing.Contract, file, "published-test").Document;

        Assert.That(
            other["components"]!["schemas"]!.AsObject().Select(entry => entry.Key),
            Is.EqualTo(Document["components"]!["schemas"]!.AsObject().Select(entry => entry.Key))
        );
        Assert.That(
            OperationNode.All(other).Select(operation => $"{operation.Key} {operation.Tag}.{operation.Text("x-method")}"),
            Is.EquivalentTo(
                OperationNode.All(Document).Select(operation => $"{operation.Key} {operation.Tag}.{operation.Text("x-method")}")
            )
        );
    }

    [Test]
    public void A_second_import_of_the_result_changes_nothing()
    {
        var first = SpecImport.Write(Document, "");
        var second = SpecImport.Write(SpecImport.Fresh(Normalizing.Contract, Normalizing.File(first), "published-test").Document, "");

        Assert.That(second, Is.EqualTo(first));
    }

    private static void Touch(Schema schema, HashSet<string> seen)
    {
        if (!seen.Add(schema.Identity))
        {
            return;
        }

        foreach (var part in schema.Properties.Values.Concat(schema.Items is { } items ? [items] : []))
        {
            Touch(part, seen);
        }
    }
}
