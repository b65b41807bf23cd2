using ClickFunnels.Drift.Tests.Commands;

namespace ClickFunnels.Drift.Tests.Damage;

/// <summary>A value of a wrong form is an error with its position; an extension may have any form.</summary>
public sealed class WrongShapeTests
{
    private const string Document = """
        openapi: 3.1.0
        info: {title: Things, version: 1.0}
        servers: []
        paths:
          /things:
            get:
              operationId: listThings
              parameters: []
              responses: {'200': {description: Things., headers: {}, content: {application/json: {schema: {type: object, properties: {}}}}}}
        components: {schemas: {Thing: {type: string}}, securitySchemes: {OAuth: {type: oauth2, flows: {}}}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drift-shapes-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [TestCase("info: {title: Things, version: 1.0}", "info: My API", 2, "Expected an object")]
    [TestCase("info: {title: Things, version: 1.0}", "info: []", 2, "Expected an object")]
    [TestCase("{title: Things, version: 1.0}", "{title: [], version: 1.0}", 2, "a text")]
    [TestCase("servers: []", "servers: none", 3, "a list")]
    [TestCase("servers: []", "servers: [none]", 3, "a server")]
    [TestCase("      parameters: []", "      parameters: {}", 8, "a list")]
    [TestCase("      parameters: []", "      parameters: [limit]", 8, "a parameter")]
    [TestCase("      parameters: []", "      callbacks: {made: 1}", 8, "a callback")]
    [TestCase("      parameters: []", "      security: [{OAuth: read}]", 8, "a list of texts")]
    [TestCase("      parameters: []", "      security: {OAuth: []}", 8, "a list")]
    [TestCase("      parameters: []", "      deprecated: maybe", 8, "true or false")]
    [TestCase("headers: {}", "headers: []", 9, "names")]
    [TestCase("headers: {}", "headers: {X-Id: 1, Y-Id: 2}", 9, "a header")]
    [TestCase("properties: {}", "properties: []", 9, "a schema")]
    [TestCase("properties: {}", "properties: {a: text}", 9, "a schema: an object, true or false")]
    [TestCase("properties: {}", "required: a", 9, "a list of texts")]
    [TestCase("properties: {}", "allOf: {}", 9, "a list")]
    [TestCase("properties: {}", "enum: a", 9, "a list")]
    [TestCase("properties: {}", "discriminator: kind", 9, "a discriminator")]
    [TestCase("properties: {}", "discriminator: {mapping: 7}", 9, "values are texts")]
    [TestCase("properties: {}", "$ref: 7", 9, "a reference")]
    [TestCase("properties: {}", "minLength: [1]", 9, "a number")]
    [TestCase("components: {schemas: {Thing: {type: string}}", "components: none #", 10, "an object")]
    [TestCase("Thing: {type: string}", "Thing: text", 10, "a schema")]
    [TestCase("Thing: {type: string}", "Thing: [1]", 10, "a schema")]
    [TestCase("flows: {}", "flows: x", 10, "OAuth flows")]
    [TestCase("flows: {}", "flows: {implicit: x}", 10, "an OAuth flow")]
    public async Task AWrongFormIsAnErrorWithItsPosition(string part, string wrong, int line, string expected)
    {
        var whole = Write("whole.yaml", Document);
        var text = Document.Replace(part, wrong, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Document), "The part is in the document.");
        var file = Write("wrong.yaml", text);
        foreach (var arguments in Commands(whole, file))
        {
            var run = await DriftProgram.RunAsync(arguments);
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((3, "")), $"{arguments[0]}: {run.Error}");
            Assert.That(run.Error, Does.StartWith($"{file}({line},").And.Contain(expected), arguments[0]);
        }
    }

    [Test]
    public async Task ExtensionsMayHaveAnyForm([Values("hello", "[]", "{a: {$ref: 1}}", "null", "true")] string value)
    {
        var extended = Write(
            "extended.yaml",
            """
            openapi: 3.1.0
            x-note: VALUE
            info: {title: Things, x-note: VALUE}
            paths:
              x-note: VALUE
              /things:
                x-note: VALUE
                get:
                  x-note: VALUE
                  operationId: listThings
                  responses:
                    x-note: VALUE
                    '200':
                      description: Things.
                      x-note: VALUE
                      content: {application/json: {x-note: VALUE, schema: {type: object, x-note: VALUE}}}
                  callbacks: {made: {x-note: VALUE}, x-note: VALUE}
            webhooks: {x-note: VALUE}
            components: {x-note: VALUE, securitySchemes: {A: {type: oauth2, x-note: VALUE, flows: {x-note: VALUE, implicit: {scopes: {}}}}}}
            """.Replace("VALUE", value, StringComparison.Ordinal)
        );
        foreach (var arguments in Commands(extended, extended))
        {
            var run = await DriftProgram.RunAsync(arguments);
            Assert.That(run.ExitCode, Is.LessThan(2), $"{arguments[0]}: {run.Error}{run.Output}");
            Assert.That(run.Output, Does.Not.Contain("X-NOTE"));
        }
    }

    [Test]
    public async Task AFreshImportNeedsNoOperationOfOurs()
    {
        var vendor = Write("vendor.yaml", Document.Replace("/things", "/others").Replace("listThings", "listOthers"));
        var contract = Write("contract.yaml", Document);
        var output = Path.Combine(_folder.FullName, "out.yaml");
        var run = await DriftProgram.RunAsync("import", vendor, "--contract", contract, "--output", output, "--fresh");
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain("were not compared"));
        Assert.That(await File.ReadAllTextAsync(output), Does.Contain("/others:"));
    }

    private static IEnumerable<string[]> Commands(string whole, string file)
    {
        var folder = Path.GetDirectoryName(whole)!;
        var ledger = Path.Combine(folder, "ledger.csv");
        File.WriteAllText(ledger, "method,path,operationId\nGET,/things,listThings\n");
        var exchange = Path.Combine(folder, "exchange.json");
        File.WriteAllText(
            exchange,
            "{\"request\":{\"method\":\"GET\",\"url\":\"/things\"},\"response\":{\"status\":200,\"headers\":[{\"name\":\"Content-Type\","
                + "\"value\":\"application/json\"}],\"body\":{}}}"
        );
        return
        [
            ["diff", whole, file],
            ["diff", file, whole],
            ["routes", file, ledger],
            ["responses", file, exchange],
            ["import", file, "--contract", whole, "--dry-run"],
            ["import", file, "--contract", whole, "--dry-run", "--fresh"],
        ];
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
