using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Routes;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Routes;

/// <summary>A contract and a ledger of documented operations are compared both ways.</summary>
public sealed class RouteComparisonTests
{
    private const string Contract = """
        /things:
          get:
            operationId: listThings
            tags: [Things]
            responses: {}
          post:
            operationId: createThing
            tags: [Things]
            responses: {}
        /things/{thing_id}:
          get:
            operationId: getThing
            tags: [Things]
            responses: {}
        /old/things:
          get:
            operationId: listOldThings
            deprecated: true
            x-superseded-by: listThings
            responses: {}
        """;

    private const string Whole = "GET,/things,listThings,guide\nPOST,/things/,createThing,guide\nget,/things/{id},getThing,guide\n";

    [TestCase(Whole)]
    [TestCase(Whole + "PUT,/things/{id},updateThing,guide\n", "route-missing /paths/~1things~1{id}/put")]
    [TestCase("GET,/things,listThings,guide\nPOST,/things,createThing,guide\n", "route-extra /paths/~1things~1{thing_id}/get")]
    [TestCase(
        "GET,/things,allThings,guide\nPOST,/things,createThing,guide\nGET,/things/{id},,guide\n",
        "route-renamed /paths/~1things/get/operationId"
    )]
    [TestCase(
        "GET,/things,listThings,guide\nPUT,/things,createThing,guide\nGET,/things/{id},getThing,guide\n",
        "route-moved /paths/~1things/post"
    )]
    [TestCase(
        "GET,/things,getThing,guide\nPOST,/things,createThing,guide\nGET,/things/{id},listThings,guide\n",
        "route-renamed /paths/~1things/get/operationId",
        "route-renamed /paths/~1things~1{thing_id}/get/operationId"
    )]
    [TestCase(Whole + "GET,/old/things,listOldThings,guide\n")]
    public void A_difference_is_found(string rows, params string[] expected)
    {
        var report = Compare(Contract, "method,path,operationId,source\n" + rows);
        Assert.That(report.Findings.Select(finding => $"{finding.Rule.Id} {finding.Pointer}"), Is.EquivalentTo(expected));
        Assert.That(report.Findings, Has.All.Property(nameof(Finding.Position)).Not.Null);
    }

    [Test]
    public void A_finding_names_method_and_source()
    {
        var finding = Compare(
            Contract,
            "method,path,operationId,source\n"
                + "GET,/things,listThings,guide\nPUT,/things,createThing,the guide\nGET,/things/{id},getThing,guide\n"
        )
            .Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That(
                finding.Message,
                Is.EqualTo("client.Things.CreateThingAsync calls POST /things, but createThing is documented as PUT /things in the guide.")
            );
            Assert.That(finding.OldValue, Is.EqualTo("PUT /things"));
            Assert.That(finding.NewValue, Is.EqualTo("POST /things"));
            Assert.That(finding.Operations, Is.EqualTo(new[] { "POST /things" }));
        });
    }

    [TestCase("operations.tsv", "method\tpath\toperationId\tsince\nGET\t/things\tlistThings\t2026-08\n")]
    [TestCase("operations.csv", "Method;Path;OperationId;since\nGET;/things;listThings;2026-08\n")]
    [TestCase("operations", "since\tmethod\tpath\toperationId\n2026-08\tGET\t/things\tlistThings\n")]
    [TestCase("operations", "\uFEFF\"method\",\"path\",\"operationId\"\r\n\"GET\",\"/things\",\"listThings\"\r\n")]
    public void Commas_tabs_and_semicolons_are_understood(string name, string text)
    {
        var row = Read(name, text).Rows.Single();
        Assert.That((row.Name, row.OperationId, row.Source), Is.EqualTo(("GET /things", "listThings", "")));
    }

    [TestCase("", "The ledger is empty")]
    [TestCase("method,path,operationId\n", "has no operation")]
    [TestCase("method,operationId\nGET,a\n", "ledger.csv(1,1): The first line lacks the column path; it has method, operationId.")]
    [TestCase("method,path,operationId\nFETCH,/a,a\n", "ledger.csv(2,1): The method \"FETCH\" is not known")]
    [TestCase("method,path,operationId\nGET,/a,a\nGET,b,b\n", "ledger.csv(3,1): The path \"b\" has to begin with a slash")]
    [TestCase("method,path,operationId\nGET,/a b,a\n", "ledger.csv(2,1): The path \"/a b\" contains a space")]
    [TestCase(
        "method,path,operationId\nGET,/a/{id},a\nGET,/a/{key}/,b\n",
        "ledger.csv(3,1): Duplicate operation GET /a/{key}/, first on line 2."
    )]
    [TestCase("method,path,operationId\nGET,/a,a\nGET,/b,a\n", "ledger.csv(3,1): Duplicate operationId a, first on line 2.")]
    [TestCase("method,path,operationId\nGET,/a\n", "ledger.csv(2,1): Malformed table")]
    [TestCase("method,path,operationId\nGET,\"/a,a\n", "ledger.csv(2,1): Malformed table")]
    public void An_invalid_ledger_is_an_error_with_its_position(string text, string message)
    {
        Assert.That(() => Read("ledger.csv", text), Throws.TypeOf<InputException>().With.Message.Contains(message));
    }

    [Test]
    public void A_ledger_of_another_api_is_an_error()
    {
        Assert.That(
            () => Compare(Contract, "method,path,operationId\nGET,/others,listOthers\n"),
            Throws.TypeOf<InputException>().With.Message.Contains("nothing to compare")
        );
    }

    [Test]
    public async Task Our_contract_holds_every_documented_operation()
    {
        var ledger = Path.Combine(Repository.Root, "spec", "operations.tsv");
        var report = RouteComparison.Compare(
            await ApiDocument.LoadAsync(Path.Combine(Repository.Root, "spec", "clickfunnels.yaml")),
            await Ledger.LoadAsync(ledger)
        );
        Assert.That(report.Compared, Is.EqualTo(File.ReadLines(ledger).Skip(1).Count()));
        Assert.That(
            report.Findings.Select(finding => $"{finding.Rule.Id} {finding.NewValue}"),
            Is.EqualTo(new[] { "route-extra PATCH /products/{id}" }),
            "Only the guides name the PATCH."
        );
    }

    private static Report Compare(string contract, string ledger) =>
        RouteComparison.Compare(
            ApiDocument.Read(SpecFile.Parse("spec.yaml", Encoding.UTF8.GetBytes(Specs.Paths(contract)))),
            Read("ledger.csv", ledger)
        );

    private static Ledger Read(string name, string text) => Ledger.Parse(name, Encoding.UTF8.GetBytes(text));
}
