using System.Text.Json.Nodes;

namespace ClickFunnels.Tests.Support;

/// <summary>Event types, marks and property types of the contract, as the tests compare them with the generated code.</summary>
internal static class ContractKeys
{
    /// <summary>Gets the event types in the order of the contract.</summary>
    public static IReadOnlyList<ContractEvent> Events { get; } =
    [
        .. Contract.Root["webhooks"]!
            .AsObject()
            .Select(static entry =>
            {
                var operation = entry.Value!["post"]!;
                return new ContractEvent(
                    entry.Key,
                    Contract.Text(operation["x-class"]),
                    [.. (operation["x-aliases"] as JsonArray ?? []).Select(static alias => Contract.Text(alias))],
                    operation["deprecated"]?.ToString() == "true",
                    Contract.RefName(operation["requestBody"]!["content"]!["application/json"]!["schema"])
                );
            }),
    ];

    /// <summary>Gets the ids of the operations that are marked with <c>x-idempotent</c>.</summary>
    public static IReadOnlyList<string> IdempotentOperations { get; } =
    [.. Marked("x-idempotent").Select(static operation => Contract.Text(operation["operationId"]))];

    /// <summary>Gets the methods whose options must be passed, such as ThingsClient.DeleteAsync.</summary>
    public static IReadOnlyList<string> MethodsWithExplicitOptions { get; } =
    [.. Marked("x-explicit-options").Select(static operation => $"{operation["tags"]![0]}Client.{operation["x-method"]}Async")];

    /// <summary>Gets every property of the schemas of JSON bodies: its name, and the values of its enumeration or null.</summary>
    public static ILookup<string, IReadOnlyList<string>?> Properties { get; } =
        Contract.Root["components"]!["schemas"]!
            .AsObject()
            .Where(static entry => entry.Value!["x-usage"]?.ToString() != "filter")
            .SelectMany(static entry => PropertiesOf(entry.Value))
            .ToLookup(static property => property.Name, static property => property.Values);

    private static IEnumerable<(string Name, IReadOnlyList<string>? Values)> PropertiesOf(JsonNode? schema)
    {
        if (schema is JsonArray list)
        {
            return list.SelectMany(PropertiesOf);
        }

        return schema is JsonObject map ? PropertiesOf(map) : [];
    }

    private static IEnumerable<(string Name, IReadOnlyList<string>? Values)> PropertiesOf(JsonObject schema)
    {
        foreach (var (key, value) in schema)
        {
            if (key == "properties" && value is JsonObject properties)
            {
                foreach (var (name, property) in properties)
                {
                    if (!IsNumberOrBoolean(property!))
                    {
                        yield return (name, Values(property!));
                    }

                    foreach (var inner in PropertiesOf(property))
                    {
                        yield return inner;
                    }
                }
            }
            else
            {
                foreach (var inner in PropertiesOf(value))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IReadOnlyList<string>? Values(JsonNode schema) =>
        schema["$ref"] is not null ? Values(Contract.Component(Contract.RefName(schema)))
        : schema["enum"] is JsonArray values ? [.. values.Select(static value => value?.ToString() ?? "null")]
        : (schema["oneOf"] as JsonArray)?.Select(static member => Values(member!)).FirstOrDefault(static found => found is not null);

    private static bool IsNumberOrBoolean(JsonNode schema)
    {
        var types = schema["type"] switch
        {
            JsonArray list => list.Select(static one => Contract.Text(one)),
            { } one => [one.ToString()],
            null => null,
        };
        return types?.All(static one => one is "integer" or "number" or "boolean" or "null") == true;
    }

    private static IEnumerable<JsonObject> Marked(string key) =>
        Contract.Root["paths"]!
            .AsObject()
            .SelectMany(static item => item.Value!.AsObject().Select(static entry => entry.Value).OfType<JsonObject>())
            .Where(operation => operation[key]?.ToString() == "true");
}

/// <summary>An event type of the contract.</summary>
/// <param name="Type">Name on the wire.</param>
/// <param name="Class">Name of the C# class.</param>
/// <param name="Aliases">Other spellings.</param>
/// <param name="IsDeprecated">True if the service no longer lists it.</param>
/// <param name="Payload">Name of the schema of the notification.</param>
internal sealed record ContractEvent(string Type, string Class, IReadOnlyList<string> Aliases, bool IsDeprecated, string Payload);
