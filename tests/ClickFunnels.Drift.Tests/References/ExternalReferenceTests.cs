using System.Text.Json;
using ClickFunnels.Drift.Tests.Commands;

namespace ClickFunnels.Drift.Tests.References;

/// <summary>References to other documents are followed, or are an error that names them.</summary>
public sealed class ExternalReferenceTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drift-references-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    private const string Thing = "{type: object, properties: {\n          id: {type: integer}}}";

    // In each form, TYPE is the only thing that changes. The finding is in the file and at the line of it.
    private static IEnumerable<TestCaseData> Forms()
    {
        yield return Form("pointer", Response("schema: {$ref: 'thing.yaml#/Thing'}"), ("thing.yaml", $"Thing: {Thing}"));
        yield return Form("whole file", Response("schema: {$ref: thing.yaml}"), ("thing.yaml", Thing));
        yield return Form(
            "JSON",
            Response("schema: {$ref: './thing.json#/a~1b/%25'}"),
            (
                "thing.json",
                """
                {"a/b": {"%": {"type": "object",
                  "properties": {"id": {"type": "integer"}}}}}
                """
            )
        );
        yield return Form(
            "chain",
            Response("schema: {$ref: 'a/one.yaml#/One'}"),
            ("a/one.yaml", "One: {$ref: '../b/two.yaml#/Two'}"),
            ("b/two.yaml", "Two: {type: array, items: {$ref: '#/Three'}}\nThree:\n  $ref: ../thing.yaml"),
            ("thing.yaml", Thing)
        );
        yield return Form(
            "cycle of files",
            Response("schema: {$ref: thing.yaml}"),
            ("thing.yaml", "{type: object, properties: {\n  id: {type: integer}, next: {$ref: next.yaml}}}"),
            ("next.yaml", "{type: object, properties: {thing: {$ref: thing.yaml}}}")
        );
        yield return Form(
            "back to the document",
            Response("schema: {$ref: 'other.yaml#/Other'}", "components: {schemas: {Thing: " + Thing + "}}"),
            ("other.yaml", "Other: {allOf: [{$ref: 'api.yaml#/components/schemas/Thing'}]}")
        );
        yield return Form(
            "component that is a reference",
            Response("schema: {$ref: '#/components/schemas/Thing'}", "components: {schemas: {Thing: {$ref: thing.yaml}}}"),
            ("thing.yaml", Thing)
        );
        yield return Form(
            "path item",
            "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /things: {$ref: 'paths/things.yaml'}\n",
            (
                "paths/things.yaml",
                "get: {operationId: list, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: "
                    + "'../thing.yaml'}}}}}}"
            ),
            ("thing.yaml", Thing)
        );
        yield return Form(
            "response",
            Operation("responses: {'200': {$ref: 'parts.yaml#/components/responses/Ok'}}"),
            (
                "parts.yaml",
                "components:\n  responses:\n"
                    + "    Ok: {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/T'}}}}\n"
                    + $"  schemas:\n    T: {Thing}"
            )
        );
        yield return Form(
            "request body",
            Operation("requestBody: {$ref: 'parts.yaml#/Body'}\nresponses: {'200': {description: ok}}"),
            ("parts.yaml", "Body: {content: {application/json: {schema: " + Thing + "}}}")
        );
        yield return Form(
            "parameter",
            Operation("parameters: [{$ref: 'parts.yaml#/Id'}]\nresponses: {'200': {description: ok}}"),
            ("parts.yaml", "Id: {name: id, in: query, schema:\n  {type: integer}}")
        );
        yield return Form(
            "header",
            Operation("responses: {'200': {description: ok, headers: {X-Id: {$ref: 'parts.yaml#/Id'}}}}"),
            ("parts.yaml", "Id: {schema:\n  {type: integer}}")
        );
        yield return Form(
            "anchor in another file",
            Response("schema: {$ref: 'parts.yaml#thing'}").Replace("3.0.3", "3.1.0"),
            ("parts.yaml", "Some: {where: {$anchor: thing, type: object, properties: {\n  id: {type: integer}}}}")
        );
        yield return Form(
            "anchor",
            Response(
                    "schema: {$ref: '#thing'}",
                    "components: {schemas: {Thing: {$anchor: thing, type: object, properties: {\n  id: {type: integer}}}}}"
                )
                .Replace("3.0.3", "3.1.0")
        );
        yield return Form(
            "id",
            Response(
                    "schema: {$ref: 'https://example.com/thing'}",
                    "components: {schemas: {Thing: {$id: 'https://example.com/thing', $ref: '#/$defs/Inner', $defs: {Inner: "
                        + Thing
                        + "}}}}"
                )
                .Replace("3.0.3", "3.1.0")
        );
        yield return Form(
            "dynamic reference",
            Response(
                    "schema: {$dynamicRef: '#thing'}",
                    "components: {schemas: {Thing: {$dynamicAnchor: thing, type: object, properties: {\n  id: {type: integer}}}}}"
                )
                .Replace("3.0.3", "3.1.0")
        );
        yield return Form(
            "mapping of a discriminator",
            Response("schema: {$ref: 'pets.yaml#/Pet'}"),
            (
                "pets.yaml",
                "Pet: {type: object, discriminator: {propertyName: kind, mapping: {dog: 'dog.yaml'}}, properties: {kind: {type: string}}}"
            ),
            ("dog.yaml", "allOf: [{$ref: 'pets.yaml#/Pet'}, {type: object, properties: {\n  id: {type: integer}}}]")
        );

        static TestCaseData Form(string name, string api, params (string Name, string Text)[] files) =>
            new TestCaseData(api, files) { TestName = "{m}(" + name + ")" };
    }

    [TestCaseSource(nameof(Forms))]
    public async Task AReferenceIsFollowed(string api, (string Name, string Text)[] files)
    {
        (string Name, string Text)[] all = [("api.yaml", api), .. files];
        foreach (var (name, text) in all)
        {
            Write($"old/{name}", text);
            Write($"same/{name}", text);
            Write($"new/{name}", text.Replace("integer", "string", StringComparison.Ordinal));
        }

        var (changed, line) = all.Select(file => (file.Name, Array.FindIndex(file.Text.Split('\n'), l => l.Contains("integer")) + 1))
            .Single(file => file.Item2 > 0);

        var same = await DriftProgram.RunAsync("diff", At("old/api.yaml"), At("same/api.yaml"), "--fail-on", "info");
        Assert.That((same.ExitCode, same.Error), Is.EqualTo((0, "")), same.Output);
        var run = await DriftProgram.RunAsync("diff", At("old/api.yaml"), At("new/api.yaml"), "--format", "json");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((1, "")), run.Output);
        var finding = JsonDocument
            .Parse(run.Output)
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .First(found => found.GetProperty("severity").GetString() == "breaking");
        Assert.Multiple(() =>
        {
            Assert.That(finding.GetProperty("rule").GetString(), Does.EndWith("-type-changed"));
            Assert.That(finding.GetProperty("file").GetString(), Is.EqualTo(At("new/" + changed)));
            Assert.That(finding.GetProperty("line").GetInt32(), Is.EqualTo(line));
        });
    }

    [Test]
    public async Task ADocumentIsEqualToItsBundle()
    {
        Write("split/api.yaml", Response("schema: {$ref: 'thing.yaml#/Thing'}"));
        Write("split/thing.yaml", $"Thing: {Thing}");
        Write("api.yaml", Response("schema: {$ref: '#/components/schemas/Thing'}", "components: {schemas: {Thing: " + Thing + "}}"));
        var run = await DriftProgram.RunAsync("diff", At("split/api.yaml"), At("api.yaml"), "--fail-on", "info");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")), run.Output);
    }

    [TestCase("missing.yaml#/Thing", "cannot be followed. ")]
    [TestCase("missing.yaml", "The file does not exist.")]
    [TestCase("thing.yaml#/Nothing", "has no target")]
    [TestCase("thing.yaml#nothing", "has no target")]
    [TestCase("#nothing", "has no target")]
    [TestCase("../outside.yaml#/Thing", "leads out of the folder")]
    [TestCase("inner/../../outside.yaml", "leads out of the folder")]
    [TestCase("%2e%2e/outside.yaml", "leads out of the folder")]
    [TestCase("/etc/hostname", "is an absolute path")]
    [TestCase("file:///etc/hostname", "is an address")]
    [TestCase("https://example.invalid/thing.yaml", "is an address")]
    [TestCase("linked.yaml#/Thing", "symbolic link")]
    [TestCase("linked/outside.yaml#/Thing", "symbolic link")]
    [TestCase("broken.yaml", "Malformed YAML")]
    [TestCase("folder", "this is a directory")]
    public async Task AReferenceThatCannotBeFollowedIsAnErrorThatNamesIt(string reference, string problem)
    {
        Write("outside.yaml", $"Thing: {Thing}");
        Write("in/thing.yaml", $"Thing: {Thing}");
        Write("in/broken.yaml", "Thing: {");
        Directory.CreateDirectory(At("in/folder"));
        File.CreateSymbolicLink(At("in/linked.yaml"), At("outside.yaml"));
        Directory.CreateSymbolicLink(At("in/linked"), _folder.FullName);
        var api = Write("in/api.yaml", Response($"schema: {{$ref: '{reference}'}}"));
        foreach (
            var arguments in new[]
            {
                new[] { "diff", api, api },
                ["routes", api, api],
                ["responses", api, api],
                ["import", api, "--contract", api, "--dry-run"],
            }
        )
        {
            var run = await DriftProgram.RunAsync(arguments);
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((3, "")), arguments[0]);
            Assert.That(run.Error, Does.Contain(problem).And.Match(@"\([0-9]+,[0-9]+\): "), arguments[0]);
            if (!reference.StartsWith("broken", StringComparison.Ordinal))
            {
                Assert.That(run.Error, Does.StartWith($"{api}(8,").And.Contain($"\"{reference}\""), arguments[0]);
            }
        }
    }

    [Test]
    public async Task AmbiguousDynamicReferencesAreRefused()
    {
        var api = Write(
            "api.yaml",
            Response(
                    "schema: {$dynamicRef: '#node'}",
                    "components: {schemas: {A: {$dynamicAnchor: node, type: string}, B: {$dynamicAnchor: node, type: object}}}"
                )
                .Replace("3.0.3", "3.1.0")
        );
        var run = await DriftProgram.RunAsync("diff", api, api);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((3, run.Error)));
        Assert.That(run.Error, Does.Contain("\"#node\" has 2 possible targets"));
    }

    [Test]
    public async Task ReferencesOfAnAddressAreDownloadedOnlyOnRequest()
    {
        using var server = new LoopbackFiles();
        server.Files["/openapi.yaml"] = Response("schema: {$ref: 'parts/thing.yaml#/Thing'}");
        server.Files["/parts/thing.yaml"] = $"Thing: {Thing}";
        var address = server.Address + "/openapi.yaml";

        var refused = await DriftProgram.RunAsync("diff", address, address);
        Assert.That(refused.ExitCode, Is.EqualTo(3));
        Assert.That(refused.Error, Does.Contain("--fetch-references"));
        Assert.That(server.Requests, Has.None.EqualTo("/parts/thing.yaml"));

        var run = await DriftProgram.RunAsync("diff", address, address, "--fetch-references", "--fail-on", "info");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(server.Requests, Has.Some.EqualTo("/parts/thing.yaml"));
    }

    [TestCase("http://localhost:1/thing.yaml", "leads to another host")]
    [TestCase("//localhost/thing.yaml", "leads to another host")]
    [TestCase("file:///etc/hostname", "not an http(s) address")]
    [TestCase("moved.yaml", "status 302")]
    public async Task OtherHostsAreNeverCalled(string reference, string problem)
    {
        using var server = new LoopbackFiles();
        server.Files["/openapi.yaml"] = Response($"schema: {{$ref: '{reference}'}}");
        server.Redirects["/moved.yaml"] = "http://localhost:1/thing.yaml";
        var run = await DriftProgram.RunAsync(
            "diff",
            server.Address + "/openapi.yaml",
            server.Address + "/openapi.yaml",
            "--fetch-references"
        );
        Assert.That(run.ExitCode, Is.EqualTo(3));
        Assert.That(run.Error, Does.Contain($"\"{reference}\"").And.Contain(problem));
    }

    private static string Operation(string keys, string document = "") =>
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n"
        + (document.Length > 0 ? document + "\n" : "")
        + "paths:\n  /things:\n    post:\n      operationId: makeThing\n"
        + string.Concat(keys.Split('\n').Select(line => $"      {line}\n"));

    private static string Response(string media, string document = "") =>
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /things:\n    get:\n      operationId: listThings\n      responses:\n"
        + $"        '200': {{description: ok, content: {{application/json: {{{media}}}}}}}\n"
        + document;

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
