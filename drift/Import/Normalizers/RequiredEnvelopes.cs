using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Makes envelopes required, because the service refuses bodies without them.</summary>
internal sealed class RequiredEnvelopes(ContractVocabulary names) : INormalizer
{
    public string Name => "required-envelopes";

    public string Summary =>
        "A body that holds one object requires it, and `x-envelope` names it; a body is required unless it is an optional one of ours.";

    public void Apply(JsonObject document, ImportLog log)
    {
        foreach (var operation in OperationNode.All(document))
        {
            if (operation.Node["requestBody"] is not JsonObject use || document.Resolve(use) is not { } body)
            {
                continue;
            }

            var own = names.Operation(operation)?.Node["requestBody"] as JsonObject;
            var schema =
                (body["content"] as JsonObject)
                    ?.FirstOrDefault(entry => entry.Key.Contains("json", StringComparison.Ordinal))
                    .Value.Get("schema") as JsonObject;
            if (schema is null)
            {
                operation.Node.Remove("requestBody");
                log.Add(this, operation.Pointer + "/requestBody", "a body that is not JSON was left out");
                continue;
            }

            var required = own is not null
                ? JsonNode.DeepEquals(own["required"], JsonValue.Create(true))
                : body["required"] is not JsonValue said || !said.TryGetValue<bool>(out var flag) || flag;
            var target = document.Resolve(schema)!;
            if (
                target["properties"] is JsonObject { Count: 1 } properties
                && properties.First() is var (key, member)
                && IsRecord(document, member)
            )
            {
                if (!target["required"].Texts().Contains(key))
                {
                    target["required"] = new JsonArray(key);
                    log.Add(this, operation.Pointer + "/requestBody", $"{key} is required");
                }

                operation.Node["x-envelope"] = key;
            }

            operation.Node["requestBody"] = new JsonObject
            {
                ["required"] = required,
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schema.DeepClone() } },
            };
        }
    }

    private static bool IsRecord(JsonObject document, JsonNode? member) =>
        document.Resolve(member) is { } schema
        && (schema.OnlyType() == "object" || schema.ContainsKey("properties"))
        && !schema.ContainsKey("additionalProperties");
}
