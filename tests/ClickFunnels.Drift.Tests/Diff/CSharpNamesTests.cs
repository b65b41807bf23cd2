using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>Names of places as a C# caller knows them.</summary>
public sealed class CSharpNamesTests
{
    private const string Operation = "/paths/~1things/post";

    [TestCase("/components/schemas/Apple", "Apple")]
    [TestCase("/components/schemas/Apple/required", "Apple")]
    [TestCase("/components/schemas/Apple/properties/sun_side", "Apple.SunSide")]
    [TestCase("/components/schemas/Apple/properties/sun_side/type", "Apple.SunSide")]
    [TestCase("/components/schemas/Apple/properties/properties/properties/type", "Apple.Properties.Type")]
    [TestCase("/components/schemas/Apple/properties/seeds/items", "An item of Apple.Seeds")]
    [TestCase("/components/schemas/Apple/properties/seeds/items/properties/weight", "Apple.Seeds.Weight")]
    [TestCase("/components/schemas/Apple/properties/labels/additionalProperties/type", "A value in Apple.Labels")]
    [TestCase("/components/schemas/Apple/properties/items", "Apple.Items")]
    [TestCase("/components/schemas/Apple/allOf/1/properties/color", "Apple.Color")]
    [TestCase("/components/schemas/ContactParameters/properties/first_name", "ContactCreate.FirstName")]
    [TestCase(Operation + "/requestBody/content/application~1json/schema", "The request of client.Things.CreateThingAsync")]
    [TestCase(
        Operation + "/requestBody/content/application~1json/schema/properties/thing/properties/first_name",
        "Thing.FirstName in the request of client.Things.CreateThingAsync"
    )]
    [TestCase(
        Operation + "/responses/200/content/application~1json/schema/items",
        "An item of the response of client.Things.CreateThingAsync"
    )]
    [TestCase(
        Operation + "/responses/200/content/application~1json/schema/items/properties/id/format",
        "Id in the response of client.Things.CreateThingAsync"
    )]
    [TestCase(Operation + "/responses/200/headers/X-Count/schema", "Header X-Count in the response of client.Things.CreateThingAsync")]
    [TestCase(Operation + "/parameters/0/schema/type", "Parameter filter of client.Things.CreateThingAsync")]
    [TestCase(Operation + "/parameters/0/schema/properties/is_active", "Filter.IsActive of client.Things.CreateThingAsync")]
    [TestCase("/paths/~1nothing/get/requestBody", null)]
    [TestCase("/components/parameters/Cursor/schema", null)]
    [TestCase("/info", null)]
    public void Names_members(string at, string? name)
    {
        var document = ApiDocument.Read(
            SpecFile.Parse(
                "things.yaml",
                Encoding.UTF8.GetBytes(
                    """
                    openapi: 3.1.0
                    paths:
                      /things:
                        post:
                          operationId: createThing
                          tags: [Things]
                          parameters:
                            - name: filter
                              in: query
                    """
                )
            )
        );
        Assert.That(new CSharpNames(document, document).Member(at), Is.EqualTo(name));
    }
}
