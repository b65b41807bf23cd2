using System.Text.Json.Nodes;
using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Responses of the vendor.</summary>
public sealed class SharedResponsesTests
{
    [TestCase("get", "/widgets", "{'200': {description: x}, '404': {description: x}}", "200,401,403,404,429,default")]
    [TestCase("get", "/widgets/{id}", "{'200': {description: x}}", "200,401,403,404,429,default")]
    [TestCase(
        "post",
        "/widgets",
        "{'201': {description: x}, '500': {description: x}, '418': {description: x}}",
        "201,401,403,422,429,default"
    )]
    [TestCase("delete", "/widgets/{id}", "{}", "204,401,403,404,429,default")]
    public void Missing_error_responses_are_added(string method, string path, string responses, string statuses)
    {
        var document = Normalizing.Apply(
            new SharedResponses(Normalizing.Names),
            $"openapi: 3.1.0\npaths:\n  {path}:\n    {method}:\n      responses: {responses}\n"
        );
        var made = (JsonObject)document["paths"]![path]![method]!["responses"]!;

        Assert.That(string.Join(',', made.Select(entry => entry.Key)), Is.EqualTo(statuses));
        Assert.That(made["401"]!["$ref"]!.ToString(), Is.EqualTo("#/components/responses/Unauthorized"));
    }
}
