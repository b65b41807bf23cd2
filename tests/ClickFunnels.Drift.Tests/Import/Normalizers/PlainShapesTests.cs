using System.Text.Json.Nodes;
using ClickFunnels.Drift.Import;
using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Parts of a form that the other normalizers do not read.</summary>
public sealed class PlainShapesTests
{
    [Test]
    public void EveryPartIsAnObject()
    {
        var document = Normalizing
            .File(
                """
                openapi: 3.1.0
                paths:
                  x-note: hello
                  /things: {$ref: '#/components/pathItems/Things'}
                  /empty:
                components:
                  pathItems: {Things: {get: {responses: {x-note: 1, '200': {description: Ok.}}}}}
                  schemas:
                    All: true
                    None: false
                    Thing: {properties: {a: true, b:, x-id: {type: string}}, additionalProperties: false, anyOf: [true, null]}
                """
            )
            .Root;
        new PlainShapes().Apply(document, new ImportLog());
        var expected = Normalizing
            .File(
                """
                openapi: 3.1.0
                paths:
                  /things: {get: {responses: {'200': {description: Ok.}}}}
                components:
                  pathItems: {Things: {get: {responses: {'200': {description: Ok.}}}}}
                  schemas:
                    All: {}
                    None: {not: {}}
                    Thing: {properties: {a: {}, x-id: {type: string}}, additionalProperties: false, anyOf: [{}, {type: 'null'}]}
                """
            )
            .Root;
        Assert.That(JsonNode.DeepEquals(document, expected), Is.True, document.ToJsonString());
    }
}
