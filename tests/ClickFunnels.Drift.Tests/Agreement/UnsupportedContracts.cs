using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>
/// Contracts that the templates make no C# of, with the reason. Each kind of change is still compared where the same schema is a property.
/// </summary>
internal static class UnsupportedContracts
{
    /// <summary>The reasons. A contract that one of them holds for must not compile, and one that none holds for must.</summary>
    public static IReadOnlyList<(string Reason, Func<JsonObject, bool> Holds)> Reasons { get; } =
    [
        (
            "The required body is a list, a map, or a type that C# code names with its namespace, such as System.DateTimeOffset: "
                + "the client "
                + "names the argument after the type, and these types have no plain name.",
            HasBodyWithoutPlainName
        ),
        (
            "A query parameter, an attribute of a filter or a whole response is a map: the client has maps only as properties of records.",
            HasMapOutsideRecords
        ),
    ];

    private static bool HasBodyWithoutPlainName(JsonObject contract) =>
        OperationNode
            .All(contract)
            .Any(operation =>
                contract.Resolve(operation.Node["requestBody"]) is { } body
                && JsonNode.DeepEquals(body["required"], JsonValue.Create(true))
                && Schemas(body).Any(schema => schema is not null && (IsList(schema) || IsMap(schema) || IsQualified(schema)))
            );

    private static bool HasMapOutsideRecords(JsonObject contract) =>
        OperationNode
            .All(contract)
            .Any(operation =>
                operation
                    .Parameters.Select(parameter => contract.Resolve(parameter.Node))
                    .Where(parameter => parameter?["in"]?.ToString() == "query")
                    .Select(parameter => contract.Resolve(parameter!["schema"]))
                    .SelectMany(schema =>
                        (schema?["properties"] as JsonObject ?? []).Select(property => contract.Resolve(property.Value)).Prepend(schema)
                    )
                    .Any(IsMap)
                || (operation.Node["responses"] as JsonObject ?? [])
                    .SelectMany(response => Schemas(contract.Resolve(response.Value)))
                    .Any(schema => IsMap(contract.Resolve(schema)))
            );

    private static IEnumerable<JsonObject?> Schemas(JsonObject? owner) =>
        (owner?["content"] as JsonObject ?? []).Select(media => media.Value?["schema"] as JsonObject);

    private static bool IsList(JsonObject schema) => schema["type"]?.ToString() == "array";

    private static bool IsQualified(JsonObject schema) =>
        schema["type"]?.ToString() == "string"
        && schema["format"]?.ToString() is "date-time" or "date" or "time" or "duration" or "time-span" or "uuid" or "guid" or "uri";

    private static bool IsMap(JsonObject? schema) =>
        schema?["additionalProperties"] is JsonObject && schema["properties"] is not JsonObject { Count: > 0 };
}
