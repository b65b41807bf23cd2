using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Validation;

/// <summary>Validates recorded values against schemas and lists the violations.</summary>
internal sealed class SchemaValidator
{
    // Unions may contain themselves, and the number of ways through nested ones grows with every level.
    private const int MaxNestedUnions = 50;
    private const int MaxAlternatives = 100_000;

    private static readonly IReadOnlySet<string> NoNames = new HashSet<string>();
    private readonly Direction _direction;
    private readonly Tries _tries;
    private readonly List<Violation> _violations = [];
    private readonly int _nestedUnions;

    private SchemaValidator(Direction direction, Tries tries, int nestedUnions)
    {
        _direction = direction;
        _tries = tries;
        _nestedUnions = nestedUnions;
    }

    public static IReadOnlyList<Violation> Validate(Schema schema, JsonElement value, Direction direction, string at = "")
    {
        var validator = new SchemaValidator(direction, new Tries(), 0);
        validator.Value(schema, value, at, NoNames);
        return validator._violations;
    }

    /// <summary>Returns true if a value has one of the JSON types of a schema.</summary>
    public static bool HasType(Schema schema, JsonElement value) =>
        schema.Types.Count == 0
        || schema.Types.Any(type =>
            value.ValueKind switch
            {
                JsonValueKind.String => type == "string",
                JsonValueKind.Number => type == "number" || type == "integer" && IsWhole(value),
                JsonValueKind.True or JsonValueKind.False => type == "boolean",
                JsonValueKind.Array => type == "array",
                JsonValueKind.Object => type == "object",
                _ => false,
            }
        );

    // Known names are those that an enclosing schema lists.
    private void Value(Schema schema, JsonElement value, string at, IReadOnlySet<string> known)
    {
        if (schema.AllowsNothing)
        {
            Add(
                ViolationKind.WrongType,
                schema.Pointer,
                at,
                "is present, although no value is allowed",
                "nothing",
                ValueDescription.Of(value)
            );
            return;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!AllowsNull(schema))
            {
                Add(
                    ViolationKind.NullNotAllowed,
                    schema.Pointer,
                    at,
                    "is null, which the contract does not allow",
                    schema.Describe(),
                    "null"
                );
            }

            return;
        }

        if (!HasType(schema, value))
        {
            Add(
                ViolationKind.WrongType,
                schema.Pointer,
                at,
                $"is {ValueDescription.Of(value)} where the contract says {schema.Describe()}",
                schema.Describe(),
                ValueDescription.Of(value)
            );
            return;
        }

        Choice(schema, value, at);
        Alternatives(schema, schema.OneOf, value, at, known);
        Alternatives(schema, schema.AnyOf, value, at, known);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Object(schema, value, at, known);
                break;
            case JsonValueKind.Array:
                List(schema, value, at);
                break;
            case JsonValueKind.String or JsonValueKind.Number when !ValueDescription.IsRedacted(value):
                foreach (var (kind, keyword, says) in ValueLimits.Broken(schema, value))
                {
                    Add(kind, schema.PointerTo(keyword), at, says, JsonValueText.Of(schema.Keyword(keyword)), ValueDescription.Of(value));
                }

                break;
        }
    }

    // A union without a type leaves it to its members, which may lead back here.
    private static bool AllowsNull(Schema schema)
    {
        var seen = new HashSet<Schema>();
        var waiting = new Stack<Schema>([schema]);
        while (waiting.TryPop(out var member))
        {
            if (member.Nullable || IsUntyped(member) && member.UnionOf.Count == 0)
            {
                return true;
            }

            foreach (var inner in IsUntyped(member) ? member.UnionOf.Where(seen.Add) : [])
            {
                waiting.Push(inner);
            }
        }

        return false;
    }

    private static bool IsUntyped(Schema schema) => schema.Types.Count == 0 && schema.Enum is null && !schema.Has("const");

    private void Choice(Schema schema, JsonElement value, string at)
    {
        if (ValueDescription.IsRedacted(value))
        {
            return;
        }

        if (schema.Enum is { } choices && !choices.Any(choice => Equal(choice, value)))
        {
            Add(
                ViolationKind.UnknownValue,
                schema.PointerTo("enum"),
                at,
                $"has a value outside its enumeration: {ValueDescription.OfChoice(value)}",
                null,
                ValueDescription.OfChoice(value)
            );
        }
        else if (schema.Has("const") && !Equal(schema.Keyword("const"), value))
        {
            Add(
                ViolationKind.UnknownValue,
                schema.PointerTo("const"),
                at,
                $"differs from the only allowed value: {ValueDescription.OfChoice(value)}",
                JsonValueText.Of(schema.Keyword("const")),
                ValueDescription.OfChoice(value)
            );
        }
    }

    private void Alternatives(Schema schema, IReadOnlyList<Schema> alternatives, JsonElement value, string at, IReadOnlySet<string> known)
    {
        if (alternatives.Count == 0 || _nestedUnions >= MaxNestedUnions)
        {
            return;
        }

        IReadOnlySet<string> names = schema.Properties.Count == 0 ? known : new HashSet<string>(known.Concat(schema.Properties.Keys));
        List<Violation>? closest = null;
        foreach (var alternative in alternatives)
        {
            if (++_tries.Count > MaxAlternatives)
            {
                return;
            }

            var attempt = new SchemaValidator(_direction, _tries, _nestedUnions + 1);
            attempt.Value(alternative, value, at, names);
            if (attempt._violations.Count == 0)
            {
                return;
            }

            // The violations within an alternative of the right type say more than "none matches".
            if (HasType(alternative, value) && (closest is null || attempt._violations.Count < closest.Count))
            {
                closest = attempt._violations;
            }
        }

        if (closest is not null)
        {
            _violations.AddRange(closest);
        }
        else
        {
            Add(
                ViolationKind.NoAlternative,
                schema.Pointer,
                at,
                $"is {ValueDescription.Of(value)}, which none of the alternatives allows",
                schema.Describe(),
                ValueDescription.Of(value)
            );
        }
    }

    private void Object(Schema schema, JsonElement value, string at, IReadOnlySet<string> known)
    {
        foreach (var property in value.EnumerateObject())
        {
            var place = JsonPointer.Append(at, property.Name);
            if (schema.Properties.TryGetValue(property.Name, out var listed))
            {
                Value(listed, property.Value, place, NoNames);
            }
            else if (schema.AdditionalProperties is { } extra)
            {
                Value(extra, property.Value, place, NoNames);
            }
            else if (
                !AllowsFurther(schema)
                && !known.Contains(property.Name)
                && !schema.UnionMembers().Any(member => member.Properties.ContainsKey(property.Name))
            )
            {
                Undocumented(schema, property, place);
            }
        }

        foreach (var name in schema.Required)
        {
            if (!value.TryGetProperty(name, out _) && !IsLeftOut(schema.Properties.GetValueOrDefault(name)))
            {
                Add(
                    ViolationKind.MissingProperty,
                    JsonPointer.Append(schema.Pointer + "/properties", name),
                    JsonPointer.Append(at, name),
                    "is missing, although it is required",
                    schema.Properties.GetValueOrDefault(name)?.Describe(),
                    null
                );
            }
        }
    }

    private void Undocumented(Schema schema, JsonProperty property, string place)
    {
        var name = ValueDescription.OfName(property.Name);
        var at = name == property.Name ? place : place[..place.LastIndexOf('/')];
        Add(
            ViolationKind.UndocumentedProperty,
            JsonPointer.Append(schema.Pointer + "/properties", name),
            at,
            $"({ValueDescription.Of(property.Value)}) is not in the contract",
            null,
            ValueDescription.Of(property.Value)
        );
    }

    // A schema without properties allows any.
    private static bool AllowsFurther(Schema schema) =>
        schema.Has("additionalProperties") ? !schema.IsClosed : schema.Properties.Count == 0 && !schema.Has("unevaluatedProperties");

    private bool IsLeftOut(Schema? schema) => schema is not null && (_direction == Direction.Request ? schema.ReadOnly : schema.WriteOnly);

    private void List(Schema schema, JsonElement value, string at)
    {
        foreach (var (kind, keyword, says) in ValueLimits.Broken(schema, value))
        {
            Add(kind, schema.PointerTo(keyword), at, says, JsonValueText.Of(schema.Keyword(keyword)), "array");
        }

        if (schema.Items is not { } items)
        {
            return;
        }

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Value(items, item, JsonPointer.Append(at, index++), NoNames);
        }
    }

    private static bool IsWhole(JsonElement value) =>
        value.TryGetInt64(out _)
        || value.TryGetDecimal(out var number) && decimal.Truncate(number) == number
        || value.TryGetDouble(out var large) && Math.Floor(large) == large;

    private static bool Equal(JsonNode? choice, JsonElement value) =>
        choice is null ? value.ValueKind == JsonValueKind.Null
        : value.ValueKind == JsonValueKind.String && choice is JsonValue text && text.TryGetValue<string>(out var plain)
            ? value.ValueEquals(plain)
        : JsonNode.DeepEquals(choice, JsonNode.Parse(value.GetRawText()));

    private sealed class Tries
    {
        public int Count { get; set; }
    }

    private void Add(ViolationKind kind, string pointer, string at, string says, string? expected, string? actual) =>
        _violations.Add(new Violation(kind, pointer, at, says, expected, actual));
}
