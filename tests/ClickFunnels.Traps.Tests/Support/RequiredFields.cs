using System.Text.Json.Nodes;

namespace ClickFunnels.Traps.Tests.Support;

/// <summary>The required fields of the schemas of the contract.</summary>
internal static class RequiredFields
{
    private static readonly JsonObject Schemas = ContractModel.Read("spec/clickfunnels.yaml").Root["components"]!["schemas"]!.AsObject();

    /// <summary>Returns the required fields of a schema, as they are on the wire.</summary>
    public static IEnumerable<string> Of(string schema) =>
        Schemas[schema]!["required"] is JsonArray names ? names.Select(static name => name!.ToString()) : [];
}
