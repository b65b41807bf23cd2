using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Timestamps without a format.</summary>
public sealed class TimestampFormatsTests
{
    [Test]
    public void Names_ending_in_at_are_timestamps() =>
        Assert.That(
            Normalizing.ApplyToSchema(
                new TimestampFormats(),
                "type: object\nproperties:\n  paid_at:\n    type: [string, 'null']\n    description: A time."
            ),
            Is.EqualTo("type: object\nproperties:\n  paid_at:\n    type: [string, 'null']\n    format: date-time\n    description: A time.")
        );

    [TestCase("type: object\nproperties:\n  paid_at:\n    type: integer")]
    [TestCase("type: object\nproperties:\n  format:\n    type: string")]
    [TestCase("type: object\nproperties:\n  paid_at:\n    type: string\n    format: date")]
    public void Other_schemas_are_kept(string schema) => Normalizing.AssertLeaves(new TimestampFormats(), schema);
}
