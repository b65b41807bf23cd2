using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Drift.Contract;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Documents;
using ClickFunnels.Drift.Import;
using ClickFunnels.Drift.Import.Normalisers;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>
/// Makes a contract that the templates can read of a small document: the repairs of the import, then named schemas with their usage,
/// tags, method names and envelopes. Parts that no signature depends on, such as descriptions, are left out.
/// </summary>
internal sealed class ExampleContract
{
    private const string Prefix = "#/components/schemas/";

    // Those of the import that need no contract of ours.
    private static readonly INormaliser[] Repairs =
    [
        new ExampleReferences(), new DanglingReferences(), new ReferenceSiblings(), new NullableKeyword(), new MergedParts(),
        new ContainsForItems(), new ListsWithProperties(), new NullUnions(), new MissingItems(), new DecimalTexts(), new NullsInExamples(),
        new TimestampFormats(), new IdFormats(), new GeneratorTypes(),
    ];

    private readonly ApiDocument _api;
    private readonly CSharpNames _names;
    private readonly JsonObject _document;
    private readonly JsonObject _schemas = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private ExampleContract(string yaml)
    {
        var file = SpecFile.Parse("example.yaml", Encoding.UTF8.GetBytes(yaml));
        _api = ApiDocument.Read(file);
        _names = new CSharpNames(_api, _api);
        _document = (JsonObject)file.Root.DeepClone();
        foreach (var repair in Repairs)
            repair.Apply(_document, new ImportLog());
    }

    /// <summary>Returns the contract as JSON.</summary>
    public static string Of(string yaml) => new ExampleContract(yaml).Write();

    private string Write()
    {
        var paths = new JsonObject();
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var operation in OperationNode.All(_document))
        {
            var tag = CSharpNames.Identifier(operation.Tag ?? "Default");
            tags.Add(tag);
            paths.Child(operation.Path)[operation.Method] = Operation(operation, tag);
        }

        var list = new JsonArray([.. tags.Select(tag => (JsonNode)new JsonObject { ["name"] = tag, ["x-client"] = tag })]);
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Example", ["version"] = "1" },
            ["x-client-class"] = "ExampleClient",
            ["tags"] = list,
            ["x-tags"] = list.DeepClone(),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = _schemas },
        }.ToJsonString();
    }

    private JsonObject Operation(OperationNode operation, string tag)
    {
        var id = operation.OperationId.Length > 0 ? operation.OperationId : $"{operation.Method}_{operation.Path}";
        var method = operation.Text("x-method") ?? CSharpNames.Identifier(id);
        var made = new JsonObject { ["operationId"] = id, ["tags"] = new JsonArray(tag), ["x-method"] = method };
        foreach (var key in (string[])["deprecated", "x-idempotent", "x-superseded-by"])
        {
            if (operation.Node[key] is { } value)
                made[key] = value.DeepClone();
        }

        var name = tag + method;
        made["parameters"] = Parameters(operation, name);
        var described = _api.Operations.First(other => other.Pointer == operation.Pointer);
        if (Pagination.Of(described) is { } pagination)
            made["x-pagination"] = pagination;
        if (_document.Resolve(operation.Node["requestBody"]) is { } body)
        {
            var used = Content(body, Envelopes.OfRequest(described), name + "Request", "request");
            made["requestBody"] = new JsonObject { ["required"] = body["required"]?.DeepClone() ?? false, ["content"] = used };
        }

        made["responses"] = Responses(operation, Envelopes.OfResponse(described), name);
        return made;
    }

    private JsonArray Parameters(OperationNode operation, string name)
    {
        var made = new JsonArray();
        var known = new HashSet<(string?, string?)>();
        foreach (var (node, _) in operation.Parameters)
        {
            // Headers and cookies are not parameters of methods. What the operation says goes before what its path says.
            if (_document.Resolve(node) is not { } parameter || parameter["in"]?.ToString() is not ("path" or "query")
                || !known.Add((parameter["in"]?.ToString(), parameter["name"]?.ToString())))
                continue;
            var schema = parameter["schema"] as JsonObject
                ?? (parameter["content"] as JsonObject)?.FirstOrDefault().Value?["schema"] as JsonObject ?? new JsonObject { ["type"] = "string" };
            var title = name + CSharpNames.Identifier(parameter["name"]!.ToString());
            var copy = new JsonObject { ["name"] = parameter["name"]!.DeepClone(), ["in"] = parameter["in"]!.DeepClone() };
            if (parameter["required"] is { } required)
                copy["required"] = required.DeepClone();
            copy["schema"] = Use(schema, title, "filter");
            made.Add((JsonNode)copy);
        }

        return made;
    }

    private JsonObject Responses(OperationNode operation, string? envelope, string name)
    {
        var made = new JsonObject();
        foreach (var (status, node) in operation.Node["responses"] as JsonObject ?? [])
        {
            // Errors have no types of their own.
            if (status[0] != '2' || _document.Resolve(node) is not { } response)
                continue;
            var copy = new JsonObject { ["description"] = "Done." };
            if (Content(response, envelope, name + "Response", "response") is { Count: > 0 } content)
                copy["content"] = content;
            made[status] = copy;
        }

        return made;
    }

    private JsonObject Content(JsonObject body, string? envelope, string name, string usage)
    {
        var types = body["content"] as JsonObject ?? [];
        var json = types.OrderBy(type => type.Key, StringComparer.Ordinal)
            .FirstOrDefault(type => MediaTypePairs.Compare(type.Key, "application/json") != MediaTypeChange.Unrelated);
        if (json.Key is null)
            return (JsonObject)types.DeepClone();
        var schema = json.Value?["schema"] as JsonObject;
        if (schema is null && json.Value?["schema"] is JsonValue { } value && value.ToJsonString() == "true")
            schema = [];
        if (schema is null)
            return new JsonObject { ["application/json"] = new JsonObject() };
        return new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Body(schema, envelope, name, usage) } };
    }

    private JsonObject Body(JsonObject schema, string? envelope, string name, string usage)
    {
        if (envelope is null || _document.Resolve(schema)?["properties"]?[envelope] is not JsonObject inner)
            return Use(schema, name, usage);
        var isList = _document.Resolve(inner)?.Is("array") == true;
        var used = Use(inner, name, usage);
        if ((isList ? used["items"] as JsonObject : used)?.Reference()?[Prefix.Length..] is not { } record)
            return Use(schema, name, usage);
        var wrapper = record + (isList ? "ListEnvelope" : "Envelope");
        _schemas[wrapper] = new JsonObject
        {
            ["type"] = "object",
            ["x-usage"] = "envelope",
            ["required"] = new JsonArray(envelope),
            ["properties"] = new JsonObject { [envelope] = used },
        };
        return Nodes.ReferenceTo("schemas", wrapper);
    }

    // A reference for objects with properties and for enumerations, which become types; the schema itself for all else.
    private JsonObject Use(JsonObject schema, string name, string usage)
    {
        if (schema.Reference() is { } target)
        {
            if (_document.Resolve(schema) is not { } definition)
                return (JsonObject)schema.DeepClone();
            var component = target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : null;
            if (component is null || !_open.Add(component))
                return component is not null && IsClass(definition)
                    ? Nodes.ReferenceTo("schemas", _names.Class(component)) : FreeForm();
            var use = Use(definition, _names.Class(component), usage);
            _open.Remove(component);
            return use;
        }

        if (schema["oneOf"] is JsonArray members && members.Any(Nodes.IsNullType))
        {
            if (members.OfType<JsonObject>().Where(member => !Nodes.IsNullType(member)).ToList() is not [var only])
                return FreeForm();
            var use = Use(only, name, usage);
            use.AllowNull();
            return use;
        }

        if (IsClass(schema))
            return Nullable(schema, Class(schema, name, usage));
        if (schema["enum"] is JsonArray values && (schema.OnlyType() == "string" || !schema.ContainsKey("type") && HoldsTexts(values)))
            return Nullable(schema, Enumeration(values, name));

        // A union has no type of its own, and an object without properties no class.
        if (schema.ContainsKey("oneOf") || schema.ContainsKey("anyOf"))
            return Nullable(schema, FreeForm());
        var copy = new JsonObject();
        foreach (var (key, value) in schema)
        {
            if (key is "type" or "format" or "enum" or "items" or "additionalProperties" || key.StartsWith("x-", StringComparison.Ordinal))
                copy[key] = value?.DeepClone();
        }

        if (schema.OnlyType() == "object" && schema["additionalProperties"] is not JsonObject)
            copy["additionalProperties"] = true;
        if (schema["items"] is JsonObject items)
            copy["items"] = Use(items, name + "Item", usage);
        if (schema["additionalProperties"] is JsonObject additional)
            copy["additionalProperties"] = Use(additional, name + "Value", usage);
        return copy;
    }

    private JsonObject Class(JsonObject schema, string name, string usage)
    {
        if (_schemas[name] is JsonObject known)
        {
            // A class that is sent and received is one that is sent.
            if (usage == "request" || known["x-usage"]!.ToString() == "filter")
                known["x-usage"] = usage;
        }
        else
        {
            var made = new JsonObject { ["type"] = "object", ["x-usage"] = usage };
            if (schema["required"] is { } required)
                made["required"] = required.DeepClone();
            if (schema["additionalProperties"] is { } additional)
                made["additionalProperties"] = additional is JsonObject map ? Use(map, name + "Value", usage) : additional.DeepClone();
            _schemas[name] = made;
            var properties = new JsonObject();
            foreach (var (key, property) in (JsonObject)schema["properties"]!)
                properties[key] = property is JsonObject map ? Use(map, name + CSharpNames.Identifier(key), usage) : property?.DeepClone();
            made["properties"] = properties;
        }

        return Nodes.ReferenceTo("schemas", name);
    }

    private JsonObject Enumeration(JsonArray values, string name)
    {
        var texts = values.Where(value => value is not null).Select(value => value!.DeepClone());
        _schemas[name] ??= new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. texts]) };
        return Nodes.ReferenceTo("schemas", name);
    }

    private static JsonObject Nullable(JsonObject schema, JsonObject use)
    {
        if (schema.AllowsNull())
            use.AllowNull();
        return use;
    }

    private static bool HoldsTexts(JsonArray values) =>
        values.All(value => value is null || value.GetValueKind() == System.Text.Json.JsonValueKind.String);

    private static bool IsClass(JsonObject schema) => schema["properties"] is JsonObject { Count: > 0 };

    private static JsonObject FreeForm() => new() { ["type"] = "object", ["additionalProperties"] = true };
}
