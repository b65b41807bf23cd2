using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Diff.Checks;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Limits as they take effect: both spellings of exclusive ones, merged parts, and what people read.</summary>
public sealed class LimitTests
{
    [TestCase("minimum: 5\nexclusiveMinimum: true", "exclusiveMinimum: 5", "")]
    [TestCase("maximum: 5\nexclusiveMaximum: true", "exclusiveMaximum: 5.0", "")]
    [TestCase("minimum: 5\nexclusiveMinimum: false", "minimum: 5", "")]
    [TestCase("minimum: 5", "minimum: 5\nexclusiveMinimum: true", "request-body-exclusive-min-set")]
    [TestCase("minimum: 5\nexclusiveMinimum: true", "minimum: 5", "request-body-exclusive-min-unset")]
    [TestCase("maximum: 5", "exclusiveMaximum: 5", "request-body-exclusive-max-set")]
    [TestCase("exclusiveMaximum: 5", "maximum: 5", "request-body-exclusive-max-unset")]
    [TestCase("exclusiveMinimum: 5", "exclusiveMinimum: 5\nminimum: 1", "")]
    [TestCase("exclusiveMinimum: 5", "minimum: 7", "request-body-min-set")]
    [TestCase("minimum: 5", "allOf: [{ minimum: 1 }, { minimum: 5 }]", "")]
    [TestCase("maximum: 5", "maximum: 9\nallOf: [{ maximum: 7 }, { maximum: 8 }]", "request-body-max-increased")]
    [TestCase("minLength: 0", "title: Text", "")]
    [TestCase("contains: { const: 1 }", "contains: { const: 1 }\nminContains: 1", "")]
    [TestCase("contains: { const: 1 }", "contains: { const: 1 }\nminContains: 0", "request-body-min-contains-decreased")]
    public void Limits_are_compared_as_they_take_effect(string before, string after, string rule)
    {
        var rules = Compare(Specs.At(SchemaPosition.RequestBody, before), Specs.At(SchemaPosition.RequestBody, after))
            .Select(finding => finding.Rule.Id)
            .Where(id => !id.Contains("all-of", StringComparison.Ordinal));

        Assert.That(string.Join(' ', rules), Is.EqualTo(rule));
    }

    [TestCase(
        "maxLength: 255",
        "maxLength: 60",
        "ProductCreate.SeoTitle may hold at most 60 characters now, 255 before: longer values are refused with 422."
    )]
    [TestCase(
        "maxLength: 255",
        "title: T",
        "ProductCreate.SeoTitle no longer has a maximum length, 255 before: longer values are also accepted."
    )]
    [TestCase(
        "title: T",
        "minLength: 1",
        "ProductCreate.SeoTitle has to hold at least 1 character now, no limit before: shorter values are refused with 422."
    )]
    public void A_message_names_the_member_and_both_numbers(string before, string after, string message)
    {
        var finding = Compare(Product(before), Product(after)).Single(found => found.Rule.Id.Contains("length", StringComparison.Ordinal));

        Assert.That(finding.Message, Is.EqualTo(message));
    }

    [Test]
    public void A_narrower_limit_breaks_requests_and_a_wider_one_warns_readers()
    {
        Assert.Multiple(() =>
        {
            Assert.That(DiffRules.All["request-property-max-length-decreased"].Severity, Is.EqualTo(Severity.Breaking));
            Assert.That(DiffRules.All["request-property-max-length-increased"].Severity, Is.EqualTo(Severity.Info));
            Assert.That(DiffRules.All["request-read-only-property-max-length-decreased"].Severity, Is.EqualTo(Severity.Info));
            Assert.That(DiffRules.All["response-property-max-length-decreased"].Severity, Is.EqualTo(Severity.Info));
            Assert.That(DiffRules.All["response-property-max-length-unset"].Severity, Is.EqualTo(Severity.Warning));
            Assert.That(DiffRules.All["request-property-min-increased"].Severity, Is.EqualTo(Severity.Breaking));
        });
    }

    [TestCase("^a$", "", true)]
    [TestCase("^a$", "a", true)]
    [TestCase("^a$", "^a", true)]
    [TestCase("a", "^a", false)]
    [TestCase(@"^a\$", @"^a\", false)]
    [TestCase("^[a-z]{2,10}$", "^[a-z]{1,20}$", true)]
    [TestCase("^[a-z]{2,10}$", "^[a-z]{2,}$", true)]
    [TestCase("^[0-9]{4}$", "^[0-9]{3,4}$", true)]
    [TestCase("^[a-z]{2,10}$", "^[a-z]{3,20}$", false)]
    [TestCase("^[a-z]{2,}$", "^[a-z]{2,10}$", false)]
    [TestCase("^(?!a{2})b$", "^(?!a{1,3})b$", false)]
    [TestCase("^[a-z]+$", "^[a-z0-9]+$", false)]
    public void A_pattern_is_wider_only_when_that_can_be_seen(string before, string after, bool isWider) =>
        Assert.That(PatternBreadth.IsWider(before, after), Is.EqualTo(isWider));

    private static string Product(string limit) =>
        Specs.At(SchemaPosition.RequestBody, "$ref: '#/components/schemas/ProductCreate'")
        + "components:\n  schemas:\n    ProductCreate:\n      x-usage: request\n      type: object\n      properties:\n        "
        + $"seo_title:\n          type: string\n          {limit}\n";

    private static IReadOnlyList<Finding> Compare(string before, string after) =>
        ContractComparison.Compare(Read(before), Read(after)).Findings;

    private static ApiDocument Read(string yaml) => ApiDocument.Read(SpecFile.Parse("spec.yaml", Encoding.UTF8.GetBytes(yaml)));
}
