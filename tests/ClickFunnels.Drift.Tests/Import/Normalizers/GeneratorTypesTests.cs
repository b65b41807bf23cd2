using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Tests types that the generated models can neither read nor write.</summary>
public sealed class GeneratorTypesTests
{
    [TestCase("type: string\nformat: uuid", "type: string")]
    [TestCase("type: number", "type: number\nformat: double")]
    [TestCase("type: [string, integer, 'null']", "type: [string, 'null']")]
    [TestCase("type: string\nenum: [1st, 2nd]", "type: string")]
    [TestCase("type: string\nenum: [a-b, a_b]", "type: string")]
    [TestCase("type: integer\nenum: [1, 2]", "type: integer")]
    [TestCase("type: array\nitems:\n  type: array\n  items:\n    type: string", "type: array\nitems:\n  type: string")]
    [TestCase(
        "type: object\nproperties:\n  any: {}",
        "type: object\nproperties:\n  any:\n    type: object\n    additionalProperties: true"
    )]
    [TestCase(
        "type: object\nproperties:\n  map:\n    type: object\n    additionalProperties:\n      type: integer",
        "type: object\nproperties:\n  map:\n    type: object\n    additionalProperties: true"
    )]
    [TestCase(
        "type: object\nproperties:\n  either:\n    oneOf:\n      - type: string\n      - type: object\n      - type: 'null'",
        "type: object\nproperties:\n  either:\n    type: [object, 'null']\n    additionalProperties: true"
    )]
    [TestCase(
        "type: object\nproperties:\n  9lives:\n    type: string\n  name:\n    type: string",
        "type: object\nproperties:\n  name:\n    type: string"
    )]
    public void Uses_the_closest_form_that_the_generator_reads(string before, string after) =>
        Assert.That(Normalizing.ApplyToSchema(new GeneratorTypes(), before), Is.EqualTo(after));

    [TestCase("type: string\nenum: [$a.b, c d, e/f, g-h]")]
    [TestCase("type: object\nproperties:\n  map:\n    type: object\n    additionalProperties:\n      type: [string, 'null']")]
    [TestCase("type: object\nproperties:\n  at:\n    type: string\n    format: date-time")]
    public void Keeps_forms_that_the_generator_reads(string schema) => Normalizing.AssertLeaves(new GeneratorTypes(), schema);
}
