using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickFunnels.Traps.Tests.Analyzers;

/// <summary>Analyzers and fixes never throw, whatever the code is, and do nothing without the client.</summary>
public sealed class RobustnessTests
{
    /// <summary>Every rule has a part here, so that damage reaches each of them.</summary>
    private const string Code = """
        var request = new RawRequest(HttpMethod.Get, "contacts") { Query = { ["page"] = "2", ["filters[id]"] = "3" } };
        request.Query.Add("limit", "4");
        await client.SendAsync(request);
        var discount = await client.Discounts.GetAsync(1);
        if (discount.RedemptionsCount == 0 || discount is { RedemptionsCount: < 1 }) { await client.Discounts.DeleteAsync(1); }
        var domain = await client.Emails.Domains.GetAsync(1);
        var address = await client.Emails.SenderAddresses.GetAsync(1);
        var contact = await client.Contacts.GetAsync(1);
        while (domain?.Verified is not true && !(address.IsWorkspaceDefault ?? false) && address.EmailsDomain?.Verified == true) { break; }
        switch (contact) { case { IsActive: false } when contact.IsActive != true: break; }
        var step = (await client.Funnels.GetStructureAsync(1)).Steps![0];
        var steps = step.Branches!.SelectMany(b => b.Steps!).ToList();
        steps.Sort((a, b) => a.SortOrder!.Value.CompareTo(b.SortOrder));
        var sorted = from b in step.Branches! from s in b.Steps! orderby s.SortOrder select s;
        client.Contacts.ListAsync();
        new PageUpdate().ReplaceMarkup("<script></script>");
        var page = new PageCreate { Markup = "<script></script>" };
        var a = new WorkflowStepUpdate { StepTypeSettings = new JObject { ["course_ids"] = 1, ["template_id"] = 1 } };
        await client.Orders.Invoices.UpdateAsync(1, new() { Status = "abandoned" });
        await client.Discounts.UpdateAsync(1, new() { ApplyUntil = DateTimeOffset.UtcNow.AddDays(-1) });
        var price = new ProductPriceCreate { Interval = "month" };
        """;

    private static readonly string[] Tokens =
    [
        .. CSharpSyntaxTree.ParseText(ClientCode.FileOf(Code)).GetRoot().DescendantTokens().Select(static token => token.ToFullString()),
    ];

    private static readonly string[] Further =
    [
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ";",
        ",",
        ".",
        "?.",
        "!",
        "==",
        "is",
        "not",
        "=>",
        "new",
        "await",
        "null",
        "\"",
        "$\"",
        "{ {",
        "request",
        "domain",
        "Query",
        "base",
        "this",
        "default",
        "var x = x;",
        "#if",
        "async",
        "static",
        "ref",
        "out",
        "0",
        "-1",
        "\0",
    ];

    [Test]
    public async Task Every_rule_reports_the_example()
    {
        var ids = (await AnalyzedCode.DiagnosticsOfAsync(ClientCode.FileOf(Code))).Select(static diagnostic => diagnostic.Id).Distinct();

        Assert.That(
            ids.Order(),
            Is.EqualTo(
                AnalyzedCode.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Order()
            )
        );
    }

    [Test]
    public void Damaged_code_is_analyzed_without_an_exception()
    {
        var damage =
            from kind in Gen.Choose(0, 2)
            from place in Gen.Choose(0, Tokens.Length - 1)
            from seed in Gen.Choose(0, 1_000_000)
            select (kind, place, seed);
        var damages = Gen.NonEmptyListOf(damage).Select(static list => list.ToList());
        var property = Prop.ForAll(
            damages.ToArbitrary(),
            (List<(int Kind, int Place, int Seed)> list) => AnalyzedCode.AllFixesOfAsync(Damaged(list)).GetAwaiter().GetResult().Count >= 0
        );
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [TestCase("")]
    [TestCase("var x = x.SelectMany(y => y).OrderBy(s => s.SortOrder);")]
    [TestCase("var x = y; var y = x; x.Sort(s => s.SortOrder);")]
    [TestCase("new RawRequest { Query = { [] = 1, [1, 2] = 3, { }, { 1 }, Add } };")]
    [TestCase("if (new EmailDomain().Verified) else while (new Contact().IsActive = false) ;")]
    [TestCase("new WorkflowStepUpdate { StepTypeSettings = new { course_ids } };")]
    public async Task Broken_statements_are_analyzed_without_an_exception(string code) =>
        Assert.That(await AnalyzedCode.DiagnosticsOfAsync(ClientCode.FileOf(code)), Has.All.Property("Id").StartsWith("CFN"));

    [Test]
    public async Task Nothing_is_reported_without_the_client()
    {
        var references = Program.References.Where(static reference =>
            !Path.GetFileName(reference.Display!).StartsWith("ClickFunnels", StringComparison.Ordinal)
        );
        var compilation = Program.WithReferences(references).AddSyntaxTrees(CSharpSyntaxTree.ParseText(ClientCode.FileOf(Code), Parsing));

        Assert.That(compilation.GetTypeByMetadataName("ClickFunnels.ClickFunnelsClient"), Is.Null);
        Assert.That(await AnalyzedCode.RunAsync(compilation), Is.Empty);
    }

    [Test]
    public async Task Generated_code_is_not_reported() =>
        Assert.That(await AnalyzedCode.DiagnosticsOfAsync("// <auto-generated/>\n" + ClientCode.FileOf(Code)), Is.Empty);

    private static string Damaged(IEnumerable<(int Kind, int Place, int Seed)> damages)
    {
        var tokens = Tokens.ToList();
        foreach (var (kind, place, seed) in damages)
        {
            var at = place % tokens.Count;
            var token = seed % 2 == 0 ? Further[seed % Further.Length] : Tokens[seed % Tokens.Length];
            switch (kind)
            {
                case 0:
                    tokens[at] = " ";
                    break;
                case 1:
                    tokens[at] = token + " ";
                    break;
                default:
                    tokens.Insert(at, token + " ");
                    break;
            }
        }

        return string.Concat(tokens);
    }
}
