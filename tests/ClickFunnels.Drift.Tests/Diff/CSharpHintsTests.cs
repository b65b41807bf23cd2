using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>Tests the hints for C# callers.</summary>
public sealed class CSharpHintsTests
{
    [Test]
    public void Every_rule_that_breaks_CSharp_has_an_action() =>
        Assert.That(
            DiffRules.All.Values.Where(rule => rule.Breaks.HasFlag(Breaks.CSharp) && !CSharpHints.HasAction(rule)).Select(rule => rule.Id),
            Is.Empty
        );

    [Test]
    public void A_hint_names_the_member_and_the_action()
    {
        const string Before =
            "{type: object, properties: {first_name: {type: string}, age: {type: integer}, tags: {type: array, items: {type: string}}}}";
        const string After =
            "{type: object, properties: {age: {type: string}, tags: {type: array, items: {type: integer}}, note: {type: string}}}";
        Assert.That(
            Compare(Contract("listThings", Before), Contract("listThings", After)),
            Is.EquivalentTo(
                (string?[])
                    [
                        "Remove the code that uses Thing.FirstName.",
                        "Change the code that uses Thing.Age to its new type.",
                        "Change the code that uses Thing.Tags to its new type.",
                        null,
                    ]
            )
        );
        Assert.That(
            Compare(Contract("listThings", Before), Contract("searchThings", Before)).Single(),
            Is.EqualTo("Call client.Default.SearchThingsAsync instead of its old name.")
        );
    }

    private static List<string?> Compare(string before, string after) =>
        [
            .. ContractComparison
                .Compare(Read(before), Read(after))
                .Findings.Where(finding => !IsAboutDocument(finding))
                .Select(finding => finding.CSharp),
        ];

    private static bool IsAboutDocument(Finding finding) => finding.Rule.Id.StartsWith("api-", StringComparison.Ordinal);

    private static ApiDocument Read(string text) => ApiDocument.Read(SpecFile.Parse("api.yaml", Encoding.UTF8.GetBytes(text)));

    private static string Contract(string id, string thing) =>
        """
            openapi: 3.1.0
            info: {title: T, version: "1"}
            paths:
              /things:
                get:
                  operationId: ID
                  responses: {"200": {description: Done., content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
            components: {schemas: {Thing: THING}}
            """.Replace("ID", id, StringComparison.Ordinal).Replace("THING", thing, StringComparison.Ordinal);
}
