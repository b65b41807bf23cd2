using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>References that lead nowhere.</summary>
public sealed class DanglingReferencesTests
{
    [Test]
    public void A_missing_component_is_added_as_a_free_form_schema()
    {
        var document = Normalizing.Apply(
            new DanglingReferences(),
            "openapi: 3.1.0\ncomponents:\n  schemas:\n    Thing:\n      type: object\n      properties:\n        part:\n     "
                + "     $ref: '#/components/schemas/Lost'\n"
        );

        Assert.That(
            document["components"]!["schemas"]!["Lost"]!.ToJsonString(),
            Is.EqualTo("""{"type":"object","additionalProperties":true}""")
        );
    }

    [Test]
    public void A_reference_to_another_part_becomes_free_form() =>
        Assert.That(
            Normalizing.ApplyToSchema(new DanglingReferences(), "$ref: 'other.yaml#/Thing'"),
            Is.EqualTo("type: object\nadditionalProperties: true")
        );

    /// <summary>Found by a property test: naming lost what only a circle of references stood for.</summary>
    [TestCase("Thing:\n      $ref: '#/components/schemas/Thing'\n")]
    [TestCase("Thing:\n      type: object\n      $ref: '#/components/schemas/Part'\n    Part:\n      $ref: '#/components/schemas/Thing'\n")]
    public void A_reference_to_itself_becomes_free_form(string schemas)
    {
        var document = Normalizing.Apply(new DanglingReferences(), $"openapi: 3.1.0\ncomponents:\n  schemas:\n    {schemas}");

        Assert.That(
            document["components"]!["schemas"]!["Thing"]!.ToJsonString(),
            Is.EqualTo("""{"type":"object","additionalProperties":true}""")
        );
    }

    [Test]
    public void A_reference_with_a_target_is_kept() =>
        Normalizing.AssertLeaves(new DanglingReferences(), "$ref: '#/components/schemas/Other'", "Other:\n  type: string");
}
