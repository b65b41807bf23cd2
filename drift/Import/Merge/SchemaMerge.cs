using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Merge;

/// <summary>
/// Merges schemas at the same position of an operation. Without a base only additions are merged; with one, all changes of the vendor.
/// </summary>
internal sealed class SchemaMerge(JsonObject ours, JsonObject theirs, JsonObject? old, ComponentImport import, MergeResult result)
{
    private readonly HashSet<(JsonObject, JsonObject)> _seen = [];

    /// <summary>
    /// Merges two uses of a schema. The old use is null if the vendor did not have it before, or if there is no base.
    /// </summary>
    public void Merge(JsonObject mine, JsonObject other, JsonObject? before, SchemaSpot spot)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Nullability(mine, other, before, spot);
        var definition = Definition(ours, mine, spot.Pointer);
        if (definition.Node is not { } left || Definition(theirs, other, "").Node is not { } right)
        {
            return;
        }

        var past = before is null || old is null ? null : Definition(old, before, "").Node;

        if (Kind(left) != Kind(right))
        {
            Types(mine, left, other, right, past, spot);
            return;
        }

        spot = spot with { Pointer = definition.Pointer, Subject = definition.Component ?? spot.Subject };
        Enumeration(left, right, past, spot);
        if (!_seen.Add((left, right)))
        {
            return;
        }

        foreach (var keyword in (string[])["items", "x-values"])
        {
            if (left[keyword] is JsonObject items && right[keyword] is JsonObject otherItems)
            {
                Merge(items, otherItems, past.Get(keyword) as JsonObject, spot with { Pointer = $"{spot.Pointer}/{keyword}" });
            }
        }

        if (left["properties"] is JsonObject && right["properties"] is JsonObject)
        {
            Properties(left, right, past, spot);
        }
    }

    private void Properties(JsonObject left, JsonObject right, JsonObject? past, SchemaSpot spot)
    {
        var mine = (JsonObject)left["properties"]!;
        var before = past.Get("properties") as JsonObject;
        foreach (var (name, property) in ((JsonObject)right["properties"]!).ToList())
        {
            var pointer = JsonPointer.Append(spot.Pointer + "/properties", name);
            var at = spot with { Pointer = pointer, Subject = $"{spot.Subject}.{CSharpIdentifier.Pascal(name)}" };
            if (mine[name] is not JsonObject own)
            {
                if (before?.ContainsKey(name) == true)
                {
                    result.Found(ImportRules.MissingInOurs, pointer, at.Subject, spot.Operation);
                    continue;
                }

                mine.Add(name, import.Copy(property));
                result.Changed("properties added", pointer);
                continue;
            }

            Merge(own, (JsonObject)property!, before.Get(name) as JsonObject, at);
            Required(left, right, past, name, at);
        }

        foreach (var (name, property) in mine.Where(entry => ((JsonObject)right["properties"]!)[entry.Key] is null).ToList())
        {
            var at = spot with
            {
                Pointer = JsonPointer.Append(spot.Pointer + "/properties", name),
                Subject = $"{spot.Subject}.{CSharpIdentifier.Pascal(name)}",
            };
            if (before?.ContainsKey(name) != true)
            {
                result.Found(ImportRules.MissingAtVendor, at.Pointer, at.Subject, spot.Operation);
                continue;
            }

            ((JsonObject)property!)["deprecated"] = true;
            result.Changed("properties deprecated", at.Pointer);
            result.Found(ImportRules.RemovedByVendor, at.Pointer, at.Subject, spot.Operation);
        }
    }

    private void Types(JsonObject mine, JsonObject left, JsonObject other, JsonObject right, JsonObject? past, SchemaSpot spot)
    {
        if (past is not null && Kind(past) == Kind(right))
        {
            return;
        }

        if (past is null || Kind(past) != Kind(left))
        {
            result.Found(ImportRules.ConflictType, spot.Pointer, spot.Subject, spot.Operation, Kind(left), Kind(right));
            return;
        }

        var description = mine["description"]?.DeepClone();
        mine.Become((JsonObject)import.Copy(other)!);
        if (description is not null)
        {
            mine.Put("description", description);
        }

        result.Changed("types changed", spot.Pointer);
    }

    private void Nullability(JsonObject mine, JsonObject other, JsonObject? before, SchemaSpot spot)
    {
        var (left, right) = (Nullable(ours, mine), Nullable(theirs, other));
        if (left == right)
        {
            return;
        }

        var past = before is null || old is null ? (bool?)null : Nullable(old, before);
        if (past == right)
        {
            return;
        }

        if (past is null)
        {
            result.Found(
                left ? ImportRules.WiderNullability : ImportRules.ConflictNullability,
                spot.Pointer,
                spot.Subject,
                spot.Operation,
                Text(left),
                Text(right)
            );
            return;
        }

        if (right)
        {
            mine.AllowNull();
        }
        else
        {
            ForbidNull(mine);
        }

        result.Changed("nullability changed", spot.Pointer);
    }

    private void Required(JsonObject left, JsonObject right, JsonObject? past, string name, SchemaSpot spot)
    {
        var (mine, other) = (left["required"].Texts().Contains(name), right["required"].Texts().Contains(name));
        if (mine == other)
        {
            return;
        }

        var before =
            past.Get("properties") is JsonObject properties && properties.ContainsKey(name)
                ? past.Get("required").Texts().Contains(name)
                : (bool?)null;
        if (before == other)
        {
            return;
        }

        if (before is null)
        {
            result.Found(
                other && spot.IsRequest ? ImportRules.ConflictRequired : ImportRules.OtherRequired,
                spot.Pointer,
                spot.Subject,
                spot.Operation,
                mine ? "required" : "optional",
                other ? "required" : "optional"
            );
            return;
        }

        var required = left["required"].Texts().Where(known => known != name).Concat(other ? [name] : []).ToList();
        if (required.Count == 0)
        {
            left.Remove("required");
        }
        else if (left.ContainsKey("required"))
        {
            left.Put("required", SchemaNodeExtensions.ListOf(required));
        }
        else
        {
            left.Insert(Math.Max(0, left.IndexOf("properties")), "required", SchemaNodeExtensions.ListOf(required));
        }

        result.Changed("requiredness changed", spot.Pointer);
    }

    private void Enumeration(JsonObject left, JsonObject right, JsonObject? past, SchemaSpot spot)
    {
        if (left["enum"] is not JsonArray mine || right["enum"] is not JsonArray other)
        {
            return;
        }

        var before = past.Get("enum") as JsonArray ?? [];
        foreach (var value in other.Where(value => value is not null && !Contains(mine, value)).ToList())
        {
            if (Contains(before, value))
            {
                result.Found(ImportRules.MissingInOurs, spot.Pointer + "/enum", $"{spot.Subject} \"{value}\"", spot.Operation);
                continue;
            }

            mine.Insert(mine.Any(known => known is null) ? mine.Count - 1 : mine.Count, value!.DeepClone());
            result.Changed("values added", spot.Pointer + "/enum");
        }

        foreach (var value in mine.Where(value => value is not null && !Contains(other, value)))
        {
            result.Found(
                Contains(before, value) ? ImportRules.RemovedByVendor : ImportRules.MissingAtVendor,
                spot.Pointer + "/enum",
                $"{spot.Subject} \"{value}\"",
                spot.Operation,
                value!.ToString()
            );
        }
    }

    /// <summary>Gets the definition behind references and unions with null.</summary>
    private static (JsonObject? Node, string Pointer, string? Component) Definition(JsonObject document, JsonObject? use, string pointer)
    {
        string? component = null;
        for (var step = 0; step < 20 && use is not null; step++)
        {
            if (use.Reference() is { } target)
            {
                pointer = target[1..];
                component = target[(target.LastIndexOf('/') + 1)..];
                use = document.Target(target) as JsonObject;
            }
            else if (use["oneOf"] is JsonArray members && members.Any(SchemaNodeExtensions.IsNullType))
            {
                use = members.OfType<JsonObject>().FirstOrDefault(member => !SchemaNodeExtensions.IsNullType(member));
            }
            else
            {
                break;
            }
        }

        return (use, pointer, component);
    }

    private static bool Nullable(JsonObject document, JsonObject use) =>
        use.AllowsNull()
        || use.Reference() is { } target && document.Target(target) is JsonObject definition && Nullable(document, definition);

    private static void ForbidNull(JsonObject mine)
    {
        if (mine["oneOf"] is JsonArray members)
        {
            var rest = members.OfType<JsonObject>().Where(member => !SchemaNodeExtensions.IsNullType(member)).ToList();
            if (rest is not [var only])
            {
                return;
            }

            mine.Remove("oneOf");
            var position = 0;
            foreach (var (key, value) in only.Where(entry => !mine.ContainsKey(entry.Key)).ToList())
            {
                mine.Insert(position++, key, value?.DeepClone());
            }
        }
        else if (mine.Types() is { Count: > 1 } types)
        {
            mine.SetTypes(types.Where(type => type != "null"));
        }
    }

    /// <summary>Describes the kind of a schema; two schemas of the same kind are merged further.</summary>
    private static string Kind(JsonObject schema)
    {
        if (schema.ContainsKey("oneOf") || schema.ContainsKey("anyOf"))
        {
            return "alternatives";
        }

        var type = schema.OnlyType() ?? (schema.ContainsKey("properties") ? "object" : "any");
        if (type == "object" && schema["properties"] is not JsonObject { Count: > 0 })
        {
            return schema["additionalProperties"] is JsonObject ? "map" : "free-form object";
        }

        return schema["enum"] is not null ? "enumeration"
            : schema["format"] is { } format ? $"{type} ({format})"
            : type;
    }

    private static bool Contains(JsonArray values, JsonNode? value) => values.Any(known => JsonNode.DeepEquals(known, value));

    private static string Text(bool nullable) => nullable ? "may be null" : "never null";
}

/// <summary>The current position of a merge.</summary>
/// <param name="Operation">Method and path, for findings.</param>
/// <param name="Pointer">The position in our contract.</param>
/// <param name="Subject">The name for a C# caller.</param>
/// <param name="IsRequest">True for a request.</param>
internal sealed record SchemaSpot(string Operation, string Pointer, string Subject, bool IsRequest);
