using System.Text;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Drift.Commands;
using ClickFunnels.Drift.Generated;
using ClickFunnels.Drift.Tests.Commands;

namespace ClickFunnels.Drift.Tests.Hostile;

/// <summary>A published document whose texts would become code is refused with its place, and nothing is written.</summary>
public sealed class HostileImportTests
{
    private const string Code = "\"+System.IO.Directory.CreateDirectory(\"X\")+\"";
    private const string Shown = "\\u0022\\u002BSystem.IO.Directory.CreateDirectory(\\u0022X\\u0022)\\u002B\\u0022";

    private const string Document = """
        openapi: 3.1.0
        info: {title: Things, version: '1'}
        tags:
          - name: 'TAG'
        paths:
          /status:
            get: {operationId: getStatus, responses: {'200': {description: Done.}}}
          'PATH':
            post:
              operationId: 'OPERATION'
              tags: ['TAG']
              x-method: 'METHOD'
              x-envelope: 'ENVELOPE'
              parameters:
                - {name: id, in: path, required: true, schema: {type: integer}}
                - {name: 'QUERY', in: query, schema: {type: string}}
                - {name: 'HEADER', in: header, schema: {type: string}}
              requestBody:
                content:
                  'MEDIA':
                    schema: {type: object, properties: {'KEY': {type: object, properties: {name: {type: string}}}}}
              responses:
                'STATUS':
                  description: 'DESCRIPTION'
                  headers:
                    'RESPONSEHEADER': {schema: {type: string}}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Thing'}
        webhooks:
          'EVENT':
            post: {operationId: event, x-class: 'CLASS', responses: {'200': {description: Done.}}}
        components:
          securitySchemes:
            'SECURITY': {type: http, scheme: bearer}
          schemas:
            'SCHEMA': {type: object, properties: {id: {type: integer}}}
            Thing:
              type: object
              properties:
                'PROPERTY': {type: string, default: 'DEFAULT'}
                color: {type: string, enum: [red, 'VALUE']}
        """;

    private static readonly Dictionary<string, string> Harmless = new(StringComparer.Ordinal)
    {
        ["TAG"] = "Thing",
        ["PATH"] = "/things/{id}",
        ["OPERATION"] = "createThing",
        ["METHOD"] = "Create",
        ["ENVELOPE"] = "thing",
        ["QUERY"] = "color",
        ["RESPONSEHEADER"] = "X-Count",
        ["HEADER"] = "X-Color",
        ["MEDIA"] = "application/json",
        ["KEY"] = "thing",
        ["STATUS"] = "201",
        ["DESCRIPTION"] = "Done.",
        ["EVENT"] = "thing.created",
        ["CLASS"] = "ThingCreated",
        ["SECURITY"] = "Bearer",
        ["SCHEMA"] = "Other",
        ["PROPERTY"] = "name",
        ["DEFAULT"] = "none",
        ["VALUE"] = "blue",
    };

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clickfunnels-hostile-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [TestCase(false)]
    [TestCase(true)]
    public async Task APathWithCodeInOurOwnContractIsRefusedByImport(bool fresh)
    {
        var contract = await File.ReadAllTextAsync(Repository.Contract);
        const string Path =
            "  '/pwn/{id}"
            + Code
            + "':\n    get:\n      operationId: getPwnThing\n      tags: [Pwn]\n      responses:\n        '200':\n"
            + "          description: A contact.\n          content:\n            application/json:\n"
            + "              schema: {$ref: '#/components/schemas/Contact'}\n";
        var run = await ImportAsync(contract.Replace("\npaths:\n", "\npaths:\n" + Path, StringComparison.Ordinal), fresh);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Output + run.Error);
        Assert.That(
            run.Error,
            Does.Match("""vendor\.yaml\([0-9]+,[0-9]+\): """).And.Contain($"\"/pwn/{{id}}{Shown}\" is not a valid path")
        );
        Assert.That(_folder.GetFiles().Select(file => file.Name), Is.EqualTo((string[])["vendor.yaml"]));
    }

    [TestCase("PATH", "path")]
    [TestCase("TAG", "tag")]
    [TestCase("OPERATION", "operationId")]
    [TestCase("METHOD", "C# name")]
    [TestCase("ENVELOPE", "property name")]
    [TestCase("KEY", "property name")]
    [TestCase("PROPERTY", "property name")]
    [TestCase("QUERY", "parameter name")]
    [TestCase("HEADER", "header name")]
    [TestCase("RESPONSEHEADER", "header name")]
    [TestCase("MEDIA", "media type")]
    [TestCase("STATUS", "component name")]
    [TestCase("EVENT", "event type")]
    [TestCase("CLASS", "C# name")]
    [TestCase("SECURITY", "component name")]
    [TestCase("SCHEMA", "component name")]
    [TestCase("VALUE", "enumeration value")]
    public async Task ATextThatWouldBecomeCodeIsRefusedEverywhere(string place, string kind)
    {
        foreach (var text in (string[])[Code, "; class X { } //", "x\u2028class X { }", "a b\u0000", new string('x', 600)])
        {
            foreach (var fresh in (bool[])[false, true])
            {
                var run = await ImportAsync(With(place, Harmless[place] + text), fresh);

                Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Output + run.Error);
                Assert.That(run.Error, Does.Match("""vendor\.yaml\([0-9]+,[0-9]+\): """).And.Contain($" is not a valid {kind}, "));
                Assert.That(run.Error.Length, Is.LessThan(700));
                Assert.That(run.Error.TrimEnd('\n').Any(char.IsControl), Is.False);
                Assert.That(_folder.GetFiles().Select(file => file.Name), Is.EqualTo((string[])["vendor.yaml"]));
            }
        }
    }

    // The import does not keep them.
    [TestCase("DESCRIPTION")]
    [TestCase("DEFAULT")]
    public async Task ATextThatIsLeftOutIsNoReasonToRefuse(string place)
    {
        foreach (var text in (string[])[Code, "x\u2028class X { }", "\n*/ class X { }"])
        {
            var run = await ImportAsync(With(place, text), fresh: true);

            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Clean), run.Output + run.Error);
            Assert.That(await File.ReadAllTextAsync(PathOf("out.yaml")), Does.Not.Contain("class X").And.Not.Contain("CreateDirectory"));
        }
    }

    [Test]
    public async Task DiffComparesNamesThatAreOddAndEscapesThem()
    {
        await File.WriteAllTextAsync(PathOf("old.yaml"), With("PATH", Harmless["PATH"]));
        await File.WriteAllTextAsync(PathOf("new.yaml"), With("PATH", "/odd name/{id}\u202e\u001b[31m" + Code));
        foreach (var format in (string[])["text", "markdown", "json", "sarif", "junit", "github"])
        {
            var run = await DriftProgram.RunAsync("diff", PathOf("old.yaml"), PathOf("new.yaml"), "--format", format);

            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Findings), format);
            Assert.That(run.Output, Does.Contain("/odd name/").And.Contain("\\u202e").And.Contain("\\u001").IgnoreCase, format);
            Assert.That(run.Output.Any(letter => letter is '\u202e' or '\u001b'), Is.False, format);
        }
    }

    [Test]
    public async Task CodeGenerationRefusesAContractBeforeItRuns()
    {
        Directory.CreateDirectory(PathOf("build"));
        await File.WriteAllTextAsync(PathOf("nswag.json"), "{}");
        await File.WriteAllTextAsync(
            PathOf("build/codegen.proj"),
            """<Project><ItemGroup><Contract Include="a" Spec="a.yaml" Folder="generated/a" /></ItemGroup></Project>"""
        );
        await File.WriteAllTextAsync(PathOf("a.yaml"), With("OPERATION", "create" + Code));
        var run = await DriftProgram.RunAsync("generated", "--repository", _folder.FullName);

        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.BadInput), run.Output + run.Error);
        Assert.That(run.Error, Does.StartWith("a.yaml(10,").And.Contain("is not a valid operationId"));
    }

    [Test]
    public void EveryContractOfTheRepositoryIsValid()
    {
        foreach (var contract in ContractList.Read(Repository.Root))
        {
            var file = SpecFile.Parse(contract.Spec, File.ReadAllBytes(Repository.PathOf(contract.Spec)));
            Assert.That(() => GenerationCheck.OfContract(file), Throws.Nothing);
        }
    }

    [TestCase("description: \"A\\u2028B\"", "U+2028")]
    [TestCase("description: \"A\\u0000B\"", "U+0000")]
    [TestCase("summary: \"A\\u202EB\"", "U+202E")]
    [TestCase("x-y: {$ref: '#/info/title'}", "#/info/title")]
    [TestCase("x-y: {$ref: '#/components/schemas/A\"B'}", "A\\u0022B")]
    [TestCase("x-host: {a: b}", "Expected a key")]
    [TestCase("tags: [1x]", "C# name")]
    [TestCase("components: {schemas: {A.B: {}}}", "schema name")]
    public void AContractIsCheckedMoreStrictlyThanAPublishedDocument(string yaml, string problem)
    {
        var file = SpecFile.Parse("a.yaml", Encoding.UTF8.GetBytes(yaml));

        Assert.That(
            () => GenerationCheck.OfContract(file),
            Throws.TypeOf<InputException>().With.Message.StartsWith("a.yaml(1,").And.Message.Contains(problem)
        );
    }

    private static string With(string place, string text)
    {
        var document = Document;
        foreach (var (name, harmless) in Harmless.OrderByDescending(entry => entry.Key.Length))
        {
            document = document.Replace($"'{name}'", Quoted(name == place ? text : harmless), StringComparison.Ordinal);
        }

        return document;
    }

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private async Task<DriftRun> ImportAsync(string vendor, bool fresh)
    {
        await File.WriteAllTextAsync(PathOf("vendor.yaml"), vendor);
        string[] options = fresh ? ["--fresh"] : [];
        return await DriftProgram.RunAsync([
            "import",
            PathOf("vendor.yaml"),
            "--contract",
            SmallContract.Path,
            "--output",
            PathOf("out.yaml"),
            .. options,
        ]);
    }
}
