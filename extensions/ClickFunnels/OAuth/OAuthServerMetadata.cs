using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.OAuth;

/// <summary>What the authorization server says of itself (RFC 8414). Fields that it leaves out are null or empty.</summary>
public sealed class OAuthServerMetadata
{
    /// <summary>Name of the server, an address.</summary>
    public string? Issuer { get; set; }

    /// <summary>Where browsers are sent.</summary>
    public string? AuthorizationEndpoint { get; set; }

    /// <summary>Where codes are exchanged.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>Where tokens are revoked.</summary>
    public string? RevocationEndpoint { get; set; }

    /// <summary>Where clients register themselves (RFC 7591).</summary>
    public string? RegistrationEndpoint { get; set; }

    /// <summary>Scopes that exist.</summary>
    public IReadOnlyList<string> ScopesSupported { get; set; } = [];

    /// <summary>Kinds of grants; <c>refresh_token</c> is listed although tokens do not expire.</summary>
    public IReadOnlyList<string> GrantTypesSupported { get; set; } = [];

    /// <summary>How a client may prove itself.</summary>
    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; set; } = [];

    /// <summary>Ways of PKCE; <c>S256</c> is what this library sends.</summary>
    public IReadOnlyList<string> CodeChallengeMethodsSupported { get; set; } = [];

    internal static OAuthServerMetadata From(JObject json) => new()
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
