using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.OAuth;

/// <summary>Metadata of the authorization server (RFC 8414). Fields that it does not send are null or empty.</summary>
public sealed class OAuthServerMetadata
{
    /// <summary>The issuer, an address.</summary>
    public string? Issuer { get; set; }

    /// <summary>Address that browsers are sent to.</summary>
    public string? AuthorizationEndpoint { get; set; }

    /// <summary>Address that exchanges codes.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>Address that revokes tokens.</summary>
    public string? RevocationEndpoint { get; set; }

    /// <summary>Address where clients register themselves (RFC 7591).</summary>
    public string? RegistrationEndpoint { get; set; }

    /// <summary>The supported scopes.</summary>
    public IReadOnlyList<string> ScopesSupported { get; set; } = [];

    /// <summary>The supported grant types; <c>refresh_token</c> is listed although tokens do not expire.</summary>
    public IReadOnlyList<string> GrantTypesSupported { get; set; } = [];

    /// <summary>The supported methods of client authentication.</summary>
    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; set; } = [];

    /// <summary>The supported PKCE methods. This library sends <c>S256</c>.</summary>
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
