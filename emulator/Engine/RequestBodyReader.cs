using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Reads a body by its schema: known properties in their types, unknown ones left out, problems listed.</summary>
[Behavior("Properties that the spec does not list are ignored", Evidence.Assumed, "usual for the service's framework")]
[Behavior("Numbers are accepted as strings and booleans as \"true\" and \"false\"", Evidence.Observed, "vendor skill, products, 2026-08")]
internal sealed class RequestBodyReader(RequestProblemList problems, Platform platform)
{
    private const decimal DecimalLimit = 1_000_000_000_000m;
    private const NumberStyles DecimalStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // The path of the field that is being read, for platforms whose errors name it.
    private string _field = "";

    /// <summary>
    /// Reads an object. With <paramref name="complete"/> what is required must be there;
    /// what <paramref name="response"/>, the schema of the stored record, requires must not be emptied.
    /// </summary>
    public JsonObject Read(ContractSchema schema, JsonObject sent, bool complete, ContractSchema? response = null, string path = "")
    {
        var result = new JsonObject();
        var parent = _field;
        foreach (var (name, use) in schema.Properties)
        {
            var label = Label(path, name);
            _field = Below(parent, name);
            var required = schema.Required.Contains(name);
            if (!sent.TryGetPropertyValue(name, out var value))
            {
                if (complete && required)
                {
                    Blank(label, use.Schema);
                }

                continue;
            }

            // A property that always has a value in responses cannot be cleared either.
            required |= response is not null && response.Required.Contains(name) && !response.Properties[name].Nullable;
            var blank = value is JsonValue text && text.TryGetValue<string>(out var written) && string.IsNullOrWhiteSpace(written);
            if (value is null || (required && blank))
            {
                ReadNothing(result, name, use, required, label);
            }
            else if (TryRead(use.Schema, value, label, name, out var read))
            {
                result[name] = read;
            }
        }

        _field = parent;
        return result;
    }

    private string Below(string parent, string name) =>
        !platform.NamesFields ? ""
        : parent.Length == 0 ? name
        : $"{parent}.{name}";

    private void ReadNothing(JsonObject result, string name, SchemaUse use, bool required, string label)
    {
        if (required)
        {
            Blank(label, use.Schema);
        }
        else if (use.Nullable)
        {
            result[name] = null;
        }
        else if (use.Schema.Kind == SchemaKind.Array)
        {
            result[name] = new JsonArray();
        }
    }

    [Behavior(
        "A missing amount yields both \"can't be blank\" and \"is not a number\"",
        Evidence.Observed,
        "vendor skill, products, 2026-08"
    )]
    private void Blank(string label, ContractSchema schema)
    {
        problems.Add($"{label} can't be blank", _field);
        if (schema.IsDecimal)
        {
            problems.Add($"{label} is not a number", _field);
        }
    }

    private bool TryRead(ContractSchema schema, JsonNode value, string label, string name, out JsonNode? read)
    {
        read = null;
        string? problem;
        switch (schema.Kind)
        {
            case SchemaKind.Object:
                return TryReadObject(schema, value, label, out read);
            case SchemaKind.Array:
                return TryReadArray(schema, value, label, name, out read);
            case SchemaKind.Any when schema.Alternatives.Count == 0:
                read = value.DeepClone();
                return true;
            case SchemaKind.Any:
                if (
                    value is not JsonValue
                    && schema.Alternatives.FirstOrDefault(use =>
                        use.Schema.Kind == (value is JsonArray ? SchemaKind.Array : SchemaKind.Object)
                    )
                        is { } nested
                )
                {
                    return TryRead(nested.Schema, value, label, name, out read);
                }

                var alternative = schema.Alternatives.FirstOrDefault(use => Scalar(use.Schema, value, name, out _) is null)?.Schema;
                problem = alternative is null ? "is invalid" : Scalar(alternative, value, name, out read);
                break;
            default:
                problem = Scalar(schema, value, name, out read);
                break;
        }

        if (problem is not null)
        {
            problems.Add($"{label} {problem}", _field);
        }

        return problem is null;
    }

    private bool TryReadObject(ContractSchema schema, JsonNode value, string label, out JsonNode? read)
    {
        read = null;
        if (value is not JsonObject sent)
        {
            problems.Add($"{label} is invalid", _field);
            return false;
        }

        if (
            schema
            is { IsMap: true, Values.Schema: { Kind: SchemaKind.Any, Alternatives.Count: 0 } }
                or { Properties.Count: 0, Values: null }
        )
        {
            read = sent.DeepClone();
            return true;
        }

        if (!schema.IsMap)
        {
            read = Read(schema, sent, complete: true, path: label);
            return true;
        }

        var map = new JsonObject();
        foreach (var (key, item) in sent)
        {
            if (item is null)
            {
                map[key] = null;
            }
            else if (Scalar(schema.Values!.Schema, item, key, out var text) is { } problem)
            {
                problems.Add($"{label} {problem}", _field);
            }
            else
            {
                map[key] = text;
            }
        }

        read = map;
        return true;
    }

    private bool TryReadArray(ContractSchema schema, JsonNode value, string label, string name, out JsonNode? read)
    {
        read = null;
        if (value is not JsonArray sent)
        {
            problems.Add($"{label} is invalid", _field);
            return false;
        }

        if (sent.Count < schema.MinItems)
        {
            problems.Add($"{label} can't be blank", _field);
            return false;
        }

        var items = new JsonArray();
        var list = _field;
        for (var index = 0; index < sent.Count; index++)
        {
            var item = sent[index];
            _field = Below(list, platform.NamesFields ? index.ToString(CultureInfo.InvariantCulture) : "");
            if (schema.Items is null)
            {
                items.Add(item?.DeepClone());
            }
            else if (item is null)
            {
                problems.Add($"{label} is invalid", _field);
            }
            else if (TryRead(schema.Items.Schema, item, label, name, out var one))
            {
                items.Add(one);
            }
        }

        _field = list;
        read = items;
        return true;
    }

    // Returns what is wrong, or null.
    private string? Scalar(ContractSchema schema, JsonNode value, string name, out JsonNode? read)
    {
        read = null;
        if (value is not JsonValue)
        {
            return "is invalid";
        }

        var kind = value.GetValueKind();
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        switch (schema.Kind)
        {
            case SchemaKind.Integer:
                return Integer(schema, text, name, out read);
            case SchemaKind.Number:
                if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    return "is not a number";
                }

                read = number;
                return OutOfBounds(schema, number);
            case SchemaKind.Boolean:
                bool? flag = text switch
                {
                    "true" or "1" => true,
                    "false" or "0" => false,
                    _ => null,
                };
                read = flag;
                return flag is null ? "must be true or false" : null;
            default:
                return Text(schema, kind, text, out read);
        }
    }

    private string? Integer(ContractSchema schema, string text, string name, out JsonNode? read)
    {
        read = null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var isId = name == "id" || name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal);
            return isId ? "must be given by numeric id" : "is not a number";
        }

        if (schema.Format == "int32" && number is < int.MinValue or > int.MaxValue)
        {
            return "is out of range";
        }

        read = number;
        return OutOfBounds(schema, number);
    }

    private string? OutOfBounds(ContractSchema schema, decimal number) =>
        !platform.ChecksBounds ? null
        : number < schema.Minimum ? $"must be at least {schema.Minimum}"
        : number > schema.Maximum ? $"may not be greater than {schema.Maximum}"
        : null;

    private string? Text(ContractSchema schema, JsonValueKind kind, string text, out JsonNode? read)
    {
        read = text;
        if (schema.IsDecimal)
        {
            if (
                kind is not (JsonValueKind.String or JsonValueKind.Number)
                || !decimal.TryParse(text, DecimalStyle, CultureInfo.InvariantCulture, out var amount)
            )
            {
                return "is not a number";
            }

            if (Math.Abs(amount) >= DecimalLimit)
            {
                return "is out of range";
            }

            read = WireText.Money(amount);
        }
        else if (schema.IsTime)
        {
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                return "is not a valid time";
            }

            read = platform.Time(time);
        }
        else if (schema.Enum.Count > 0 && !schema.Enum.Contains(text))
        {
            return "is not included in the list";
        }
        else if (platform.ChecksBounds && schema.Format is { } format && !ValueFormats.AllowsText(format, text))
        {
            return "is invalid";
        }
        else if (text.Length > schema.MaxLength)
        {
            return $"is too long (maximum is {schema.MaxLength} characters)";
        }

        return null;
    }

    /// <summary>A property name as error messages spell it: <c>interval_count</c> is "Interval count".</summary>
    internal static string Label(string path, string name)
    {
        var words = name.EndsWith("_attributes", StringComparison.Ordinal) ? name[..^11] : name;
        if (words.Length > 3 && words.EndsWith("_id", StringComparison.Ordinal))
        {
            words = words[..^3];
        }

        words = words.Replace('_', ' ');
        return path.Length > 0 ? $"{path} {words}"
            : words.Length > 0 ? char.ToUpperInvariant(words[0]) + words[1..]
            : words;
    }
}
