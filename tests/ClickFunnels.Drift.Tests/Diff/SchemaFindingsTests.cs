using System.Text;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>Tests the messages of findings about schemas, and that one change is one finding.</summary>
public sealed class SchemaFindingsTests
{
    private const string Apple =
        "type: object\nrequired: [id]\nproperties:\n  id:\n    type: integer\n    format: int64\n  sun_side:\n    type: string\n";

    [Test]
    public void A_change_of_a_shared_schema_is_one_finding_for_all_its_operations()
    {
        var finding = Compare(Shared(Apple), Shared(Apple + "  weight:\n    type: number")).Single();
        Assert.Multiple(() =>
        {
            Assert.That(finding.Rule.Id, Is.EqualTo("response-optional-property-added"));
            Assert.That(finding.Rule.Step, Is.EqualTo(VersionStep.Minor));
            Assert.That(finding.Operations, Is.EqualTo(new[] { "GET /apples", "GET /apples/{id}" }));
            Assert.That(finding.Pointer, Is.EqualTo("/components/schemas/Apple/properties/weight"));
            Assert.That(finding.Message, Is.EqualTo("Apple.Weight can now be read if the response contains it."));
        });
    }

    [TestCase(
        "type: integer\n    format: int64",
        "type: integer",
        "response-property-type-specialized",
        "Apple.Id is int instead of long now, so code that uses it may not compile after regeneration."
    )]
    [TestCase(
        "type: integer\n    format: int64",
        "type: string",
        "response-property-type-changed",
        "Apple.Id is string instead of long now, so code that uses it may not compile after regeneration."
    )]
    [TestCase(
        "type: integer\n    format: int64",
        "type: [integer, 'null']\n    format: int64",
        "response-property-became-nullable",
        "Apple.Id may now be null: check it before use."
    )]
    [TestCase(
        "type: integer\n    format: int64",
        "type: integer\n    format: int64\n    deprecated: true",
        "response-property-deprecated",
        "Apple.Id is deprecated."
    )]
    [TestCase(
        "type: integer\n    format: int64",
        "type: integer\n    format: int64\n    writeOnly: true",
        "response-required-property-became-write-only",
        "Apple.Id is now write-only: responses do not contain it."
    )]
    [TestCase(
        "required: [id]",
        "required: []",
        "response-property-became-optional",
        "Apple.Id may now be missing from the response: check it before use."
    )]
    [TestCase(
        "type: string\n",
        "type: string\n    default: red\n",
        "response-property-default-value-added",
        "Apple.SunSide now defaults to red."
    )]
    [TestCase(
        "type: string\n",
        "type: string\n    enum: [red, green]\n",
        "response-property-became-enum",
        "Apple.SunSide is now an enumeration with the values red, green."
    )]
    public void A_finding_describes_the_effect_on_a_caller(string was, string now, string rule, string message)
    {
        var finding = Compare(Shared(Apple), Shared(Apple.Replace(was, now, StringComparison.Ordinal))).Single();
        Assert.That((finding.Rule.Id, finding.Message), Is.EqualTo((rule, message)));
    }

    [Test]
    public void Properties_of_a_schema_with_another_type_are_not_reported_one_by_one() =>
        Assert.That(
            Rules(Specs.At(SchemaPosition.ResponseBody, Apple), Specs.At(SchemaPosition.ResponseBody, "type: string")),
            Is.EqualTo(new[] { "response-body-type-changed" })
        );

    [Test]
    public void Properties_of_a_wrapped_body_are_not_reported_as_removed()
    {
        var wrapped = "oneOf:\n  - " + Specs.Indent(Apple, 4).TrimStart() + "\n  - type: string";
        Assert.That(
            Rules(Specs.At(SchemaPosition.ResponseBody, Apple), Specs.At(SchemaPosition.ResponseBody, wrapped)),
            Does.Contain("response-body-wrapped-in-one-of").And.None.Contain("removed").And.None.Contain("type-")
        );
    }

    [Test]
    public void The_spelling_of_null_is_not_a_change()
    {
        var spellings = new[]
        {
            "type: [string, 'null']",
            "type: string\nnullable: true",
            "oneOf:\n  - type: string\n  - type: 'null'",
            "anyOf:\n  - type: 'null'\n  - type: string",
        };
        foreach (var before in spellings)
        {
            foreach (var after in spellings)
            {
                Assert.That(
                    Rules(Specs.At(SchemaPosition.ResponseProperty, before), Specs.At(SchemaPosition.ResponseProperty, after)),
                    Is.Empty,
                    $"{before} → {after}"
                );
            }
        }
    }

    [Test]
    public void A_class_that_may_be_null_at_one_place_is_a_change_at_that_place()
    {
        const string Owner = "  parent:\n    $ref: '#/components/schemas/Apple'\n";
        const string OwnerOrNull = "  parent:\n    anyOf:\n      - $ref: '#/components/schemas/Apple'\n      - type: 'null'\n";
        var finding = Compare(Shared(Apple + Owner), Shared(Apple + OwnerOrNull)).Single();
        Assert.That(
            (finding.Rule.Id, finding.Pointer, finding.Message),
            Is.EqualTo(
                (
                    "response-property-became-nullable",
                    "/components/schemas/Apple/properties/parent",
                    "Apple.Parent may now be null: check it before use."
                )
            )
        );
    }

    [TestCase(31, "response-property-deprecated-with-sunset")]
    [TestCase(32, "response-property-sunset-date-too-small")]
    public void Sunsets_are_compared_with_the_day_of_the_comparison(int day, string rule)
    {
        var after = Apple.Replace(
            "type: string\n",
            "type: string\n    deprecated: true\n    x-sunset: 2027-01-31\n",
            StringComparison.Ordinal
        );
        var clock = new Clock(new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero).AddDays(day));
        Assert.That(
            ContractComparison.Compare(Read(Shared(Apple)), Read(Shared(after)), clock).Findings.Single().Rule.Id,
            Is.EqualTo(rule)
        );
    }

    private static IEnumerable<string> Rules(string before, string after) => Compare(before, after).Select(finding => finding.Rule.Id);

    private static IReadOnlyList<Finding> Compare(string before, string after) =>
        ContractComparison.Compare(Read(before), Read(after)).Findings;

    private static ApiDocument Read(string yaml) => ApiDocument.Read(SpecFile.Parse("things.yaml", Encoding.UTF8.GetBytes(yaml)));

    private static string Shared(string apple)
    {
        const string One =
            "        '200':\n          description: Done.\n          content:\n            application/json:\n              "
            + "schema:\n                $ref: '#/components/schemas/Apple'\n";
        const string Many =
            "        '200':\n          description: Done.\n          content:\n            application/json:\n              "
            + "schema:\n                type: array\n                items:\n                  $ref: "
            + "'#/components/schemas/Apple'\n";
        return "openapi: 3.1.0\npaths:\n  /apples:\n    get:\n      responses:\n"
            + Many
            + "  /apples/{id}:\n    get:\n      responses:\n"
            + One
            + "components:\n  schemas:\n    Apple:\n"
            + Specs.Indent(apple, 6)
            + "\n";
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
