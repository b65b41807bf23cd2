using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Makes a stored value look as the schema of a response says: what is taken as text may come back as a number.</summary>
internal static class WireValue
{
    /// <summary>The value in the type of the schema; null when it cannot be had.</summary>
    public static JsonNode? Fit(ContractSchema schema, JsonNode value)
    {
        var kind = value.GetValueKind();
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        return schema.Kind switch
        {
            SchemaKind.Integer => Integer(value, kind, text),
            SchemaKind.Number => kind == JsonValueKind.Number ? value
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : null,
            SchemaKind.Boolean => kind is JsonValueKind.True or JsonValueKind.False ? value : null,
            SchemaKind.String => kind switch
            {
                JsonValueKind.String => schema.IsDecimal
                && !text.Contains('.', StringComparison.Ordinal)
                && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
                    ? WireText.Money(amount)
                    : value,
                JsonValueKind.Number when schema.IsDecimal => WireText.Money(
                    decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
                ),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => text,
                _ => null,
            },
            SchemaKind.Object => kind == JsonValueKind.Object ? value : null,
            SchemaKind.Array => null,
            _ when schema.Alternatives.Count == 0 => value,
            _ => schema.Alternatives.Any(one => Kind(one.Schema, kind)) ? value : null,
        };
    }

    private static JsonNode? Integer(JsonNode value, JsonValueKind kind, string text)
    {
        if (kind == JsonValueKind.Number)
        {
            return value;
        }

        return
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || (kind == JsonValueKind.String && PublicIdCode.TryDecode(text, out number))
            ? number
            : null;
    }

    private static bool Kind(ContractSchema schema, JsonValueKind kind) =>
        schema.Kind switch
        {
            SchemaKind.String => kind == JsonValueKind.String,
            SchemaKind.Integer or SchemaKind.Number => kind == JsonValueKind.Number,
            SchemaKind.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
            SchemaKind.Array => kind == JsonValueKind.Array,
            SchemaKind.Object => kind == JsonValueKind.Object,
            _ => true,
        };
}
