using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Parameters of the vendor.</summary>
public sealed class SharedParametersTests
{
    private const string Document = """
        openapi: 3.1.0
        paths:
          /workspaces/{workspace_id}/widgets:
            parameters:
              - {name: workspace_id, in: path, required: true, schema: {type: integer}}
            get:
              tags: [Widgets]
              operationId: listWidgets
              parameters:
                - {name: filter, in: query, schema: {type: object, properties:
                   {id: {type: string}, archived: {type: boolean}, color: {type: string}, sizes: {type: array, items: {type: string}},
                   state: {$ref: '#/components/schemas/State'}, parts: {type: string, x-values: {type: integer}}}}}
                - {name: page_size, in: query, schema: {type: integer}}
                - {name: X-Trace, in: header, schema: {type: string}}
              responses: {}
        """;

    [Test]
    public void Parameters_are_shared_under_our_names()
    {
        var document = Normalizing.Apply(new SharedParameters(Normalizing.Names), Document);
        var shared = document["components"]!["parameters"]!.AsObject();

        Assert.Multiple(() =>
        {
            Assert.That(shared.Select(entry => entry.Key), Is.EqualTo(["WidgetFilter", "PageSize", "WorkspaceId"]));
            Assert.That(shared["WorkspaceId"]!["schema"]!["$ref"]!.ToString(), Is.EqualTo("#/components/schemas/Identifier"));
            Assert.That(shared["WorkspaceId"]!["x-scope"]!.ToString(), Is.EqualTo("workspace"));
            Assert.That(shared["PageSize"]!["schema"]!["type"]!.ToString(), Is.EqualTo("string"));
            Assert.That(
                shared["WidgetFilter"]!["schema"]!["properties"]!.ToJsonString(),
                Is.EqualTo(
                    """{"id":{"type":"string","x-values":{"type":"integer","format":"int64"}},"archived":{"type":"boolean"}"""
                        + ""","color":{"type":"string","x-values":{"type":"string"}}"""
                        + ""","sizes":{"type":"string","x-values":{"type":"string"}}"""
                        + ""","state":{"type":"string","x-values":{"$ref":"#/components/schemas/State"}}"""
                        + ""","parts":{"type":"string","x-values":{"type":"integer"}}}"""
                )
            );
        });
    }
}
