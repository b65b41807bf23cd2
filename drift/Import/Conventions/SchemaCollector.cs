using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Conventions;

/// <summary>Collects the named schemas of a document: inline schemas are moved to the components, shared ones are added once.</summary>
internal sealed class SchemaCollector(JsonObject document, ContractVocabulary names, Action<string, string> log)
{
    public const string Prefix = "#/components/schemas/";
    private const int MaxInlined = 30;
    private readonly IReadOnlyCollection<string> _tags =
    [
        .. (document["tags"] as JsonArray ?? []).Select(tag => tag?["x-vendor-tag"]?.ToString()).OfType<string>(),
    ];
    private readonly HashSet<string> _inlined = new(StringComparer.Ordinal);
    private readonly HashSet<(string Name, string Origin)> _origins = [];

    public JsonObject Schemas { get; } = [];

    /// <summary>Resolves a schema of ours: the component's name, if it is one, and the schema without null.</summary>
    public (string? Name, JsonObject? Node) Ours(JsonObject? schema)
    {
        string? name = null;
        for (var step = 0; step < 20 && schema is not null; step++)
        {
            if (schema.Reference() is { } target)
            {
                name = target.StartsWith(Prefix, StringComparison.Ordinal) ? target[Prefix.Length..] : null;
                schema = names.Contract.Target(target) as JsonObject;
            }
            else if (schema["oneOf"] is JsonArray members && members.Any(SchemaNodeExtensions.IsNullType))
            {
                schema = members.OfType<JsonObject>().FirstOrDefault(member => !SchemaNodeExtensions.IsNullType(member));
            }
            else
            {
                break;
            }
        }

        return (name, schema);
    }

    /// <summary>Gets the schema for a place of use: a reference for objects and enumerations, the schema itself for all others.</summary>
    public JsonObject Use(JsonObject schema, JsonObject? ours, SchemaName name, string usage, string pointer)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (schema.Reference() is { } target)
        {
            return Reference(schema, target, ours, name, usage, pointer);
        }

        if (schema["oneOf"] is JsonArray members && members.Any(SchemaNodeExtensions.IsNullType))
        {
            // Only references need the union; inline schemas have null in their type.
            if (members.OfType<JsonObject>().Where(member => !SchemaNodeExtensions.IsNullType(member)).ToList() is not [var only])
            {
                return new JsonObject { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = true };
            }

            var use = Use(only, ours, name, usage, pointer);
            use.AllowNull();
            return use;
        }

        if (schema["enum"] is JsonArray && schema.OnlyType() == "string")
        {
            return Enumeration(schema, ours, name, pointer);
        }

        if (schema["properties"] is JsonObject { Count: > 0 })
        {
            var use = SchemaNodeExtensions.ReferenceTo("schemas", Object(schema, ours, name, usage, pointer));
            if (schema.AllowsNull())
            {
                use.AllowNull();
            }

            return use;
        }

        var copy = (JsonObject)schema.DeepClone();
        foreach (var keyword in (string[])["items", "x-values"])
        {
            if (schema[keyword] is JsonObject items)
            {
                var oursItems = Ours(ours).Node?[keyword] as JsonObject;
                copy[keyword] = Use(items, oursItems, name with { IsItem = true }, usage, $"{pointer}/{keyword}");
            }
        }

        return copy;
    }

    /// <summary>The schema of a shared parameter, named like the parameter.</summary>
    public JsonObject Parameter(JsonObject schema, JsonObject? ours, string name, string? usage, string pointer) =>
        Use(schema, ours, new SchemaName(name, IsWhole: true), usage ?? "request", pointer);

    public JsonObject Envelope(string name, string inner, string key, JsonObject content)
    {
        Schemas[name] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = DefaultDescriptions.Envelope(inner, key),
            ["x-usage"] = "envelope",
            ["required"] = new JsonArray(key),
            ["properties"] = new JsonObject { [key] = content.DeepClone() },
        };
        return SchemaNodeExtensions.ReferenceTo("schemas", name);
    }

    public JsonObject List(string name, JsonObject item, bool paged)
    {
        Schemas[name] = new JsonObject
        {
            ["type"] = "array",
            ["description"] = paged ? DefaultDescriptions.Page : DefaultDescriptions.AllRecords,
            ["items"] = item.DeepClone(),
        };
        return SchemaNodeExtensions.ReferenceTo("schemas", name);
    }

    private JsonObject Reference(JsonObject schema, string target, JsonObject? ours, SchemaName name, string usage, string pointer)
    {
        if (document.Resolve(schema) is not { } definition)
        {
            return (JsonObject)schema.DeepClone();
        }

        var vendor =
            target.StartsWith(Prefix, StringComparison.Ordinal) && !target[Prefix.Length..].Contains('/', StringComparison.Ordinal)
                ? target[Prefix.Length..]
                : null;
        if (vendor is null)
        {
            return Use(definition, ours, name, usage, pointer);
        }

        if (vendor == "Identifier")
        {
            return SchemaNodeExtensions.ReferenceTo("schemas", vendor);
        }

        var own = ComponentName(vendor, Ours(ours).Name);
        if (definition["properties"] is JsonObject { Count: > 0 })
        {
            var use = SchemaNodeExtensions.ReferenceTo("schemas", Define(own, definition, usage, vendor, $"/components/schemas/{vendor}"));
            if (definition.AllowsNull())
            {
                use.AllowNull();
            }

            return use;
        }

        if (definition["enum"] is JsonArray && definition.OnlyType() == "string")
        {
            return Enumeration(definition, ours, new SchemaName(own, IsWhole: true), pointer);
        }

        // Scalars, lists and free-form objects stay inline; a list of itself has free-form items, and so has one of many lists.
        if (_inlined.Count >= MaxInlined || !_inlined.Add(vendor))
        {
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = true };
        }

        var inline = Use(definition, ours, name, usage, pointer);
        _inlined.Remove(vendor);
        return inline;
    }

    // One schema of the vendor may be several schemas of ours; the place of use decides.
    private string ComponentName(string vendor, string? place) =>
        place is not null && names.Schemas[place]?["x-vendor-schema"]?.ToString() == vendor ? place : names.Schema(vendor, _tags);

    private JsonObject Enumeration(JsonObject schema, JsonObject? ours, SchemaName name, string pointer)
    {
        var (oursName, oursNode) = Ours(ours);
        var own = oursName is not null && oursNode?["enum"] is not null ? oursName : name.Enumeration;
        while (Schemas[own] is JsonObject other && other["enum"] is null)
        {
            own += "Value";
        }

        if (Schemas[own] is not JsonObject made)
        {
            made = new JsonObject
            {
                ["type"] = "string",
                ["description"] = oursNode?["enum"] is not null
                    ? oursNode["description"]?.DeepClone()
                    : EnglishText.Sentence(EnglishText.Spaced(own)),
                ["enum"] = new JsonArray(),
            };
            Schemas.Add(own, made);
            log(pointer, $"hoisted as {own}");
        }

        var values = (JsonArray)made["enum"]!;
        foreach (
            var value in ((JsonArray)schema["enum"]!)
                .Where(value => value is not null && !values.Any(known => JsonNode.DeepEquals(known, value)))
                .ToList()
        )
        {
            values.Insert(values.Any(known => known is null) ? values.Count - 1 : values.Count, value!.DeepClone());
        }

        if (schema.AllowsNull())
        {
            made.AllowNull();
        }

        return SchemaNodeExtensions.ReferenceTo("schemas", own);
    }

    private string Object(JsonObject schema, JsonObject? ours, SchemaName name, string usage, string pointer)
    {
        var (oursName, oursNode) = Ours(ours);
        if (oursName is not null && oursNode?["properties"] is not null && oursNode["x-usage"]?.ToString() != "envelope")
        {
            return Define(oursName, schema, usage, null, pointer);
        }

        var own = name.Object;

        // A C# member cannot have the name of its class.
        if (((JsonObject)schema["properties"]!).Any(property => CSharpIdentifier.Pascal(property.Key) == own))
        {
            own += "Record";
        }

        // Different schemas with the same name are kept apart.
        while (Schemas[own] is JsonObject other && !SameProperties(other, schema))
        {
            own += "Details";
        }

        return Define(own, schema, usage, null, pointer);
    }

    private string Define(string own, JsonObject schema, string usage, string? vendor, string pointer)
    {
        var ours = names.Schemas[own] as JsonObject;
        if (Schemas[own] is JsonObject known)
        {
            if (known["x-usage"]?.ToString() == "response" && usage == "request")
            {
                known["x-usage"] = "request";
                log(pointer, $"{own} is written as well as read");
            }

            if (_origins.Add((own, vendor ?? pointer)))
            {
                Properties(known, schema, ours, own, usage, pointer);
            }

            return own;
        }

        _origins.Add((own, vendor ?? pointer));
        var made = new JsonObject
        {
            ["type"] = "object",
            ["description"] = ours?["description"]?.DeepClone() ?? DefaultDescriptions.Schema(own, usage),
        };
        var vendorName =
            schema["x-vendor-schema"]?.ToString()
            ?? (vendor != own ? vendor : null)
            ?? (vendor is not null ? ours?["x-vendor-schema"]?.ToString() : null);
        if (vendorName is not null)
        {
            made["x-vendor-schema"] = vendorName;
        }

        made["x-usage"] = usage;
        if (usage == "filter")
        {
            made["additionalProperties"] = false;
        }

        var required = schema["required"].Texts().Where(name => (schema["properties"] as JsonObject)?.ContainsKey(name) == true).ToList();
        if (required.Count > 0)
        {
            made["required"] = SchemaNodeExtensions.ListOf(required);
        }

        Schemas.Add(own, made);
        Properties(made, schema, ours, own, usage, pointer);
        if (vendor is null || vendor != own)
        {
            log(pointer, vendor is null ? $"hoisted as {own}" : $"{vendor} is {own}");
        }

        return own;
    }

    private void Properties(JsonObject made, JsonObject schema, JsonObject? ours, string own, string usage, string pointer)
    {
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (property is not JsonObject map)
            {
                continue;
            }

            var place = JsonPointer.Append(pointer + "/properties", name);
            var oursProperty = ours?["properties"]?[name] as JsonObject;
            var use = Use(map, oursProperty, new SchemaName(own, name), usage, place);
            use.Remove("description");
            use["description"] = oursProperty?["description"]?.DeepClone() ?? Description(name, use);
            var properties = made.Child("properties");
            if (properties[name] is not JsonObject known)
            {
                properties[name] = use;
            }
            else if (use.AllowsNull())
            {
                known.AllowNull();
            }
        }
    }

    private string Description(string name, JsonObject property)
    {
        var description = names.PropertyDescription(name);
        return property.ContainsKey("x-values") ? DefaultDescriptions.Joined(description) : description;
    }

    private static bool SameProperties(JsonObject one, JsonObject other) =>
        (one["properties"] as JsonObject ?? [])
            .Select(property => property.Key)
            .ToHashSet(StringComparer.Ordinal)
            .SetEquals((other["properties"] as JsonObject ?? []).Select(property => property.Key));
}
