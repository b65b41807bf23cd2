using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.OAuth;

/// <summary>
/// Connects accounts of customers with OAuth 2.0: authorization address, code exchange, revocation, metadata.
/// Thread-safe; create one per application and keep it.
/// </summary>
/// <remarks>Sources: vendor guide, OAuth, 2025-11; PKCE and the user flow: the vendor's command line program, 2026-06.</remarks>
[DebuggerDisplay("OAuthClient")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class OAuthClient : IDisposable
{
    private const int MaximumText = 4096;
    private readonly OAuthOptions? _options;
    private readonly OAuthEndpoint? _endpoint;

    /// <summary>Creates a client. Nothing is sent yet.</summary>
    /// <param name="options">The settings; they are copied.</param>
    /// <exception cref="ApiConfigurationException">Settings are missing or wrong; the message names all of them, but no secret.</exception>
    public OAuthClient(OAuthOptions options)
    {
        if (options is null)
        {
            throw new ArgumentNullException(nameof(options));
        }

        SettingChecks.ThrowIfAny(options.Validate());
        _options = options.Copy();
        _endpoint = new OAuthEndpoint(_options);
    }

    /// <summary>
    /// Creates an instance without settings, for mocking. Members that are not overridden throw <see cref="NotSupportedException" />.
    /// </summary>
    protected OAuthClient() { }

    private OAuthOptions Options => Mocking.Required(_options, this);

    private OAuthEndpoint Endpoint => Mocking.Required(_endpoint, this);

    /// <summary>Starts to connect a customer. Creates a random state and a random PKCE verifier (S256).</summary>
    /// <param name="flow">The kind of connection.</param>
    /// <param name="scopes">Scopes to request. None are required: the default covers all data of the workspace.</param>
    public virtual OAuthAuthorization Authorize(OAuthFlow flow = OAuthFlow.Installation, params string[] scopes)
    {
        var state = RandomText();
        var verifier = RandomText();
        var query = new List<KeyValuePair<string, string>>
        {
            new("client_id", Options.ClientId!),
            new("grant_type", "authorization_code"),
            new("redirect_uri", Options.RedirectUri!),
            new("response_type", "code"),
            new("state", state),
            new("code_challenge", Challenge(verifier)),
            new("code_challenge_method", "S256"),
        };
        if (flow == OAuthFlow.Installation)
        {
            query.Add(new("new_installation", "true"));
        }

        if (scopes.Length > 0)
        {
            query.Add(new("scope", string.Join(" ", scopes)));
        }

        var text = string.Join("&", query.Select(static pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return new OAuthAuthorization(new Uri(Options.AccountsAddress, "/oauth/authorize?" + text), state, verifier);
    }

    /// <summary>Checks the callback of the browser and exchanges its code for a token. A code works once, for a short time.</summary>
    /// <param name="callbackQuery">The query of the callback, with or without its question mark.</param>
    /// <param name="state">The <see cref="OAuthAuthorization.State" /> that was kept for this browser.</param>
    /// <param name="codeVerifier">The <see cref="OAuthAuthorization.CodeVerifier" /> that was kept for this browser.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="OAuthException">The customer refused, the state is not this browser's, or the server refused the code.</exception>
    public virtual Task<OAuthToken> CompleteAsync(
        string callbackQuery,
        string state,
        string codeVerifier,
        CancellationToken cancellationToken = default
    )
    {
        _ = Options;
        var query = Parse(callbackQuery ?? throw new ArgumentNullException(nameof(callbackQuery)));
        if (string.IsNullOrEmpty(state) || !query.TryGetValue("state", out var returned) || !AreEqual(returned, state))
        {
            throw new OAuthException(
                "The callback does not belong to this browser: its state is missing or different. Start connecting again."
            );
        }

        if (query.TryGetValue("error", out var error))
        {
            query.TryGetValue("error_description", out var description);
            throw new OAuthException(
                OAuthEndpoint.IsCode(error) ? $"The account was not connected: {error}." : "The account was not connected.",
                OAuthEndpoint.IsCode(error) ? error : null,
                OAuthEndpoint.Cut(description)
            );
        }

        return query.TryGetValue("code", out var code) && code.Length > 0
            ? ExchangeAsync(code, codeVerifier, cancellationToken)
            : throw new OAuthException("The callback has no code. Start connecting again.");
    }

    /// <summary>Exchanges a code for a token. Prefer <see cref="CompleteAsync" />, which checks the state first.</summary>
    /// <param name="code">The code from the callback.</param>
    /// <param name="codeVerifier">The <see cref="OAuthAuthorization.CodeVerifier" /> of this attempt; null if none was used.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="OAuthException">The server refused the code.</exception>
    public virtual async Task<OAuthToken> ExchangeAsync(string code, string? codeVerifier, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(code))
        {
            throw new ArgumentException("The code is empty.", nameof(code));
        }

        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["client_id"] = Options.ClientId!,
            ["redirect_uri"] = Options.RedirectUri!,
        };
        if (Options.ClientSecret is { } secret)
        {
            fields["client_secret"] = secret;
        }

        if (!string.IsNullOrEmpty(codeVerifier))
        {
            fields["code_verifier"] = codeVerifier!;
        }

        // The guide shows JSON with the secret; the vendor's own public client sends a form.
        return await RequestTokenAsync(fields, asJson: Options.ClientSecret is not null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Gets a long-lived token for a server that works in its own account, without a browser and without a customer. The application sends
    /// its own credentials as those of a user, so that it needs a client secret.
    /// </summary>
    /// <param name="scopes">Scopes to request; <c>read</c>, <c>write</c> and <c>delete</c> if there are none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <remarks>
    /// <c>grant_type=password</c>. Source: the vendor's instructions for agents, October 2026. The host, and the fields of the response
    /// besides the token, are assumed to be those of the other grants.
    /// </remarks>
    /// <exception cref="ApiConfigurationException">The options have no client secret.</exception>
    /// <exception cref="OAuthException">The server refused the credentials.</exception>
    public virtual Task<OAuthToken> RequestServerTokenAsync(
        IReadOnlyCollection<string>? scopes = null,
        CancellationToken cancellationToken = default
    )
    {
        var secret =
            Options.ClientSecret
            ?? throw new ApiConfigurationException([
                "A token for a server needs the secret of the application: set OAuthOptions.ClientSecret.",
            ]);
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = Options.ClientId!,
            ["client_secret"] = secret,
            ["username"] = Options.ClientId!,
            ["password"] = secret,
            ["scope"] = scopes is { Count: > 0 } ? string.Join(" ", scopes) : "read write delete",
        };
        return RequestTokenAsync(fields, asJson: false, cancellationToken);
    }

    private async Task<OAuthToken> RequestTokenAsync(Dictionary<string, string> fields, bool asJson, CancellationToken cancellationToken)
    {
        var json = await Endpoint.PostAsync("/oauth/token", fields, asJson, cancellationToken).ConfigureAwait(false);
        var token = OAuthToken.From(json);
        return token.AccessToken.Length > 0
            ? token
            : throw new OAuthException("The response of the server has no access token.", statusCode: 200);
    }

    /// <summary>Revokes a token. An unknown token, or one that is revoked already, counts as revoked (RFC 7009).</summary>
    /// <param name="accessToken">The token.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="OAuthException">The server refused.</exception>
    public virtual async Task RevokeAsync(string accessToken, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(accessToken))
        {
            throw new ArgumentException("The access token is empty.", nameof(accessToken));
        }

        var fields = new Dictionary<string, string>
        {
            ["token"] = accessToken,
            ["token_type_hint"] = "access_token",
            ["client_id"] = Options.ClientId!,
        };
        if (Options.ClientSecret is { } secret)
        {
            fields["client_secret"] = secret;
        }

        await Endpoint.PostAsync("/oauth/revoke", fields, asJson: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the metadata of the authorization server (RFC 8414).</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="OAuthException">The server did not respond, or its response is not metadata.</exception>
    public virtual async Task<OAuthServerMetadata> GetMetadataAsync(CancellationToken cancellationToken = default) =>
        OAuthServerMetadata.From(
            await Endpoint.GetAsync("/.well-known/oauth-authorization-server", cancellationToken).ConfigureAwait(false)
        );

    /// <summary>Closes the HTTP connections, unless the options name a handler.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the HTTP connections, unless the options name a handler.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()" />.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _endpoint?.Dispose();
        }
    }

    /// <summary>Returns the PKCE challenge: the SHA-256 of the verifier in base64url, without padding (RFC 7636).</summary>
    internal static string Challenge(string verifier)
    {
#if NET
        return Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
#else
        using var sha = SHA256.Create();
        return Base64Url(sha.ComputeHash(Encoding.ASCII.GetBytes(verifier)));
#endif
    }

    internal static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // 256 bits: 43 characters, the least that RFC 7636 allows.
    private static string RandomText()
    {
        var bytes = new byte[32];
        using (var random = RandomNumberGenerator.Create())
        {
            random.GetBytes(bytes);
        }

        return Base64Url(bytes);
    }

    private static bool AreEqual(string one, string other)
    {
        var difference = one.Length ^ other.Length;
        for (var index = 0; index < one.Length && index < other.Length; index++)
        {
            difference |= one[index] ^ other[index];
        }

        return difference == 0;
    }

    private static Dictionary<string, string> Parse(string query)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&').Take(50))
        {
            var cut = pair.IndexOf('=');
            if (cut > 0 && pair.Length <= MaximumText)
            {
                // The first parameter of a name counts, so that an appended one cannot override it.
                var name = Decode(pair.Substring(0, cut));
                if (!fields.ContainsKey(name))
                {
                    fields.Add(name, Decode(pair.Substring(cut + 1)));
                }
            }
        }

        return fields;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
