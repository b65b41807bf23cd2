using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Drift.Commands;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Tests.Rules;
using ClickFunnels.Drift.Traffic;

namespace ClickFunnels.Drift.Tests.Traffic;

/// <summary>Files and folders of recorded traffic, and how the program ends.</summary>
public sealed class TrafficFileTests
{
    private const string Response =
        "content:\n  application/json:\n    schema:\n      type: object\n      properties:\n        id: {type: integer}";
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory();

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task Reads_archives_with_pages_comments_and_encoded_bodies()
    {
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"id":1,"extra":2}"""));
        var file = Write(
            "a.har",
            $$$$"""
            {"log":{"version":"1.2","comment":"made up","pages":[{"id":"p1"},{"id":"p2"}],"entries":[
              {"pageref":"p1","request":{"method":"POST","url":"https://acme.example/api/v2/things?x=1","headers":
                [{"name":":path","value":"/"}],"bodySize":0},
               "response":{"status":200,"headers":[{"name":"content-type","value":"application/json"}],
                "content":{"size":18,"mimeType":"application/json","text":"{{{{body}}}}","encoding":"base64"}}},
              {"pageref":"p2","comment":"sent","request":{"method":"post","url":"https://proxy.example/cf/api/v2/things",
               "headers":[{"name":"content-type","value":"application/json"}],"postData":{"mimeType":"application/json","text":"{}"}},
               "response":{"status":200,"headers":[{"name":"content-type","value":"application/json"}],
                "content":{"size":8,"text":"{\"id\":1}"}}},
              {"request":{"method":"GET","url":"data:text/plain,x","headers":[]},
               "response":{"status":200,"headers":[],"content":{"size":0}}},
              {"request":{"method":"GET","url":"https://acme.example/style.css","headers":[]},
               "response":{"status":200,"headers":[],"content":{"size":9}}},
              {"request":{"method":"POST","url":"https://acme.example/api/v2/things","headers":[]},
               "response":{"status":0,"headers":[],"content":{"size":0}}}
            ]}}
            """
        );
        var report = await CompareAsync(Specs.Operation("", Response, "servers:\n  - url: https://{name}.example/api/v2"), file);

        Assert.That(report.Compared, Is.EqualTo(2));
        Assert.That(
            report.Findings.Select(finding => (finding.Rule.Id, finding.Message.Contains("a.har#", StringComparison.Ordinal))),
            Is.EquivalentTo(
                new[] { ("unknown-query-parameter", true), ("response-undocumented-property", true), ("request-unexpected-body", true) }
            )
        );
        Assert.That(
            report.Notes,
            Has.Some.StartsWith("2 of 4 exchanges were compared")
                .And.Some.StartsWith("1 exchanges use other base paths")
                .And.Some.StartsWith("1 requests have no response")
        );
    }

    [Test]
    public async Task Reads_folders_recursively()
    {
        Write("one.json", Recorded.Exchange(response: "{}"));
        Write("deep/er/two.JSON", Recorded.Exchange(response: """{"id":"x"}"""));
        Write("deep/notes.txt", "not traffic");
        Write("three.har", """{"log":{"entries":[]}}""");
        var report = await CompareAsync(Spec(), _folder.FullName);

        Assert.That(report.Compared, Is.EqualTo(2));
        Assert.That(report.Findings.Single().Message, Does.Contain("two.JSON at /id"));
    }

    [TestCase("[]", "(1,1): Expected a JSON object")]
    [TestCase("", "(1,1): Expected a JSON object")]
    [TestCase("{\n  \"request\": {,\n}", "(2,15): Malformed JSON")]
    [TestCase("{\n  \"response\": {}\n}", "(1,1): \"request\" is missing.")]
    [TestCase(
        "{\"request\":{\"method\":\"GET\",\"url\":\"nowhere\"},\n\"response\":{\"status\":200}}",
        "(1,34): \"url\" is not an address"
    )]
    [TestCase(
        "{\"request\":{\"method\":\"GET\",\"url\":\"/a\"},\n\"response\":{\"status\":\"200\"}}",
        "(2,22): \"status\" has to be a number."
    )]
    [TestCase(
        "{\"request\":{\"method\":\"GET\",\"url\":\"/a\",\"headers\":[{\"name\":1}]},\"response\":{\"status\":200}}",
        "\"name\" has to be a text."
    )]
    [TestCase("{\"log\":{\"entries\":[\n{\"request\":{}}]}}", "(2,1): \"response\" is missing.")]
    [TestCase(
        "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"http://a/b\",\"headers\":[]},"
            + "\"response\":{\"status\":200,\"headers\":[],\"content\":{\"text\":\"?\",\"encoding\":\"base64\"}}}]}}",
        "is declared as base64, but is not valid base64"
    )]
    public async Task Reports_the_position_in_a_malformed_file(string text, string says)
    {
        var (code, _, error) = await RunAsync(SpecPath(), Write("bad.json", text));

        Assert.That((code, error), Is.EqualTo((ExitCode.BadInput, error)));
        Assert.That(error, Does.Contain("bad.json").And.Contain(says).And.Not.Contain("   at "));
    }

    [Test]
    public async Task Comparing_nothing_is_an_error()
    {
        Write("elsewhere.json", Recorded.Exchange(url: "/others", status: 404));
        var nothing = await RunAsync(SpecPath(), _folder.FullName);
        var none = await RunAsync(SpecPath(), _folder.CreateSubdirectory("empty").FullName);
        var missing = await RunAsync(SpecPath(), Path.Combine(_folder.FullName, "no.har"));

        Assert.That((nothing.Code, none.Code, missing.Code), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput, ExitCode.BadInput)));
        Assert.That(nothing.Error, Does.Contain("None of the 1 exchanges"));
        Assert.That(none.Error, Does.Contain("no recorded exchange"));
        Assert.That(missing.Error, Does.Contain("The file does not exist."));
    }

    [TestCase("info", ExitCode.Findings)]
    [TestCase("warning", ExitCode.Clean)]
    public async Task The_level_decides_about_the_exit_code(string level, int code)
    {
        var file = Write("a.json", Recorded.Exchange(response: """{"id":1,"extra":2}"""));

        Assert.That((await RunAsync(SpecPath(), file, "--fail-on", level)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task Findings_are_counted_and_show_no_data()
    {
        const string Secret = "jane.doe@example.com";
        var report = await Recorded.CheckAsync(
            Spec(),
            Recorded.Exchange(url: $"/things?{Secret}=1", response: $$"""{"id":"{{Secret}}","{{Secret}}":1}"""),
            Recorded.Exchange(response: $$"""{"id":"joe@example.com"}"""),
            Recorded.Exchange(url: $"/others/{Secret}/parts", response: "{}")
        );

        Assert.That(
            report.Findings.Select(finding => finding.Rule.Id),
            Is.EquivalentTo(
                new[] { "response-wrong-type", "response-undocumented-property", "unknown-query-parameter", "undocumented-operation" }
            )
        );
        Assert.That(
            report.Findings.Single(finding => finding.Rule.Id == "response-wrong-type").Message,
            Does.Contain("(2× in POST /things; first in 0.json at /id)")
        );
        Assert.That(
            report.Findings.Select(finding => $"{finding.Pointer} {finding.Message} {finding.OldValue} {finding.NewValue}"),
            Has.None.Contains("jane")
        );
    }

    [Test]
    public async Task Literal_paths_precede_parameters_and_hosts_do_not_matter()
    {
        var spec = Specs.Paths(
            "/things/{id}:\n  get:\n    responses: {'200': {description: Done.}}\n/things/new:\n  get:\n    deprecated: "
                + "true\n    responses: {'200': {description: Done.}}",
            "servers:\n  - url: https://{name}.example.com/base/v1"
        );

        Assert.That(
            await Recorded.RulesAsync(spec, Recorded.Exchange("GET", "https://elsewhere.example/base/v1/things/new")),
            Is.EqualTo(new[] { "deprecated-operation" })
        );
        Assert.That(await Recorded.RulesAsync(spec, Recorded.Exchange("GET", "/base/v1/things/newer/")), Is.Empty);
        Assert.That(await Recorded.RulesAsync(spec, Recorded.Exchange("GET", "/api/v2/things/7")), Is.Empty);
        await Assert.ThrowsAsync<InputException>(() => Recorded.RulesAsync(spec, Recorded.Exchange("GET", "/things/7")));
    }

    [TestCase("[]", true)]
    [TestCase("""{"things":[]}""", true)]
    [TestCase("""{"items":[]}""", false)]
    public async Task A_union_may_have_the_list_with_and_without_its_envelope(string response, bool isAllowed)
    {
        var spec = Specs.Operation(
            "x-result-envelope: things",
            "content:\n  application/json:\n    schema:\n      oneOf:\n        - {type: array}\n        - {type: object, required: "
                + "[things], properties: {things: {type: array}}}"
        );

        var rules = await Recorded.RulesAsync(spec, Recorded.Exchange(response: response));

        Assert.That(rules, isAllowed ? Is.Empty : Is.Not.Empty);
    }

    private static string Spec() => Specs.Operation("", Response);

    private static Task<Report> CompareAsync(string spec, string path) =>
        TrafficComparison.CompareAsync(
            ApiDocument.Read(SpecFile.Parse("spec.yaml", Encoding.UTF8.GetBytes(spec))),
            TrafficFiles.ReadAsync([path], CancellationToken.None),
            "traffic"
        );

    private string SpecPath()
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.FullName, "spec")).FullName, "spec.yaml");
        File.WriteAllText(path, Spec());
        return path;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.Create(output, error).Parse(["responses", .. arguments]).InvokeAsync();
        return (code, output.ToString(), error.ToString());
    }
}
