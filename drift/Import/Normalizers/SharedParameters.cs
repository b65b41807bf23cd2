using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Moves parameters to the components, with our names; operations refer to them.</summary>
internal sealed class SharedParameters(ContractVocabulary names) : INormalizer
{
    private const string Prefix = "#/components/parameters/";

    public string Name => "shared-parameters";

    public string Summary =>
        "Parameters are shared under our names (`Id`, `WorkspaceId`, `After`, `ContactFilter`); ids in paths are "
        + "`Identifier`; filters are texts that join their values by commas.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var shared = new JsonObject();
        var vendor = document.Child("components")["parameters"] as JsonObject ?? [];
        foreach (var operation in OperationNode.All(document))
        {
            var list = new JsonArray();
            foreach (var (node, pointer) in operation.Parameters.ToList())
            {
                if (
                    document.Resolve(node) is not { } parameter
                    || parameter["name"] is null
                    || parameter["in"]?.ToString() is not ("path" or "query")
                )
                {
                    log.Add(this, pointer, "a parameter that is neither of the path nor of the query was left out");
                    continue;
                }

                var before = shared.Count;
                var name = Share(shared, parameter, operation);
                list.Add((JsonNode)SchemaNodeExtensions.ReferenceTo("parameters", name));
                if (node.Reference() != Prefix + name || shared.Count > before && !JsonNode.DeepEquals(vendor[name], shared[name]))
                {
                    log.Add(this, pointer, $"is {name}");
                }
            }

            operation.Node.Remove("parameters");
            if (list.Count > 0)
            {
                operation.Node["parameters"] = list;
            }
        }

        foreach (var (_, item) in document["paths"] as JsonObject ?? [])
        {
            (item as JsonObject)?.Remove("parameters");
        }

        document.Child("components")["parameters"] = shared;
    }

    private string Share(JsonObject shared, JsonObject parameter, OperationNode operation)
    {
        var wire = parameter["name"]!.ToString();
        var record = ContractVocabulary.Record(operation.Tag ?? "");
        var made = Make(parameter, wire);
        var own = OwnName(operation, wire, parameter["in"]!.ToString());
        var candidates =
            own is not null ? [own]
            : wire is "filter" or "expand[]"
                ? new[]
                {
                    record + (wire == "filter" ? "Filter" : "Expand"),
                    record + CSharpIdentifier.Pascal(operation.OperationId) + (wire == "filter" ? "Filter" : "Expand"),
                }
            :
            [
                CSharpIdentifier.Pascal(wire),
                record + CSharpIdentifier.Pascal(wire),
                record + CSharpIdentifier.Pascal(operation.OperationId) + CSharpIdentifier.Pascal(wire),
            ];
        foreach (var name in candidates)
        {
            if (!shared.ContainsKey(name))
            {
                shared.Add(name, made);
                return name;
            }

            if (own is not null || JsonNode.DeepEquals(shared[name], made))
            {
                return name;
            }
        }

        return candidates[^1];
    }

    // Our operation refers to a parameter of ours by the same wire name.
    private string? OwnName(OperationNode operation, string wire, string place)
    {
        if (names.Operation(operation) is not { } own)
        {
            return null;
        }

        return own
            .Parameters.Select(parameter => parameter.Node.Reference())
            .OfType<string>()
            .FirstOrDefault(target =>
                names.Contract.Target(target) is JsonObject ours && ours["name"]?.ToString() == wire && ours["in"]?.ToString() == place
            )
            ?[Prefix.Length..];
    }

    private static JsonObject Make(JsonObject parameter, string wire)
    {
        var place = parameter["in"]!.ToString();
        var made = new JsonObject { ["name"] = wire, ["in"] = place };
        if (place == "path")
        {
            made["required"] = true;
        }
        else if (parameter["required"] is JsonValue required && required.TryGetValue<bool>(out var flag) && flag)
        {
            made["required"] = true;
        }

        if (wire == "filter")
        {
            made["style"] = "deepObject";
        }

        made["description"] = DefaultDescriptions.Parameter(wire, place);
        if (wire == "expand[]")
        {
            made["style"] = "form";
        }

        if (wire is "filter" or "expand[]")
        {
            made["explode"] = true;
        }

        var schema = parameter["schema"] as JsonObject ?? new JsonObject { ["type"] = "string" };
        made["schema"] =
            place == "path" ? SchemaNodeExtensions.ReferenceTo("schemas", "Identifier")
            : wire == "filter" ? Filter(schema)
            : Query(schema);
        if (parameter.ContainsKey("x-scope") || wire == "workspace_id")
        {
            made["x-scope"] = "workspace";
        }

        return made;
    }

    // Each attribute is a text with commas, as deepObject has no form for lists; x-values says what the text joins.
    private static JsonObject Filter(JsonObject schema)
    {
        if (schema.Reference() is not null || schema["properties"] is not JsonObject properties)
        {
            return (JsonObject)schema.DeepClone();
        }

        var ours = new JsonObject();
        foreach (var (name, property) in properties)
        {
            var attribute = (JsonObject)(property?.DeepClone() ?? new JsonObject());
            if (attribute.OnlyType() == "array")
            {
                attribute = Joined(attribute["items"]?.DeepClone() ?? new JsonObject { ["type"] = "string" });
            }
            else if (attribute.Reference() is not null)
            {
                attribute = Joined(attribute);
            }
            else if (attribute.OnlyType() != "boolean" && !attribute.ContainsKey("x-values"))
            {
                var isId =
                    name == "id" || name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal);
                attribute = Joined(
                    isId && name != "external_id" ? new JsonObject { ["type"] = "integer", ["format"] = "int64" }
                    : attribute["enum"] is JsonArray values ? new JsonObject { ["type"] = "string", ["enum"] = values.DeepClone() }
                    : new JsonObject { ["type"] = "string" }
                );
            }

            ours[name] = attribute;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = ours,
        };
    }

    private static JsonObject Joined(JsonNode values) => new() { ["type"] = "string", ["x-values"] = values };

    // The client supports texts, booleans, timestamps and enumerations in queries.
    private static JsonObject Query(JsonObject schema)
    {
        var ours = (JsonObject)schema.DeepClone();
        if (ours.OnlyType() is "integer" or "number")
        {
            ours.Remove("format");
            ours["type"] = "string";
        }

        return ours;
    }
}
