using System.Text.Json.Nodes;

namespace ClickFunnels.Contracts.Operations;

/// <summary>An event type of the contract.</summary>
/// <param name="Type">Name of the type, such as <c>contact.created</c>.</param>
/// <param name="SubjectType">
/// The service's name of the record that the event is about; empty if the payload is not an envelope of that record.
/// </param>
/// <param name="Data">The schema of that record, or of the payload without an envelope; null if its shape is not published.</param>
/// <param name="IsDeprecated">True for a type that the service no longer lists.</param>
internal sealed record ContractWebhook(string Type, string SubjectType, string? Data, bool IsDeprecated)
{
    private const string SchemaPrefix = "#/components/schemas/";

    /// <summary>Reads the <c>webhooks</c> of a document, in its order.</summary>
    public static IEnumerable<ContractWebhook> Read(JsonObject document)
    {
        foreach (var (type, item) in document["webhooks"] as JsonObject ?? [])
        {
            var operation = item!["post"]!;
            var payload = operation["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>();
            var schema = document["components"]!["schemas"]![payload[SchemaPrefix.Length..]]!;
            var subject = schema["x-subject-type"]?.GetValue<string>();
            var data = subject is null
                ? payload
                : (schema["allOf"] as JsonArray)
                    ?.Select(part => part!["properties"]?["data"]?["$ref"]?.GetValue<string>())
                    .FirstOrDefault(reference => reference is not null);
            yield return new ContractWebhook(
                type,
                subject ?? "",
                data?[SchemaPrefix.Length..],
                operation["deprecated"] is JsonValue deprecated && deprecated.ToString() == "true"
            );
        }
    }
}
