using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>
/// Checks the values of a seed file against schemas of the contract, and returns them in the form that records have. References are left
/// as <see cref="SeedReference"/> values, and listed.
/// </summary>
internal sealed class SeedValues(Platform platform, SeedProblems problems)
{
    /// <summary>The references that were found since the list was cleared.</summary>
    public List<SeedReference> References { get; } = [];

    /// <summary>True if texts may be numbers, because <c>{n}</c> was replaced in them.</summary>
    public bool TakesTexts { get; set; }

    /// <summary>Checks a value.</summary>
    public JsonNode? Check(SchemaUse use, JsonNode? node, string pointer)
    {
        var schema = use.Schema;
        if (node is null)
        {
            if (!use.Nullable && schema.Kind != SchemaKind.Any)
            {
                problems.AddKey(pointer, $"The contract does not allow null here. Expected {Describe(schema)}, or leave the field out.");
            }

            return null;
        }

        if (SeedReference.Is(node))
        {
            return Reference(schema, node.ToString(), pointer);
        }

        return schema.Kind switch
        {
            SchemaKind.Object => Object(schema, node, pointer),
            SchemaKind.Array => List(schema, node, pointer),
            SchemaKind.Any => Any(schema, node, pointer),
            _ => Scalar(schema, node, pointer),
        };
    }

    /// <summary>Takes over a value that no schema describes, with its references.</summary>
    public JsonNode? Free(JsonNode? node, string pointer)
    {
        switch (node)
        {
            case JsonObject map:
                var fields = new JsonObject();
                foreach (var (key, value) in map)
                {
                    fields[key] = Free(value, JsonPointer.Append(pointer, key));
                }

                return fields;
            case JsonArray list:
                return new JsonArray([.. list.Select((item, index) => Free(item, JsonPointer.Append(pointer, index)))]);
            case JsonValue when SeedReference.Is(node):
                return Reference(new ContractSchema(""), node.ToString(), pointer);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return SeedReference.Unescape(text);
            default:
                return node?.DeepClone();
        }
    }

    /// <summary>The field that a name means: itself, or the one with the id of the record that it names.</summary>
    public static string? FieldFor(ContractSchema schema, string name, JsonNode? value)
    {
        var isLink = SeedReference.Is(value) || (value is JsonArray { Count: > 0 } list && list.All(SeedReference.Is));
        if (isLink && Link(schema, name, value is JsonArray) is { } link)
        {
            return link;
        }

        if (value is JsonArray or JsonObject && !schema.Properties.ContainsKey(name) && schema.Properties.ContainsKey(name + "_attributes"))
        {
            return name + "_attributes";
        }

        return schema.Properties.ContainsKey(name) ? name : null;
    }

    private static string? Link(ContractSchema schema, string name, bool isList)
    {
        // A field that holds ids itself goes before one that is called like it.
        if (schema.Properties.TryGetValue(name, out var own) && (own.Schema.Items?.Schema ?? own.Schema).Kind != SchemaKind.Object)
        {
            return null;
        }

        var singular = name.EndsWith('s') ? name[..^1] : name;
        string[] candidates = isList ? [$"{singular}_ids", $"{singular}Ids"] : [$"{name}_id", $"{name}Id"];
        return Array.Find(candidates, schema.Properties.ContainsKey);
    }

    private JsonValue? Reference(ContractSchema schema, string text, string pointer)
    {
        var form = schema.Kind switch
        {
            SchemaKind.String => ReferenceForm.Text,
            SchemaKind.Object when schema.Properties.ContainsKey("id") => ReferenceForm.Object,
            _ => ReferenceForm.Number,
        };
        if (SeedReference.Parse(text, pointer, form) is not { } reference)
        {
            problems.Add(
                pointer,
                $"{SeedProblems.Quote(text)} is not a reference. Write $name or $name.field; a text that begins with $ begins with $$."
            );
            return null;
        }

        var hasNoPlace =
            schema.Kind is SchemaKind.Array or SchemaKind.Boolean
            || (schema is { Kind: SchemaKind.Object, Properties.Count: > 0 } && form != ReferenceForm.Object);
        if (reference.Path.Count == 0 && hasNoPlace)
        {
            var fields = schema.Properties.Count > 0 ? $" with the fields {string.Join(", ", schema.Properties.Keys.Take(6))}" : "";
            problems.Add(pointer, $"A reference cannot be here. Expected {Describe(schema)}{fields}.");
            return null;
        }

        References.Add(reference);
        return JsonValue.Create(reference, TextJson.Default.SeedReference);
    }

    private JsonNode? Object(ContractSchema schema, JsonNode node, string pointer)
    {
        if (node is not JsonObject map)
        {
            return Refuse(schema, node, pointer);
        }

        if (schema.Properties.Count == 0)
        {
            if (schema.Values is null or { Schema: { Kind: SchemaKind.Any, Alternatives.Count: 0 } })
            {
                return Free(map, pointer);
            }

            var values = new JsonObject();
            foreach (var (key, value) in map)
            {
                values[key] = value is null ? null : Check(schema.Values, value, JsonPointer.Append(pointer, key));
            }

            return values;
        }

        var fields = new JsonObject();
        foreach (var (name, value) in map)
        {
            var place = JsonPointer.Append(pointer, name);
            if (FieldFor(schema, name, value) is not { } field)
            {
                if (schema.Values is { } further)
                {
                    fields[name] = Check(further, value, place);
                }
                else
                {
                    problems.AddKey(
                        place,
                        $"There is no field {SeedProblems.Quote(name)} here.{SeedProblems.Suggest(name, schema.Properties.Keys, "Fields")}"
                    );
                }
            }
            else if (!fields.TryAdd(field, Check(schema.Properties[field], value, place)))
            {
                problems.AddKey(place, $"The field \"{field}\" is given twice.");
            }
        }

        return fields;
    }

    private JsonArray? List(ContractSchema schema, JsonNode node, string pointer)
    {
        if (node is not JsonArray list)
        {
            Refuse(schema, node, pointer);
            return null;
        }

        var items = new JsonArray();
        foreach (var (index, item) in list.Index())
        {
            var place = JsonPointer.Append(pointer, index);
            items.Add(schema.Items is { } use ? Check(use, item, place) : Free(item, place));
        }

        return items;
    }

    private JsonNode? Any(ContractSchema schema, JsonNode node, string pointer)
    {
        if (schema.Alternatives.Count == 0)
        {
            return Free(node, pointer);
        }

        // The first alternative of the right type; among scalars, the first that takes the value.
        var kind = node switch
        {
            JsonObject => SchemaKind.Object,
            JsonArray => SchemaKind.Array,
            _ => SchemaKind.Any,
        };
        var alternative =
            kind == SchemaKind.Any
                ? schema.Alternatives.Find(use =>
                    use.Schema.Kind is not (SchemaKind.Object or SchemaKind.Array) && Wrong(use.Schema, node, out _) is null
                )
                : schema.Alternatives.Find(use => use.Schema.Kind == kind);
        return alternative is null ? Refuse(schema, node, pointer) : Check(alternative, node, pointer);
    }

    private JsonNode? Scalar(ContractSchema schema, JsonNode node, string pointer)
    {
        if (node is not JsonValue)
        {
            return Refuse(schema, node, pointer);
        }

        if (Wrong(schema, node, out var value) is { } problem)
        {
            problems.Add(pointer, problem);
        }

        return value;
    }

    private JsonNode? Refuse(ContractSchema schema, JsonNode node, string pointer)
    {
        problems.Add(pointer, $"Expected {Describe(schema)}, found {Found(node)}.");
        return null;
    }

    // Returns the problem, or null and the value as records have it.
    private string? Wrong(ContractSchema schema, JsonNode node, out JsonNode? value)
    {
        value = null;
        var kind = node.GetValueKind();
        var isText = kind == JsonValueKind.String;
        var text = isText ? SeedReference.Unescape(node.GetValue<string>()) : node.ToJsonString();
        var mayBeNumber = kind == JsonValueKind.Number || (TakesTexts && isText);
        switch (schema.Kind)
        {
            case SchemaKind.Any:
                value = isText ? text : node.DeepClone();
                return null;
            case SchemaKind.Boolean:
                value = node.DeepClone();
                return kind is JsonValueKind.True or JsonValueKind.False ? null : Expected(schema, node);
            case SchemaKind.Integer:
                if (!mayBeNumber || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
                {
                    return Expected(schema, node);
                }

                value = whole;
                return schema.Format == "int32" && whole is < int.MinValue or > int.MaxValue
                    ? "The number is out of range."
                    : OutOfBounds(schema, whole);
            case SchemaKind.Number:
                if (!mayBeNumber || !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    return Expected(schema, node);
                }

                value = number;
                return OutOfBounds(schema, number);
            case SchemaKind.String when schema.IsDecimal:
                if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
                {
                    return Expected(schema, node);
                }

                value = isText ? text : WireText.Money(amount);
                return null;
            case SchemaKind.String when !isText:
                return $"{Expected(schema, node)[..^1]}; write it in quotes.";
            case SchemaKind.String when schema.IsTime:
                if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                {
                    return "Expected a time such as 2026-01-31T08:00:00Z.";
                }

                value = platform.Time(time);
                return null;
            case SchemaKind.String:
                value = text;
                return Text(schema, text);
            default:
                return Expected(schema, node);
        }
    }

    private static string? Text(ContractSchema schema, string text) =>
        schema.Enum.Count > 0 && !schema.Enum.Contains(text)
            ? $"{SeedProblems.Quote(text)} is not one of the values of the contract.{SeedProblems.Suggest(text, schema.Enum, "Values")}"
        : text.Length > schema.MaxLength ? $"The text is longer than {schema.MaxLength} characters."
        : schema.Format is { } format && !ValueFormats.AllowsText(format, text) ? $"Expected a text of the format {format}."
        : null;

    private static string? OutOfBounds(ContractSchema schema, decimal number) =>
        number < schema.Minimum ? $"The number must be at least {schema.Minimum}."
        : number > schema.Maximum ? $"The number may not be greater than {schema.Maximum}."
        : null;

    private static string Expected(ContractSchema schema, JsonNode node) => $"Expected {Describe(schema)}, found {Found(node)}.";

    private static string Found(JsonNode node) =>
        node.GetValueKind() switch
        {
            JsonValueKind.Object => "a mapping",
            JsonValueKind.Array => "a list",
            JsonValueKind.True or JsonValueKind.False => "true or false",
            JsonValueKind.Number => "a number",
            _ => "a text",
        };

    private static string Describe(ContractSchema schema) =>
        schema.Kind switch
        {
            SchemaKind.Object => "a mapping",
            SchemaKind.Array => "a list",
            SchemaKind.Boolean => "true or false",
            SchemaKind.Integer => "a whole number",
            SchemaKind.Number => "a number",
            SchemaKind.String when schema.IsDecimal => "a decimal number",
            SchemaKind.String when schema.IsTime => "a time",
            SchemaKind.String => "a text",
            _ when schema.Alternatives.Count > 0 => string.Join(" or ", schema.Alternatives.Select(one => Describe(one.Schema)).Distinct()),
            _ => "a value",
        };
}
