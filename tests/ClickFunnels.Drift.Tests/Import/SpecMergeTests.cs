using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Import;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>Tests the additions and changes of a merge, and the parts that it keeps.</summary>
public sealed class SpecMergeTests
{
    private const string Ours = """
        openapi: 3.1.0
        info:
          title: Things
          version: 1.0.0
        tags:
          - name: Things
            description: Our things.
            x-vendor-tag: Thing
        paths:
          /things/{id}:
            get:
              operationId: getThings
              tags: [Things]
              summary: Get a thing
              description: Our words.
              x-documented-by: [published-2025-06]
              x-host: workspace
              x-method: Get
              parameters:
                - $ref: '#/components/parameters/Id'
              responses:
                '200':
                  description: The record.
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/Thing'
        components:
          parameters:
            Id:
              name: id
              in: path
              required: true
              schema:
                type: string
          schemas:
            Thing:
              type: object
              description: Our thing.
              x-vendor-schema: ThingAttributes
              x-usage: response
              required: [id]
              properties:
                id:
                  type: integer
                  format: int64
                  description: Our id.
                size:
                  type: string
                  description: Our size.
                state:
                  $ref: '#/components/schemas/ThingState'
                  description: Our state.
            ThingState:
              type: string
              description: Our states.
              enum: [new, old]
        """;

    private static readonly string Base = Vendor("id: {type: integer}\nsize: {type: string}\nstate: {type: string, enum: [new, old]}");

    [Test]
    public void The_same_document_changes_nothing()
    {
        var merged = Merge(Base);

        Assert.That(Text(merged), Is.EqualTo(Text(Normalizing.Read(Ours))));
        Assert.That(merged.Merge.Changes, Is.Empty);
    }

    [Test]
    public void Additions_are_applied_and_our_parts_are_kept()
    {
        var merged = Merge(
            Vendor(
                "id: {type: integer}\nsize: {type: string}\nstate: {type: string, enum: [new, old, lost]}\nmaker: {type: "
                    + "object, properties: {name: {type: string}}}",
                "  /things/{id}/bend:\n    post:\n      operationId: bendThings\n      tags: [Thing]\n      responses:\n     "
                    + "   '200': {description: x}\n"
            )
        );

        Assert.Multiple(() =>
        {
            Assert.That(Find(merged, "/components/schemas/ThingState/enum")!.ToJsonString(), Is.EqualTo("""["new","old","lost"]"""));
            Assert.That(
                Find(merged, "/components/schemas/Thing/properties/maker/$ref")!.ToString(),
                Is.EqualTo("#/components/schemas/ThingMaker")
            );
            Assert.That(Find(merged, "/components/schemas/ThingMaker/properties/name"), Is.Not.Null);
            Assert.That(Find(merged, "/paths/~1things~1{id}~1bend/post/x-method")!.ToString(), Is.EqualTo("Bend"));
            Assert.That(Find(merged, "/paths/~1things~1{id}/get/description")!.ToString(), Is.EqualTo("Our words."));
            Assert.That(Find(merged, "/components/schemas/Thing/properties/size/description")!.ToString(), Is.EqualTo("Our size."));
            Assert.That(
                ((JsonObject)Find(merged, "/paths/~1things~1{id}/get/responses")!).Select(entry => entry.Key),
                Is.EqualTo(["200"]),
                "Statuses that the vendor does not declare are ours to decide."
            );
        });
    }

    [Test]
    public void A_tag_is_added_with_its_groups_and_repeated_at_the_root()
    {
        var ours = Ours.Replace("paths:\n", "x-tags: *tags\npaths:\n", StringComparison.Ordinal)
            .Replace("tags:\n  - name", "tags: &tags\n  - name", StringComparison.Ordinal)
            .Replace("x-vendor-tag: Thing", "x-client: Things\n    x-vendor-tag: Thing", StringComparison.Ordinal);
        var vendor = Vendor(
            "id: {type: integer}\nsize: {type: string}\nstate: {type: string, enum: [new, old]}",
            "  /widgets/{id}/bend:\n    post:\n      operationId: bendWidgets\n      tags: ['Gadgets::Widget']\n      "
                + "responses:\n        '200': {description: x}\n"
        );
        var merged = SpecImport.Merge(Normalizing.File(ours), Normalizing.File(vendor), null, "published-test");

        Assert.Multiple(() =>
        {
            Assert.That(
                merged.Document["tags"]!.AsArray().Select(tag => tag!["x-client"]!.ToString()),
                Is.EqualTo(["Things", "Gadgets", "Gadgets.Widgets"])
            );
            Assert.That(Text(merged), Does.Contain("tags: &tags\n").And.Contain("\nx-tags: *tags\n"));
        });
    }

    [TestCase(
        "id: {type: integer}\nsize: {type: integer}\nstate: {type: string, enum: [new, old]}",
        "import-conflict-type",
        "/components/schemas/Thing/properties/size"
    )]
    [TestCase(
        "id: {type: integer}\nsize: {type: [string, 'null']}\nstate: {type: string, enum: [new, old]}",
        "import-conflict-nullability",
        "/components/schemas/Thing/properties/size"
    )]
    [TestCase(
        "id: {type: integer}\nstate: {type: string, enum: [new, old]}",
        "import-missing-at-vendor",
        "/components/schemas/Thing/properties/size"
    )]
    [TestCase(
        "id: {type: integer}\nsize: {type: string}\nstate: {type: string, enum: [new]}",
        "import-missing-at-vendor",
        "/components/schemas/ThingState/enum"
    )]
    public void Contradictions_are_reported_and_not_applied(string properties, string rule, string place)
    {
        var merged = Merge(Vendor(properties));

        Assert.That(Text(merged), Is.EqualTo(Text(Normalizing.Read(Ours))));
        Assert.That(
            merged.Merge.Findings.Where(finding => finding.Rule.Id == rule).Select(finding => finding.Pointer),
            Is.EqualTo([place])
        );
    }

    [Test]
    public void An_operation_that_the_vendor_lacks_is_kept()
    {
        var merged = Merge(Base.Replace("/things/{id}", "/others/{id}", StringComparison.Ordinal));

        Assert.That(Find(merged, "/paths/~1things~1{id}/get/deprecated"), Is.Null);
        Assert.That(
            merged.Merge.Findings.Select(finding => (finding.Rule.Id, finding.Pointer)),
            Does.Contain(("import-missing-at-vendor", "/paths/~1things~1{id}/get"))
        );
    }

    [Test]
    public void With_a_base_changes_of_the_vendor_are_applied()
    {
        var merged = Merge(
            Vendor(
                "id: {type: integer}\nsize: {type: [integer, 'null']}\nstate: {type: [string, 'null'], enum: [new, old]}\n"
                    + "name: {type: string}"
            ),
            Base
        );

        Assert.Multiple(() =>
        {
            Assert.That(
                Find(merged, "/components/schemas/Thing/properties/size/type")!.ToJsonString(),
                Is.EqualTo("""["integer","null"]""")
            );
            Assert.That(Find(merged, "/components/schemas/Thing/properties/size/description")!.ToString(), Is.EqualTo("Our size."));
            Assert.That(Find(merged, "/components/schemas/Thing/properties/name/type")!.ToString(), Is.EqualTo("string"));
            Assert.That(
                merged.Merge.Findings.Where(finding => finding.Rule.Id.StartsWith("import-conflict", StringComparison.Ordinal)),
                Is.Empty
            );
        });
    }

    [Test]
    public void With_a_base_a_removal_deprecates()
    {
        var merged = Merge(Vendor("id: {type: integer}\nstate: {type: string, enum: [new]}"), Base);

        Assert.Multiple(() =>
        {
            Assert.That(Find(merged, "/components/schemas/Thing/properties/size/deprecated")!.GetValue<bool>(), Is.True);
            Assert.That(
                Find(merged, "/components/schemas/ThingState/enum")!.ToJsonString(),
                Is.EqualTo("""["new","old"]"""),
                "A value cannot be deprecated, so it is only reported."
            );
            Assert.That(
                merged.Merge.Findings.Select(finding => finding.Rule.Id),
                Is.EqualTo(["import-removed-by-vendor", "import-removed-by-vendor"])
            );
        });
    }

    [Test]
    public void With_a_base_a_removed_operation_is_deprecated()
    {
        var merged = Merge(Base.Replace("/things/{id}", "/others/{id}", StringComparison.Ordinal), Base);

        Assert.That(Find(merged, "/paths/~1things~1{id}/get/deprecated")!.GetValue<bool>(), Is.True);
    }

    [Test]
    public void With_a_base_a_change_of_a_part_that_we_fixed_is_a_conflict()
    {
        var merged = Merge(
            Vendor("id: {type: integer}\nsize: {type: boolean}\nstate: {type: string, enum: [new, old]}"),
            Vendor("id: {type: integer}\nsize: {type: integer}\nstate: {type: string, enum: [new, old]}")
        );

        Assert.That(Text(merged), Is.EqualTo(Text(Normalizing.Read(Ours))));
        Assert.That(
            merged.Merge.Findings.Select(finding => (finding.Rule.Id, finding.OldValue, finding.NewValue)),
            Is.EqualTo([("import-conflict-type", "string", "boolean")])
        );
    }

    [Test]
    public void With_a_base_parts_that_the_vendor_did_not_change_are_ignored()
    {
        var old = Vendor("id: {type: integer}\nsize: {type: integer}\nstate: {type: string, enum: [new, old]}\nextra: {type: string}");
        var merged = Merge(old, old);

        Assert.That(Text(merged), Is.EqualTo(Text(Normalizing.Read(Ours))), "We left extra out, and called size a text, on purpose.");
        Assert.That(merged.Merge.Findings.Select(finding => finding.Rule.Id), Is.EqualTo(["import-missing-in-ours"]));
    }

    [Test]
    public void Nothing_of_our_contract_is_removed_by_a_small_vendor_document()
    {
        var merged = SpecImport.Merge(Normalizing.Contract, Normalizing.File(VendorSpec.Text), null, "published-test");
        var lost = new List<string>();
        Compare(Normalizing.Contract.Root, merged.Document, "", lost);

        Assert.That(lost, Is.Empty);
        Assert.That(
            merged.Merge.Changes.Select(change => change.Kind),
            Does.Contain("operations added").And.Contain("properties added").And.Contain("schemas added").And.Contain("tags added")
        );
        Assert.That(merged.Document.ToJsonString(), Does.Not.Contain(VendorSpec.ProseMark));
    }

    private static void Compare(JsonNode? before, JsonNode? after, string pointer, List<string> lost)
    {
        switch (before)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    if (after is not JsonObject other || !other.ContainsKey(key))
                    {
                        lost.Add(JsonPointer.Append(pointer, key));
                    }
                    else
                    {
                        Compare(value, other[key], JsonPointer.Append(pointer, key), lost);
                    }
                }

                break;
            case JsonArray list:
                var texts = (after as JsonArray ?? []).Select(item => item?.ToJsonString()).ToHashSet();
                lost.AddRange(list.Where(item => !texts.Contains(item?.ToJsonString())).Select(_ => pointer));
                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                {
                    lost.Add(pointer);
                }

                break;
        }
    }

    private static ImportedSpec Merge(string vendor, string? old = null) =>
        SpecImport.Merge(Normalizing.File(Ours), Normalizing.File(vendor), old is null ? null : Normalizing.File(old), "published-test");

    private static string Text(ImportedSpec imported) => Text(imported.Document);

    private static string Text(JsonObject document) => YamlSpecWriter.Write(document);

    private static JsonNode? Find(ImportedSpec imported, string pointer) => JsonPointer.Find(imported.Document, pointer);

    private static string Vendor(string properties, string paths = "") =>
        "openapi: 3.1.0\ninfo: {title: V, version: '1'}\ntags:\n  - name: Thing\npaths:\n  /things/{id}:\n    get:\n      "
        + "operationId: getThings\n      tags: [Thing]\n      parameters:\n        - {name: id, in: path, required: true, "
        + "schema: {type: string}}\n"
        + "      responses:\n        '200': {description: x, content: {application/json: {schema: {$ref: "
        + "'#/components/schemas/ThingAttributes'}}}}\n"
        + paths
        + "components:\n  schemas:\n    ThingAttributes:\n      type: object\n      required: [id]\n      properties:\n"
        + Rules.Specs.Indent(properties, 8)
        + "\n";
}
