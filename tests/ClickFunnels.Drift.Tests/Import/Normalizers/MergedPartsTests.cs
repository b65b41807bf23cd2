using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Parts of allOf.</summary>
public sealed class MergedPartsTests
{
    private const string Other = "Other:\n  type: object\n  required: [id]\n  properties:\n    id:\n      type: integer";

    [TestCase("type: object\nallOf:\n  - $ref: '#/components/schemas/Other'", "$ref: '#/components/schemas/Other'")]
    [TestCase(
        "type: [object, 'null']\nallOf:\n  - $ref: '#/components/schemas/Other'",
        "oneOf:\n  - $ref: '#/components/schemas/Other'\n  - type: 'null'"
    )]
    [TestCase(
        "allOf:\n  - $ref: '#/components/schemas/Other'\n  - type: object\n    required: [name]\n    properties:\n      "
            + "name:\n        type: string",
        "type: object\nrequired: [id, name]\nproperties:\n  id:\n    type: integer\n  name:\n    type: string"
    )]
    public void Parts_become_one_schema(string before, string after) =>
        Assert.That(Normalizing.ApplyToSchema(new MergedParts(), before, Other), Is.EqualTo(after));

    [Test]
    public void A_schema_that_is_composed_of_itself_is_supported() =>
        Assert.That(
            Normalizing.ApplyToSchema(new MergedParts(), "allOf:\n  - $ref: '#/components/schemas/Thing'\n  - type: object"),
            Is.EqualTo("type: object")
        );
}
