using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Names of what stands inline; FreshImportTests show the whole way.</summary>
public sealed class NamedSchemasTests
{
    [Test]
    public void Inline_objects_and_enumerations_are_hoisted()
    {
        var document = Normalizing.Apply(
            new NamedSchemas(Normalizing.Names),
            """
            openapi: 3.1.0
            tags: [{name: Widgets, x-vendor-tag: Widget}]
            paths:
              /widgets/{id}:
                get:
                  tags: [Widgets]
                  x-method: Get
                  responses:
                    '200': {description: x, content: {application/json: {schema: {type: object, properties:
                      {color: {type: string, enum: [red]}, parts: {type: array, items:
                       {type: object, properties: {id: {type: integer}}}}}}}}}
            """
        );
        var schemas = document["components"]!["schemas"]!.AsObject();

        Assert.That(schemas.Select(entry => entry.Key), Is.EquivalentTo(["Widget", "WidgetColor", "WidgetPart"]));
        Assert.That(schemas["WidgetPart"]!["x-usage"]!.ToString(), Is.EqualTo("response"));
    }
}
