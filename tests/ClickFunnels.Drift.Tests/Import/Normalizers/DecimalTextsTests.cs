using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Decimals that the document calls numbers.</summary>
public sealed class DecimalTextsTests
{
    [Test]
    public void Examples_that_are_texts_decide() =>
        Assert.That(
            Normalizing.ApplyToSchema(
                new DecimalTexts(),
                "type: object\nproperties:\n  height:\n    type: [number, 'null']\nexample:\n  height: '12.0'"
            ),
            Does.StartWith("type: object\nproperties:\n  height:\n    type: [string, 'null']\n    format: decimal\n")
        );

    [Test]
    public void A_request_has_the_type_of_its_response() =>
        Assert.That(
            Normalizing.ApplyToSchema(
                new DecimalTexts(),
                "type: object\nproperties:\n  height:\n    type: number",
                "Response:\n  type: object\n  properties:\n    height:\n      type: number\n  example:\n    height: '1.5'"
            ),
            Is.EqualTo("type: object\nproperties:\n  height:\n    type: string\n    format: decimal")
        );

    [Test]
    public void Texts_named_as_amounts_are_decimals() =>
        Assert.That(
            Normalizing.ApplyToSchema(
                new DecimalTexts(),
                "type: object\nproperties:\n  total_amount:\n    type: string\nexample:\n  total_amount: '9.90'"
            ),
            Does.Contain("type: string\n    format: decimal")
        );

    [TestCase("type: object\nproperties:\n  height:\n    type: number\nexample:\n  height: 12.5")]
    [TestCase("type: object\nproperties:\n  height:\n    type: number")]
    [TestCase("type: object\nproperties:\n  total_amount:\n    type: string\nexample:\n  total_amount: free")]
    [TestCase("type: object\nproperties:\n  version:\n    type: string\nexample:\n  version: '1.0'")]
    public void Other_schemas_are_kept(string schema) => Normalizing.AssertLeaves(new DecimalTexts(), schema);
}
