using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Tests the keys of operations that the generator needs.</summary>
public sealed class OperationKeysTests
{
    [Test]
    public void Known_operations_get_the_keys_of_our_contract()
    {
        var operation = Normalizing.Apply(
            new OperationKeys(Normalizing.Names),
            "openapi: 3.1.0\npaths:\n  /teams/{number}:\n    get:\n      tags: [Anything]\n      operationId: other\n      responses: {}\n"
        )["paths"]!["/teams/{number}"]!["get"]!;

        Assert.That(operation["operationId"]!.ToString(), Is.EqualTo("fetchTeam"));
        Assert.That(operation["x-host"]!.ToString(), Is.EqualTo("accounts"));
        Assert.That(operation["tags"]!.ToJsonString(), Is.EqualTo("""["Teams"]"""));
    }

    [Test]
    public void Two_methods_of_one_group_have_two_names()
    {
        var paths = Normalizing.Apply(
            new OperationKeys(Normalizing.Names),
            """
            openapi: 3.1.0
            paths:
              /widgets:
                get: &list {tags: [Widgets], operationId: listWidgets, responses:
                  {'200': {content: {application/json: {schema: {type: array}}}}}}
              /makers/{maker_id}/widgets:
                get: *list
            """
        )["paths"]!;

        Assert.That(paths["/widgets"]!["get"]!["x-method"]!.ToString(), Is.EqualTo("List"));
        Assert.That(paths["/makers/{maker_id}/widgets"]!["get"]!["x-method"]!.ToString(), Is.EqualTo("ListForMaker"));
        Assert.That(paths["/makers/{maker_id}/widgets"]!["get"]!["operationId"]!.ToString(), Is.Not.EqualTo("listWidgets"));
    }
}
