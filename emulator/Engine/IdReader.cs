using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Turns the public ids of a body into the numeric ones that records keep.</summary>
internal static class IdReader
{
    /// <summary>Before the body is read: public ids where its schema says integer, on the operations that take both.</summary>
    public static void Prepare(Call call, ContractSchema schema)
    {
        foreach (var (name, use) in schema.Properties)
        {
            if (call.Sent[name] is { } value && (use.Schema.Items?.Schema ?? use.Schema).Kind == SchemaKind.Integer)
            {
                call.Sent[name] = Each(value, item => Number(call, item) ?? item.DeepClone());
            }
        }
    }

    /// <summary>After the body is read: ids that came as text, where responses show numbers or nothing.</summary>
    public static void Resolve(Call call, JsonObject draft, ContractSchema shown)
    {
        foreach (var (name, value) in draft.ToList())
        {
            var property = shown.Properties.GetValueOrDefault(name)?.Schema;
            var isNumber = (property?.Items?.Schema ?? property)?.Kind == SchemaKind.Integer;
            var isId = name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal);
            if (value is null || !isId || name == "external_id" || !(isNumber || property is null))
            {
                continue;
            }

            draft[name] = Each(
                value,
                item =>
                {
                    if (item.GetValueKind() != JsonValueKind.String)
                    {
                        return item.DeepClone();
                    }

                    var number = Number(call, item);
                    call.Problems.Require(number is not null || !isNumber, $"{RequestBodyReader.Label("", name)} must exist");
                    return number ?? item.DeepClone();
                }
            );
        }
    }

    private static JsonNode Each(JsonNode value, Func<JsonNode, JsonNode> change) =>
        value is JsonArray items ? new JsonArray([.. items.Select(item => item is null ? null : change(item))]) : change(value);

    private static JsonNode? Number(Call call, JsonNode item)
    {
        if (item is not JsonValue || item.GetValueKind() != JsonValueKind.String)
        {
            return null;
        }

        var text = item.GetValue<string>();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        return PublicIdCode.TryDecode(text, out id) && call.Store.Find(id) is { } record && call.Caller.Sees(record) ? id : null;
    }
}
