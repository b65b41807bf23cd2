using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Import;
using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>
/// Gives the small document of a rule example the keys and names that our templates need, and nothing else: types, formats,
/// requiredness and constraints stay as the example has them.
/// </summary>
internal sealed class ExampleContract
{
    public const string RootClient = "ExampleClient";
    private const string Prefix = "#/components/schemas/";
    private readonly JsonObject _document;
    private readonly JsonObject _schemas;
    private readonly HashSet<(string Name, string Usage)> _visited = [];
    private readonly Dictionary<string, HashSet<string>> _methods = new(StringComparer.Ordinal);

    private ExampleContract(JsonObject document)
    {
        _document = document;
        _schemas = document.Child("components").Child("schemas");
    }

    /// <summary>The contract that the example stands for, ready for the generator.</summary>
    public static JsonObject Of(SpecFile file)
    {
        var document = (JsonObject)file.Root.DeepClone();
        var log = new ImportLog();

        // Other spellings of one meaning, as the import brings them into the form that the generator reads.
        INormalizer[] normalizers =
        [
            new DanglingReferences(),
            new ReferenceSiblings(),
            new NullableKeyword(),
            new MergedParts(),
            new NullUnions(),
            new Alternatives(),
        ];
        foreach (var normalizer in normalizers)
        {
            normalizer.Apply(document, log);
        }

        new ExampleContract(document).Prepare(ApiDocument.Read(file));
        return document;
    }

    private void Prepare(ApiDocument example)
    {
        var read = example.Operations.ToDictionary(operation => operation.Pointer);
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var operation in OperationNode.All(_document).ToList())
        {
            var tag = CSharpIdentifier.Pascal((operation.Tag ?? "Default").Replace("::", "_", StringComparison.Ordinal));
            tags.Add(tag);
            operation.Node["tags"] = new JsonArray(tag);
            var method = Method(operation, tag);
            operation.Node["x-method"] = method;
            if (read.TryGetValue(operation.Pointer, out var same) && Pagination.Of(same) is { } paging)
            {
                operation.Node["x-pagination"] = paging;
            }

            var name = EnglishText.Singular(tag) + method;
            Parameters(operation, name);
            Request(operation, name);
            Responses(operation, name);
        }

        _document.Child("info")["version"] ??= "1.0.0";
        _document["x-client-class"] = RootClient;
        _document["x-tags"] = new JsonArray([
            .. tags.Select(tag => new JsonObject
            {
                ["name"] = tag,
                ["description"] = tag,
                ["x-client"] = tag,
            }),
        ]);
        _document.Remove("tags");
    }

    // Two operations of one name get a number, as diff says.
    private string Method(OperationNode operation, string tag)
    {
        var taken = _methods.TryGetValue(tag, out var known) ? known : _methods[tag] = new HashSet<string>(StringComparer.Ordinal);
        var id = operation.OperationId.Length > 0 ? operation.OperationId : $"{operation.Method}_{operation.Path}";
        var method = operation.Text("x-method") ?? CSharpIdentifier.Pascal(id);
        var unique = method;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = method + number;
        }

        return unique;
    }

    private void Parameters(OperationNode operation, string name)
    {
        foreach (var (node, _) in operation.Parameters)
        {
            if (_document.Resolve(node) is { } parameter && parameter["in"]?.ToString() == "query")
            {
                Visit(parameter, "schema", name + CSharpIdentifier.Pascal(parameter["name"]!.ToString()), "filter");
            }
        }
    }

    private void Request(OperationNode operation, string name)
    {
        foreach (var media in Media(operation.Node["requestBody"]))
        {
            var body = _document.Resolve(media["schema"]);
            if (
                body?["properties"] is JsonObject { Count: 1 } properties
                && properties.First() is var (key, member)
                && _document.Resolve(member)?["properties"] is JsonObject { Count: > 0 }
            )
            {
                operation.Node["x-envelope"] ??= key;
                Visit(properties, key, name, "request");
                body["x-usage"] = "envelope";
                if (media["schema"]!["$ref"] is null)
                {
                    media["schema"] = Hoist(body, properties[key]!["$ref"]!.ToString()[Prefix.Length..] + "Envelope");
                }
            }
            else
            {
                Visit(media, "schema", name, "request");
            }
        }
    }

    private void Responses(OperationNode operation, string name)
    {
        foreach (var (status, response) in operation.Node["responses"] as JsonObject ?? [])
        {
            if (status[0] is not ('2' or '3'))
            {
                continue;
            }

            foreach (var media in Media(response))
            {
                Visit(media, "schema", name + "Result", "response");
            }
        }
    }

    // The client speaks JSON: the import leaves other media types out.
    private List<JsonObject> Media(JsonNode? owner)
    {
        if (_document.Resolve(owner) is not { } body || body["content"] is not JsonObject content)
        {
            return [];
        }

        var others = content.Select(entry => entry.Key).Where(type => !type.Contains("json", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var other in others)
        {
            content.Remove(other);
        }

        if (content.Count == 0)
        {
            body.Remove("content");
        }

        foreach (var media in content.Select(entry => entry.Value).OfType<JsonObject>().Where(media => media["schema"] is JsonValue))
        {
            media["schema"] = new JsonObject();
        }

        return [.. content.Select(entry => entry.Value).OfType<JsonObject>()];
    }

    // Names what stands inline, and marks what is used; the schema itself may be replaced by a reference.
    private void Visit(JsonObject owner, string key, string name, string usage)
    {
        if (owner[key] is not JsonObject schema)
        {
            return;
        }

        if (schema.Reference() is { } target)
        {
            var named = target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : "";
            if (_schemas[named] is JsonObject component && _visited.Add((named, usage)))
            {
                Mark(component, usage);
                Within(component, named, usage);
            }

            return;
        }

        Within(schema, name, usage);
        if (schema["properties"] is JsonObject { Count: > 0 })
        {
            Mark(schema, usage);
            owner[key] = Hoist(schema, name);
        }
        else if (schema["enum"] is JsonArray && schema.OnlyType() == "string")
        {
            owner[key] = Hoist(schema, name);
        }
    }

    private void Within(JsonObject schema, string name, string usage)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        foreach (var property in properties.Select(property => property.Key).ToList())
        {
            Visit(properties, property, name + CSharpIdentifier.Pascal(property), usage);
        }

        Visit(schema, "items", name + "Item", usage);
        Visit(schema, "additionalProperties", name + "Value", usage);
        foreach (var keyword in (string[])["oneOf", "anyOf", "allOf"])
        {
            for (var index = 0; index < ((schema[keyword] as JsonArray)?.Count ?? 0); index++)
            {
                var holder = new JsonObject { ["member"] = schema[keyword]![index]!.DeepClone() };
                Visit(holder, "member", $"{name}Option{index + 1}", usage);
                schema[keyword]![index] = holder["member"]!.DeepClone();
            }
        }
    }

    // What is read as well as written is written.
    private static void Mark(JsonObject schema, string usage)
    {
        if (schema.Is("object") || schema.ContainsKey("properties"))
        {
            schema["x-usage"] = schema["x-usage"]?.ToString() is null or "response" ? usage : schema["x-usage"]!.DeepClone();
        }
    }

    private JsonObject Hoist(JsonObject schema, string name)
    {
        while (_schemas.ContainsKey(name))
        {
            name += "Details";
        }

        var component = (JsonObject)schema.DeepClone();
        var use = SchemaNodeExtensions.ReferenceTo("schemas", name);
        if (component.ContainsKey("properties") && component.AllowsNull())
        {
            component.SetTypes("object");
            use.AllowNull();
        }

        _schemas[name] = component;
        return use;
    }
}
