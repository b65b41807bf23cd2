using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Contract;

/// <summary>Reads schemas and follows references inside one document.</summary>
internal sealed class SchemaReader(JsonObject document)
{
    private const string SchemaPrefix = "#/components/schemas/";
    private readonly Dictionary<string, ContractSchema> _named = [];

    public ContractSchema Named(string name)
    {
        if (_named.TryGetValue(name, out var known))
        {
            return known;
        }

        var schema = new ContractSchema(name);
        _named.Add(name, schema);
        Fill(schema, (JsonObject)Resolve(SchemaPrefix + name));
        return schema;
    }

    public SchemaUse Use(JsonNode node)
    {
        if (node["$ref"]?.GetValue<string>() is { } reference)
        {
            return new SchemaUse(Named(reference[SchemaPrefix.Length..]), false);
        }

        if ((node["oneOf"] ?? node["anyOf"]) is JsonArray alternatives)
        {
            var real = alternatives.Where(one => one!["type"] is not JsonValue type || type.GetValue<string>() != "null").ToList();
            if (real.Count == 1)
            {
                return new SchemaUse(Use(real[0]!).Schema, real.Count < alternatives.Count);
            }
        }

        var schema = new ContractSchema("");
        Fill(schema, (JsonObject)node);
        return new SchemaUse(schema, false);
    }

    /// <summary>Follows a reference of any kind (parameter, response, schema).</summary>
    public JsonNode Resolve(string reference)
    {
        JsonNode? node = document;
        foreach (var part in reference[2..].Split('/'))
        {
            node = node?[part];
        }

        return node ?? throw new InvalidDataException($"The contract refers to {reference}, which it does not have.");
    }

    public JsonNode Dereference(JsonNode node) => node["$ref"]?.GetValue<string>() is { } reference ? Resolve(reference) : node;

    private void Fill(ContractSchema schema, JsonObject node)
    {
        foreach (var part in node["allOf"] as JsonArray ?? [])
        {
            Fill(schema, (JsonObject)Dereference(part!));
        }

        foreach (var alternative in (node["oneOf"] ?? node["anyOf"]) as JsonArray ?? [])
        {
            var use = Use(alternative!);
            if (use.Schema is { Kind: SchemaKind.Any, Nullable: true })
            {
                schema.Nullable = true;
            }
            else
            {
                schema.Alternatives.Add(use);
            }
        }

        ReadType(schema, node["type"]);
        schema.Format = node["format"]?.GetValue<string>() ?? schema.Format;
        schema.MaxLength = (int?)node["maxLength"]?.GetValue<long>() ?? schema.MaxLength;
        schema.MinItems = (int?)node["minItems"]?.GetValue<long>() ?? schema.MinItems;
        foreach (var value in node["enum"] as JsonArray ?? [])
        {
            if (value is not null)
            {
                schema.Enum.Add(value.ToString());
            }
        }

        foreach (var name in node["required"] as JsonArray ?? [])
        {
            schema.Required.Add(name!.GetValue<string>());
        }

        foreach (var (name, property) in node["properties"] as JsonObject ?? [])
        {
            schema.Properties[name] = Use(property!);
        }

        if (node["items"] is JsonObject items)
        {
            schema.Items = Use(items);
        }

        if (node["additionalProperties"] is JsonObject values)
        {
            schema.Values = Use(values);
        }
        else if (node["additionalProperties"] is JsonValue free && free.TryGetValue<bool>(out var any) && any)
        {
            schema.Values = new SchemaUse(new ContractSchema(""), true);
        }

        if (schema is { Kind: SchemaKind.Any, Properties.Count: > 0 })
        {
            schema.Kind = SchemaKind.Object;
        }
    }

    private static void ReadType(ContractSchema schema, JsonNode? type)
    {
        var names = type switch
        {
            JsonArray several => several.Select(one => one!.GetValue<string>()).ToArray(),
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        foreach (var name in names)
        {
            if (name == "null")
            {
                schema.Nullable = true;
            }
            else if (schema.Kind == SchemaKind.Any)
            {
                schema.Kind = Enum.Parse<SchemaKind>(name, ignoreCase: true);
            }
        }
    }
}
