using System.Collections.Generic;
using System.Text.Json.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.OAuth;

/// <summary>Metadata of the authorization server (RFC 8414). Fields that it does not send are null or empty.</summary>
public sealed class OAuthServerMetadata
{
    /// <summary>The issuer, an address.</summary>
    [JsonProperty("issuer")]
    [JsonPropertyName("issuer")]
    public string? Issuer { get; set; }

    /// <summary>Address that browsers are sent to.</summary>
    [JsonProperty("authorization_endpoint")]
    [JsonPropertyName("authorization_endpoint")]
    public string? AuthorizationEndpoint { get; set; }

    /// <summary>Address that exchanges codes.</summary>
    [JsonProperty("token_endpoint")]
    [JsonPropertyName("token_endpoint")]
    public string? TokenEndpoint { get; set; }

    /// <summary>Address that revokes tokens.</summary>
    [JsonProperty("revocation_endpoint")]
    [JsonPropertyName("revocation_endpoint")]
    public string? RevocationEndpoint { get; set; }

    /// <summary>Address where clients register themselves (RFC 7591).</summary>
    [JsonProperty("registration_endpoint")]
    [JsonPropertyName("registration_endpoint")]
    public string? RegistrationEndpoint { get; set; }

    /// <summary>The supported scopes.</summary>
    [JsonProperty("scopes_supported")]
    [JsonPropertyName("scopes_supported")]
    public IReadOnlyList<string> ScopesSupported { get; set; } = [];

    /// <summary>The supported grant types; <c>refresh_token</c> is listed although tokens do not expire.</summary>
    [JsonProperty("grant_types_supported")]
    [JsonPropertyName("grant_types_supported")]
    public IReadOnlyList<string> GrantTypesSupported { get; set; } = [];

    /// <summary>The supported methods of client authentication.</summary>
    [JsonProperty("token_endpoint_auth_methods_supported")]
    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; set; } = [];

    /// <summary>The supported PKCE methods. This library sends <c>S256</c>.</summary>
    [JsonProperty("code_challenge_methods_supported")]
    [JsonPropertyName("code_challenge_methods_supported")]
    public IReadOnlyList<string> CodeChallengeMethodsSupported { get; set; } = [];

    internal static OAuthServerMetadata From(JObject json) =>
        new()
        {
            Issuer = json.Text("issuer"),
            AuthorizationEndpoint = json.Text("authorization_endpoint"),
            TokenEndpoint = json.Text("token_endpoint"),
            RevocationEndpoint = json.Text("revocation_endpoint"),
            RegistrationEndpoint = json.Text("registration_endpoint"),
            ScopesSupported = json.Texts("scopes_supported"),
            GrantTypesSupported = json.Texts("grant_types_supported"),
            TokenEndpointAuthMethodsSupported = json.Texts("token_endpoint_auth_methods_supported"),
            CodeChallengeMethodsSupported = json.Texts("code_challenge_methods_supported"),
        };
}
