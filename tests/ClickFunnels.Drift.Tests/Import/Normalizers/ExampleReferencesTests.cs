using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Examples made of references.</summary>
public sealed class ExampleReferencesTests
{
    [Test]
    public void A_reference_is_replaced_by_its_example() =>
        Assert.That(
            Normalizing.ApplyToSchema(
                new ExampleReferences(),
                "type: object\nexample:\n  $ref: '#/components/schemas/Other/example'",
                "Other:\n  type: object\n  example:\n    size: '1.5'"
            ),
            Is.EqualTo("type: object\nexample:\n  size: '1.5'")
        );

    [Test]
    public void A_reference_without_target_is_removed() =>
        Assert.That(
            Normalizing.ApplyToSchema(new ExampleReferences(), "type: object\nexample:\n  $ref: '#/components/schemas/Other/example'"),
            Is.EqualTo("type: object")
        );

    [Test]
    public void Examples_of_bodies_are_resolved_too()
    {
        var document = Normalizing.Apply(
            new ExampleReferences(),
            Rules.Specs.Operation(
                "requestBody:\n  content:\n    application/json:\n      example:\n        $ref: '#/components/schemas/Other/example'",
                document: "components:\n  schemas:\n    Other:\n      example: 5"
            )
        );

        Assert.That(
            document["paths"]!["/things"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!.GetValue<long>(),
            Is.EqualTo(5)
        );
    }
}
