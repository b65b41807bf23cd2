using System;
using System.Diagnostics;
using System.Text.Json.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.OAuth;

/// <summary>The token that a customer granted. Treat it as a secret: the access token does not expire in practice.</summary>
/// <remarks>
/// The service documents <c>expires_in</c> as informational and gives no refresh token: use the token until the service returns
/// 401, then let the customer connect again. Source: vendor guide, OAuth, 2025-11.
/// </remarks>
[DebuggerDisplay("OAuthToken of workspace {WorkspaceId}")]
[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
public sealed class OAuthToken
{
    private const string Suffix = ".myclickfunnels.com";

    /// <summary>The access token. Secret.</summary>
    [JsonProperty("access_token")]
    [JsonPropertyName("access_token")]
    public string AccessToken { get; set; } = "";

    /// <summary>Type of the token: <c>Bearer</c>.</summary>
    [JsonProperty("token_type")]
    [JsonPropertyName("token_type")]
    public string? TokenType { get; set; }

    /// <summary>Lifetime of the token in seconds, as the service states it. Informational: tokens do not expire.</summary>
    [JsonProperty("expires_in")]
    [JsonPropertyName("expires_in")]
    public long? ExpiresIn { get; set; }

    /// <summary>The granted scopes, separated by spaces, such as <c>admin read</c>.</summary>
    [JsonProperty("scope")]
    [JsonPropertyName("scope")]
    public string? Scope { get; set; }

    /// <summary>Creation time of the token, in seconds since 1970-01-01T00:00:00Z.</summary>
    [JsonProperty("created_at")]
    [JsonPropertyName("created_at")]
    public long? CreatedAt { get; set; }

    /// <summary>Team of the workspace; only in the installation flow.</summary>
    [JsonProperty("team_id")]
    [JsonPropertyName("team_id")]
    public long? TeamId { get; set; }

    /// <summary>Name of the team; only in the installation flow.</summary>
    [JsonProperty("team_name")]
    [JsonPropertyName("team_name")]
    public string? TeamName { get; set; }

    /// <summary>Workspace that was connected; only in the installation flow.</summary>
    [JsonProperty("workspace_id")]
    [JsonPropertyName("workspace_id")]
    public long? WorkspaceId { get; set; }

    /// <summary>Name of the workspace; only in the installation flow.</summary>
    [JsonProperty("workspace_name")]
    [JsonPropertyName("workspace_name")]
    public string? WorkspaceName { get; set; }

    /// <summary>
    /// Address of the workspace, which receives its requests, such as <c>https://acme.myclickfunnels.com</c>; only in the installation
    /// flow.
    /// </summary>
    [JsonProperty("workspace_url")]
    [JsonPropertyName("workspace_url")]
    public string? WorkspaceUrl { get; set; }

    /// <summary>
    /// The first part of the workspace's host, for <see cref="ClickFunnelsClientOptions.Subdomain" />; null if the address is not one
    /// of the service.
    /// </summary>
    [Newtonsoft.Json.JsonIgnore]
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Subdomain =>
        Uri.TryCreate(WorkspaceUrl, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps
        && address.Host.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
        && Subdomains.IsValid(address.Host.Substring(0, address.Host.Length - Suffix.Length))
            ? address.Host.Substring(0, address.Host.Length - Suffix.Length)
            : null;

    /// <summary>Returns the token as the JSON object that the service sends. Encrypt it before you store it.</summary>
    public string ToJson() =>
        new JObject
        {
            ["access_token"] = AccessToken,
            ["token_type"] = TokenType,
            ["expires_in"] = ExpiresIn,
            ["scope"] = Scope,
            ["created_at"] = CreatedAt,
            ["team_id"] = TeamId,
            ["team_name"] = TeamName,
            ["workspace_id"] = WorkspaceId,
            ["workspace_name"] = WorkspaceName,
            ["workspace_url"] = WorkspaceUrl,
        }.ToString(Formatting.None);

    /// <summary>Reads a token that <see cref="ToJson" /> wrote.</summary>
    /// <param name="json">The JSON object.</param>
    /// <exception cref="OAuthException">The text is not a JSON object with an access token.</exception>
    public static OAuthToken FromJson(string json) =>
        OAuthJson.Parse(json ?? throw new ArgumentNullException(nameof(json))) is { } fields
        && From(fields) is { AccessToken.Length: > 0 } token
            ? token
            : throw new OAuthException("The text is not a token: expected a JSON object with access_token.");

    internal static OAuthToken From(JObject json) =>
        new()
        {
            AccessToken = json.Text("access_token") ?? "",
            TokenType = json.Text("token_type"),
            ExpiresIn = json.Number("expires_in"),
            Scope = json.Text("scope"),
            CreatedAt = json.Number("created_at"),
            TeamId = json.Number("team_id"),
            TeamName = json.Text("team_name"),
            WorkspaceId = json.Number("workspace_id"),
            WorkspaceName = json.Text("workspace_name"),
            WorkspaceUrl = json.Text("workspace_url"),
        };

    /// <summary>Returns the name of the type and the workspace; never the token.</summary>
    public override string ToString() =>
        $"{nameof(OAuthToken)} of workspace {WorkspaceId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "(user)"}";
}
