namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Examples of required authentication, for the document and for single operations, and of its definition.</summary>
internal sealed class SecurityExamples : IRuleExamples
{
    private const string Key = "Key: { type: apiKey, in: header, name: X-Key }";
    private const string OAuth =
        "OAuth:\n  type: oauth2\n  flows:\n    authorizationCode:\n      authorizationUrl: https://a.example/authorize\n     "
        + " tokenUrl: https://a.example/token\n      scopes:\n        read: Reads.\n";

    private const string OpenId = "OpenId: { type: openIdConnect, openIdConnectUrl: 'https://a.example/old' }";
    private static readonly string Refreshing = OAuth.Replace(
        "      scopes:",
        "      refreshUrl: https://a.example/refresh\n      scopes:"
    );
    private static readonly string TwoFlows = OAuth + "    clientCredentials:\n      tokenUrl: https://a.example/token\n      scopes: {}\n";

    public IEnumerable<RuleExample> Examples =>
        [
            .. Requirements("api-global-security", requirement => Specs.Operation("", document: $"security: {requirement}")),
            .. Requirements("api-security", requirement => Specs.Operation($"security: {requirement}")),
            new(
                "api-security-added",
                (Specs.Operation(""), Specs.Operation("security: [{ Key: [] }]")),
                (
                    Specs.Operation("", document: "security: [{ Key: [] }]"),
                    Specs.Operation("security: [{ Key: [] }]", document: "security: [{ Key: [] }]")
                )
            ),
            new(
                "api-security-component-added",
                (Schemes(Key), Schemes($"{Key}\n{OAuth}")),
                (Schemes(Key), Schemes(Key.Replace("Key:", "Token:")))
            ),
            new(
                "api-security-component-removed",
                (Schemes($"{Key}\n{OAuth}"), Schemes(Key)),
                (Schemes(Key), Schemes(Key.Replace("Key:", "Token:")))
            ),
            new(
                "api-security-component-type-changed",
                (Schemes(Key), Schemes(Key.Replace("header", "query"))),
                (Schemes("Key: { type: http, scheme: Bearer }"), Schemes("Key: { type: http, scheme: bearer }"))
            ),
            new(
                "api-security-component-oauth-url-changed",
                (Schemes(OAuth), Schemes(OAuth.Replace("/authorize", "/login"))),
                (Schemes(OAuth), Schemes(OAuth.Replace("/token", "/tokens")))
            ),
            new(
                "api-security-component-oauth-token-url-changed",
                (Schemes(OAuth), Schemes(OAuth.Replace("/token", "/tokens"))),
                (Schemes(OAuth), Schemes(OAuth.Replace("/authorize", "/login")))
            ),
            new(
                "api-security-component-oauth-refresh-url-changed",
                (Schemes(Refreshing), Schemes(Refreshing.Replace("/refresh", "/renew"))),
                (Schemes(Refreshing), Schemes(Refreshing.Replace("/token", "/tokens")))
            ),
            new(
                "api-security-component-openid-url-changed",
                (Schemes(OpenId), Schemes(OpenId.Replace("/old", "/new"))),
                (Schemes(OpenId), Schemes(OpenId.Replace("OpenId:", "Login:")))
            ),
            new("api-security-component-oauth-flow-added", (Schemes(OAuth), Schemes(TwoFlows)), (Schemes(TwoFlows), Schemes(OAuth))),
            new("api-security-component-oauth-flow-removed", (Schemes(TwoFlows), Schemes(OAuth)), (Schemes(OAuth), Schemes(TwoFlows))),
            new(
                "api-security-component-oauth-scope-added",
                (Schemes(OAuth), Schemes(OAuth + "        write: Writes.\n")),
                (Schemes(OAuth), Schemes(OAuth.Replace("Reads.", "Reads all.")))
            ),
            new(
                "api-security-component-oauth-scope-removed",
                (Schemes(OAuth + "        write: Writes.\n"), Schemes(OAuth)),
                (Schemes(OAuth), Schemes(OAuth + "        write: Writes.\n"))
            ),
            new(
                "api-security-component-oauth-scope-changed",
                (Schemes(OAuth), Schemes(OAuth.Replace("Reads.", "Reads all."))),
                (Schemes(OAuth), Schemes(OAuth.Replace("read:", "reads:")))
            ),
        ];

    private static IEnumerable<RuleExample> Requirements(string prefix, Func<string, string> at) =>
        [
            new($"{prefix}-added", (at("[]"), at("[{ Key: [] }]")), (at("[{ Key: [] }]"), at("[{ Key: [] }, { OAuth: [] }]"))),
            new($"{prefix}-added", (at("[{}, { Key: [] }]"), at("[{ Key: [] }]")), (at("[{ Key: [] }]"), at("[{}, { Key: [] }]"))),
            new(
                $"{prefix}-added",
                (at("[{ Key: [] }]"), at("[{ Key: [], OAuth: [] }]")),
                (at("[{ Key: [], OAuth: [] }]"), at("[{ OAuth: [], Key: [] }]"))
            ),
            new($"{prefix}-removed", (at("[{ Key: [] }]"), at("[]")), (at("[{ Key: [] }, { OAuth: [] }]"), at("[{ Key: [] }]"))),
            new(
                $"{prefix}-alternative-added",
                (at("[{ Key: [] }]"), at("[{ Key: [] }, { OAuth: [] }]")),
                (at("[{ Key: [] }]"), at("[{ OAuth: [] }]"))
            ),
            new(
                $"{prefix}-alternative-added",
                (at("[{ Key: [], OAuth: [read] }]"), at("[{ Key: [] }]")),
                (at("[{ Key: [] }]"), at("[{ Key: [], OAuth: [] }]"))
            ),
            new(
                $"{prefix}-added",
                (at("[{ Key: [], OAuth: [read] }]"), at("[{ OAuth: [write] }]")),
                (at("[{ Key: [], OAuth: [read] }]"), at("[{ OAuth: [read] }]"))
            ),
            new(
                $"{prefix}-alternative-removed",
                (at("[{ Key: [] }, { OAuth: [] }]"), at("[{ Key: [] }]")),
                (at("[{ Key: [] }]"), at("[]"))
            ),
            new(
                $"{prefix}-scope-added",
                (at("[{ OAuth: [read] }]"), at("[{ OAuth: [read, write] }]")),
                (at("[{ OAuth: [read, write] }]"), at("[{ OAuth: [write, read] }]"))
            ),
            new(
                $"{prefix}-scope-removed",
                (at("[{ OAuth: [read, write] }]"), at("[{ OAuth: [read] }]")),
                (at("[{ OAuth: [read] }]"), at("[{ OAuth: [read, write] }]"))
            ),
        ];

    private static string Schemes(string schemes) =>
        Specs.Operation("", document: "components:\n  securitySchemes:\n" + Specs.Indent(schemes, 4));
}
