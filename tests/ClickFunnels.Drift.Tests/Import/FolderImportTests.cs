using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import;
using ClickFunnels.Drift.Import.Merge;
using ClickFunnels.Drift.Tests.Commands;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>A folder with a document for each tag is imported as the one document that it was made from.</summary>
public sealed class FolderImportTests
{
    private const string Frame = "openapi: 3.1.0\ninfo: {title: NAME, version: '1'}\n";
    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Documents_merge_into_the_one_that_they_were_split_from(
        [Values("simvoly.yaml", "clickfunnels.yaml")] string name,
        [Values(1, 2, 3)] int seed
    )
    {
        var whole = Read(name);
        var random = new Random(seed);
        var parts = Split(whole, random);
        Assert.That(parts, Has.Count.GreaterThan(1));
        parts = [.. parts.OrderBy(_ => random.Next())];

        var (merged, findings) = DocumentMerge.Merge("folder", parts);

        Assert.That(findings, Is.Empty);
        Assert.That(Sorted(merged.Root).ToJsonString(), Is.EqualTo(Sorted(whole.Root).ToJsonString()));
        Assert.That(
            ApiDocument.Read(merged).Operations.Select(operation => merged.LocationOf(operation.Pointer).File),
            Has.All.StartsWith("part"),
            "Positions are those of the parts."
        );
    }

    [Test]
    public async Task The_command_writes_the_same_for_a_folder_and_for_one_document([Values] bool fresh)
    {
        var contract = Repository.PathOf("spec/simvoly.yaml");
        var whole = Read("simvoly.yaml");
        var folder = Directory.CreateDirectory(_folder.File("openapi")).FullName;
        foreach (var (index, part) in Split(whole, new Random(7)).Index())
        {
            var path = Path.Combine(folder, index % 3 == 0 ? "more" : "", $"{(char)('z' - index)}.{(index % 2 == 0 ? "json" : "yml")}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, part.Root.ToJsonString());
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), "{\"name\": \"specs\"}");
        await File.WriteAllTextAsync(_folder.File("whole.json"), whole.Root.ToJsonString());
        string[] options = fresh ? ["--fresh"] : [];

        var one = await DriftProgram.RunAsync([
            "import",
            _folder.File("whole.json"),
            "--contract",
            contract,
            "--output",
            _folder.File("one.yaml"),
            .. options,
        ]);
        var many = await DriftProgram.RunAsync([
            "import",
            folder,
            "--contract",
            contract,
            "--output",
            _folder.File("many.yaml"),
            .. options,
        ]);

        Assert.That((many.ExitCode, many.Error), Is.EqualTo((one.ExitCode, "")));
        Assert.That(
            await File.ReadAllTextAsync(_folder.File("many.yaml")),
            Is.EqualTo(await File.ReadAllTextAsync(_folder.File("one.yaml")))
        );
        Assert.That(many.Output, Does.Contain("Left out, because it has no key \"openapi\": package.json."));
    }

    [Test]
    public void Different_components_of_one_name_are_kept_apart()
    {
        const string Component =
            "components:\n  schemas:\n    Price: {type: object, properties: {amount: {$ref: '#/components/schemas/Money'}}}\n    Money: ";
        var (merged, findings) = Merge(
            ("a/orders.yaml", Document("/orders", "Price") + Component + "{type: string, description: An amount.}\n"),
            ("b/carts.yaml", Document("/carts", "Price") + Component + "{description: Another text., type: string}\n"),
            ("c/taxes.yaml", Document("/taxes", "Price") + Component + "{type: integer}\n")
        );

        Assert.That(
            findings.Select(finding => finding.Message),
            Is.EqualTo(
                new[]
                {
                    "The component schemas/Money is different in a/orders.yaml(11,12) and c/taxes.yaml(11,12). Both are "
                        + "imported, the second as "
                        + "taxes_Money.",
                }
            ),
            "Descriptions do not count, and Price differs only by what it refers to."
        );
        Assert.That(
            merged.Root["components"]!["schemas"]!.AsObject().Select(entry => entry.Key),
            Is.EquivalentTo(new[] { "Price", "Money", "taxes_Price", "taxes_Money" })
        );
        var document = ApiDocument.Read(merged);
        string Amount(string path) =>
            document
                .Operations.Single(operation => operation.Path == path)
                .Responses["200"]
                .Content["application/json"]
                .Schema!.Properties["amount"]
                .Types[0];
        Assert.That((Amount("/orders"), Amount("/carts"), Amount("/taxes")), Is.EqualTo(("string", "string", "integer")));
        Assert.That(document.Problems, Is.Empty);
    }

    [Test]
    public void Different_operations_are_reported_with_both_positions()
    {
        const string Things =
            "paths:\n  /things/{id}:\n    get: {operationId: getThing, tags: [A], responses: {'200': {description: DONE}}}\n";
        var (merged, findings) = Merge(
            ("a.yaml", Frame + Things),
            ("b.yaml", Frame + Things.Replace("DONE", "Other words.", StringComparison.Ordinal)),
            (
                "c.yaml",
                Frame
                    + Things
                        .Replace("{id}", "{thing_id}", StringComparison.Ordinal)
                        .Replace("getThing", "readThing", StringComparison.Ordinal)
            )
        );
        Assert.That(
            findings.Select(finding => finding.Message),
            Is.EqualTo(new[] { "GET /things/{} is different in a.yaml(5,10) and c.yaml(5,10). The first one is imported." })
        );
        Assert.That(merged.Root["paths"]!.AsObject().Select(path => path.Key), Is.EqualTo(new[] { "/things/{id}" }));
    }

    [Test]
    public void What_the_files_say_about_all_their_operations_stays_with_these()
    {
        const string Item =
            "paths:\n  /things:\n    parameters: [{name: PARAMETER, in: query, schema: {type: string}}]\n    METHOD: "
            + "{responses: {'200': {description: Done.}}}\n";
        string Of(string host, string parameter, string method) =>
            Frame
            + $"servers: [{{url: https://{host}.test}}]\nsecurity: [{{{host}: []}}]\n"
            + Item.Replace("PARAMETER", parameter, StringComparison.Ordinal).Replace("METHOD", method, StringComparison.Ordinal);

        var document = ApiDocument.Read(Merge(("a.yaml", Of("a", "one", "get")), ("b.yaml", Of("b", "two", "put"))).File);
        Assert.That(
            document.Operations.Select(operation =>
                $"{operation.Method} {operation.Parameters.Single().Name} {operation.Servers.Single()} {operation.Security.ToJsonString()}"
            ),
            Is.EqualTo(new[] { "GET one https://a.test [{\"a\":[]}]", "PUT two https://b.test [{\"b\":[]}]" })
        );
    }

    [Test]
    public async Task A_folder_that_cannot_be_imported_is_an_error()
    {
        var folder = Directory.CreateDirectory(_folder.File("openapi")).FullName;
        await FailsAsync("has no OpenAPI document");
        Write("a.yaml", Frame + "paths: {}\n");
        Write("b.yaml", "openapi: 3.0.0\npaths: {}\n");
        await FailsAsync("b.yaml(1,10): The version of OpenAPI differs from that of ");
        Write("b.yaml", "openapi: [\n");
        await FailsAsync("b.yaml(2,1): Malformed YAML");
        Write("b.yaml", "");
        await FailsAsync("b.yaml: The file is empty.");
        File.Delete(Path.Combine(folder, "b.yaml"));
        Directory.CreateDirectory(Path.Combine(folder, string.Join('/', Enumerable.Repeat("d", VendorFolder.MaxDepth + 2))));
        await FailsAsync("8 levels");
        Directory.Delete(Path.Combine(folder, "d"), recursive: true);
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(folder, "link.yaml"), Repository.Contract);
            await FailsAsync("link.yaml: This is a symbolic link");
        }

        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

        async Task FailsAsync(string error)
        {
            var run = await DriftProgram.RunAsync("import", folder, "--contract", Repository.Contract, "--dry-run");
            Assert.That((run.ExitCode, run.Output), Is.EqualTo((3, "")));
            Assert.That(run.Error, Does.Contain(error));
        }
    }

    private static string Document(string path, string schema) =>
        Frame
        + $"paths:\n  {path}:\n    get:\n      responses:\n        '200': "
        + $"{{description: Done., content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}}}\n";

    private static (SpecFile File, IReadOnlyList<Findings.Finding> Findings) Merge(params (string Name, string Text)[] files) =>
        DocumentMerge.Merge("folder", [.. files.Select(file => SpecFile.Parse(file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    private static SpecFile Read(string name) => SpecFile.Parse(name, File.ReadAllBytes(Repository.PathOf("spec/" + name)));

    private static JsonObject Sorted(JsonObject root)
    {
        var copy = (JsonObject)root.DeepClone();
        DocumentOrder.Sort(copy);
        copy["tags"] = new JsonArray([.. copy["tags"]!.AsArray().Select(tag => tag!.DeepClone()).OrderBy(tag => tag["name"]!.ToString())]);
        var entries = copy.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        copy.Clear();
        entries.ForEach(entry => copy.Add(entry.Key, entry.Value));
        return copy;
    }

    // Each part has some tags with their operations, the components that these use, and a random choice of the others.
    private static List<SpecFile> Split(SpecFile whole, Random random)
    {
        var parts = random.Next(2, 9);
        var tags = whole.Root["tags"]!.AsArray().ToDictionary(tag => tag!["name"]!.ToString(), _ => random.Next(parts));
        var result = new List<SpecFile>();
        for (var part = 0; part < parts; part++)
        {
            var root = (JsonObject)whole.Root.DeepClone();
            foreach (var section in (string[])["paths", "webhooks"])
            {
                foreach (var (path, item) in (root[section] as JsonObject ?? []).ToList())
                {
                    var operations = item!
                        .AsObject()
                        .Where(entry => entry.Value is JsonObject map && map.ContainsKey("responses"))
                        .ToList();
                    foreach (var (method, operation) in operations)
                    {
                        var tag = operation!["tags"]?[0]?.ToString();
                        if ((tag is null ? 0 : tags.GetValueOrDefault(tag)) != part)
                        {
                            item.AsObject().Remove(method);
                        }
                    }

                    if (!item.AsObject().Any(entry => entry.Value is JsonObject map && map.ContainsKey("responses")))
                    {
                        root[section]!.AsObject().Remove(path);
                    }
                }
            }

            foreach (var tag in root["tags"]!.AsArray().Where(tag => tags[tag!["name"]!.ToString()] != part).ToList())
            {
                root["tags"]!.AsArray().Remove(tag);
            }

            var used = Used(root);
            foreach (var (kind, members) in root["components"]!.AsObject())
            {
                foreach (var (name, _) in members!.AsObject().ToList())
                {
                    // The first part has everything, so that nothing is lost.
                    if (part > 0 && kind != "securitySchemes" && !used.Contains($"#/components/{kind}/{name}") && random.Next(3) > 0)
                    {
                        members.AsObject().Remove(name);
                    }
                }
            }

            if (root["paths"]!.AsObject().Count > 0)
            {
                result.Add(new SpecFile($"part{part}.yaml", root, Positions(root)));
            }
            else if (part == 0)
            {
                return Split(whole, random);
            }
        }

        // A tag without an operation is in no part.
        foreach (
            var (name, _) in tags.Where(tag =>
                !result.Any(part => part.Root["tags"]!.AsArray().Any(one => one!["name"]!.ToString() == tag.Key))
            )
        )
        {
            result[0].Root["tags"]!
                .AsArray()
                .Add(whole.Root["tags"]!.AsArray().First(tag => tag!["name"]!.ToString() == name)!.DeepClone());
        }

        return result;
    }

    private static Dictionary<JsonNode, SourcePosition> Positions(JsonObject root)
    {
        var positions = new Dictionary<JsonNode, SourcePosition>(ReferenceEqualityComparer.Instance);
        foreach (var operation in OperationNode.All(root))
        {
            positions[operation.Node] = new SourcePosition(1, 1);
        }

        return positions;
    }

    private static HashSet<string> Used(JsonObject root)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<JsonNode?>([root["paths"], root["webhooks"]]);
        while (waiting.TryPop(out var node))
        {
            foreach (var (key, value) in node as JsonObject ?? [])
            {
                if (key == "$ref" && used.Add(value!.ToString()))
                {
                    waiting.Push(JsonPointer.Find(root, value.ToString()[1..]));
                }

                waiting.Push(value);
            }

            foreach (var item in node as JsonArray ?? [])
            {
                waiting.Push(item);
            }
        }

        return used;
    }
}
