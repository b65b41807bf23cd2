using System.Text.Json.Nodes;

namespace ClickFunnels.Contracts.Operations;

/// <summary>The header that carries the credential of a request.</summary>
/// <param name="Name">Name of the header.</param>
/// <param name="Scheme">Text before the credential, such as <c>Bearer </c>; empty when the header holds nothing else.</param>
internal sealed record CredentialHeader(string Name, string Scheme)
{
    private static readonly CredentialHeader Bearer = new("Authorization", "Bearer ");

    /// <summary>Reads the first security scheme of a document.</summary>
    public static CredentialHeader Read(JsonObject document) =>
        (document["components"]?["securitySchemes"] as JsonObject)?.FirstOrDefault().Value is JsonObject scheme
        && scheme["type"]?.GetValue<string>() == "apiKey"
        && scheme["in"]?.GetValue<string>() == "header"
            ? new CredentialHeader(scheme["name"]!.GetValue<string>(), "")
            : Bearer;

    /// <summary>Returns the credential in a value of the header; null if it is empty or has another scheme.</summary>
    public string? Of(string value) =>
        value.Length > 0 && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? value[Scheme.Length..].Trim() : null;
}
