namespace ClickFunnels.Traps.Tests.Analyzers;

/// <summary>CFN0001 and CFN0002: query parameters that the service does not read.</summary>
public sealed class QueryParameterTests
{
    [Test]
    [Trap(2, Protection.Analyzer)]
    public Task An_ignored_parameter_is_reported([Values("page", "per_page", "limit", "offset", "page[size]")] string name) =>
        ReportsAsync(
            "CFN0001",
            $$"""
            var request = new RawRequest(HttpMethod.Get, "contacts") { Query = { [[|"{{name}}"|]] = "2", ["after"] = "x" } };
            request.Query[[|"{{name}}"|]] = "3";
            request.Query.Add([|"{{name}}"|], "4");
            request.Query.TryAdd([|"{{name}}"|], "5");
            await client.SendAsync(request);
            await client.SendAsync(new RawRequest(HttpMethod.Get, "orders") { Query = { { [|"{{name}}"|], "2" } } });
            """
        );

    [Test]
    [Trap(3, Protection.Analyzer)]
    public Task A_selector_in_brackets_is_reported() =>
        ReportsAsync(
            "CFN0002",
            """
            const string Key = "filters[stored_filter_id]";
            var request = new RawRequest(HttpMethod.Get, "contacts");
            request.Query[[|Key|]] = "7";
            request.Query[[|"filter[stable_id]"|]] = "7";
            request.Query[[|"filters[email_address]"|]] = "a@example.org";
            await client.SendAsync(request);
            """
        );

    [Test]
    public Task What_the_service_reads_is_not_reported() =>
        ReportsNothingAsync(
            """
            var request = new RawRequest(HttpMethod.Get, "contacts") { Query = { ["after"] = "x", ["filter[id]"] = "1" } };
            request.Query["stored_filter_id"] = "7";
            request.Query["results[limit]"] = "500";
            request.Query["sort_order"] = "page";
            request.Query.Remove("page");
            Console.WriteLine(request.Query["page"]);
            request.Headers["page"] = "2";
            await client.SendAsync(request);
            """
        );

    [Test]
    public Task Requests_of_other_clients_are_not_reported() =>
        ReportsNothingAsync(
            """
            var other = new OtherClient();
            var request = new RawRequest(HttpMethod.Get, "books") { Query = { ["page"] = "2" } };
            request.Query["limit"] = "3";
            await other.SendAsync(request);
            await other.SendAsync(new RawRequest(HttpMethod.Get, "books") { Query = { ["page"] = "2" } });
            }
            class OtherClient
            {
                public Task SendAsync(RawRequest request) => Task.CompletedTask;
            """
        );

    [Test]
    public Task A_look_alike_is_not_reported() =>
        ReportsNothingAsync(
            """
            var request = new RawRequest { Query = { ["page"] = "2", ["filters[stored_filter_id]"] = "7" } };
            }
            class RawRequest
            {
                public Dictionary<string, string> Query { get; } = [];
            """
        );

    [Test]
    public Task The_fix_removes_an_element() =>
        FixesAsync(
            "CFN0001",
            """
            await client.SendAsync(new RawRequest(HttpMethod.Get, "contacts") { Query = { ["sort"] = "id", [[|"page"|]] = "2" } });
            """,
            """
            await client.SendAsync(new RawRequest(HttpMethod.Get, "contacts") { Query = { ["sort"] = "id"} });
            """
        );

    [Test]
    public Task The_fix_removes_a_statement() =>
        FixesAsync(
            "CFN0001",
            """
            var request = new RawRequest(HttpMethod.Get, "contacts");
            request.Query.Add([|"per_page"|], "100");
            await client.SendAsync(request);
            """,
            """
            var request = new RawRequest(HttpMethod.Get, "contacts");
            await client.SendAsync(request);
            """
        );

    [TestCase("filters[stored_filter_id]", "stored_filter_id")]
    [TestCase("filter[stable_id]", "stable_id")]
    [TestCase("filters[id]", "filter[id]")]
    public Task The_fix_renames_a_parameter(string name, string fixedName) =>
        FixesAsync(
            "CFN0002",
            $$"""await client.SendAsync(new RawRequest(HttpMethod.Get, "contacts") { Query = { [[|"{{name}}"|]] = "7" } });""",
            $$"""await client.SendAsync(new RawRequest(HttpMethod.Get, "contacts") { Query = { ["{{fixedName}}"] = "7" } });"""
        );

    [Test]
    public Task A_constant_is_not_renamed() =>
        HasNoFixAsync(
            "CFN0002",
            """
            const string Key = "filters[id]";
            await client.SendAsync(new RawRequest(HttpMethod.Get, "contacts") { Query = { [[|Key|]] = "7" } });
            """
        );

    [Test]
    public void No_operation_has_a_parameter_that_is_reported() =>
        Assert.That(
            ContractModel
                .Read("spec/clickfunnels.yaml")
                .Operations.SelectMany(static operation => operation.QueryParameters)
                .Where(ClickFunnels.Analyzers.QueryParameterAnalyzer.Ignored.ContainsKey),
            Is.Empty
        );
}
