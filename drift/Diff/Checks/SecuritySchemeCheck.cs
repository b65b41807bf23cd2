using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Structure;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the security schemes of a document.</summary>
internal sealed class SecuritySchemeCheck : IDocumentCheck
{
    private const string ComponentsPointer = "/components/securitySchemes";
    private static readonly Rule Removed = new(
        "api-security-component-removed",
        Severity.Warning,
        RuleGroup.Security,
        "A security scheme was removed."
    );
    private static readonly Rule Added = new(
        "api-security-component-added",
        Severity.Info,
        RuleGroup.Security,
        "A security scheme was added."
    );
    private static readonly Rule TypeChanged = new(
        "api-security-component-type-changed",
        Severity.Breaking,
        RuleGroup.Security,
        "The type of a security scheme changed: the service refuses the access token as the client sends it."
    );
    private static readonly Rule AuthorizeChanged = new(
        "api-security-component-oauth-url-changed",
        Severity.Warning,
        RuleGroup.Security,
        "OAuth applications have to send their users to another address."
    );
    private static readonly Rule TokenChanged = new(
        "api-security-component-oauth-token-url-changed",
        Severity.Warning,
        RuleGroup.Security,
        "OAuth applications have to fetch their tokens from another address."
    );
    private static readonly Rule ScopeAdded = new(
        "api-security-component-oauth-scope-added",
        Severity.Info,
        RuleGroup.Security,
        "An OAuth scope was added."
    );
    private static readonly Rule ScopeRemoved = new(
        "api-security-component-oauth-scope-removed",
        Severity.Warning,
        RuleGroup.Security,
        "An OAuth scope was removed: applications that request it may be refused."
    );
    private static readonly Rule ScopeChanged = new(
        "api-security-component-oauth-scope-changed",
        Severity.Info,
        RuleGroup.Security,
        "The description of an OAuth scope changed."
    );

    private static readonly Rule RefreshChanged = new(
        "api-security-component-oauth-refresh-url-changed",
        Severity.Warning,
        RuleGroup.Security,
        "OAuth applications have to refresh their tokens at another address."
    );
    private static readonly Rule OpenIdChanged = new(
        "api-security-component-openid-url-changed",
        Severity.Warning,
        RuleGroup.Security,
        "Applications have to find the OpenID Connect provider at another address."
    );
    private static readonly Rule FlowAdded = new(
        "api-security-component-oauth-flow-added",
        Severity.Info,
        RuleGroup.Security,
        "An OAuth flow was added."
    );
    private static readonly Rule FlowRemoved = new(
        "api-security-component-oauth-flow-removed",
        Severity.Warning,
        RuleGroup.Security,
        "An OAuth flow was removed: applications that use it get no tokens."
    );

    public IEnumerable<Rule> Rules =>
        [
            Removed,
            Added,
            TypeChanged,
            AuthorizeChanged,
            TokenChanged,
            RefreshChanged,
            OpenIdChanged,
            FlowAdded,
            FlowRemoved,
            ScopeAdded,
            ScopeRemoved,
            ScopeChanged,
        ];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        var schemes = new SecuritySchemes(documents.Old, documents.New);
        var kept = schemes.New.Keys.Select(schemes.OldName).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, scheme) in schemes.Old.Where(scheme => !kept.Contains(scheme.Key)))
        {
            findings.AddRemoved(
                Removed,
                JsonPointer.Append(ComponentsPointer, name),
                $"Authentication by {name} ({SecuritySchemes.Kind(scheme)}) is no longer defined.",
                name
            );
        }

        foreach (var (name, scheme) in schemes.New)
        {
            var pointer = JsonPointer.Append(ComponentsPointer, name);
            if (!schemes.Old.TryGetValue(schemes.OldName(name), out var before))
            {
                findings.Add(Added, pointer, $"Authentication by {name} ({SecuritySchemes.Kind(scheme)}) is new.", null, name);
            }
            else if (SecuritySchemes.Kind(before) != SecuritySchemes.Kind(scheme))
            {
                findings.Add(
                    TypeChanged,
                    pointer,
                    $"Authentication by {name} is {SecuritySchemes.Kind(scheme)} instead of {SecuritySchemes.Kind(before)}: "
                        + "the service refuses the access token as the client sends it.",
                    SecuritySchemes.Kind(before),
                    SecuritySchemes.Kind(scheme)
                );
            }
            else
            {
                Address(OpenIdChanged, name, before, scheme, pointer, "openIdConnectUrl", "find their provider at", findings);
                Flows(name, before, scheme, pointer, findings);
            }
        }
    }

    private static void Flows(string name, JsonObject before, JsonObject after, string pointer, DiffFindings findings)
    {
        var (old, flows) = (FlowsOf(before), FlowsOf(after));
        foreach (var flow in old.Keys.Where(flow => !flows.ContainsKey(flow)))
        {
            findings.AddRemoved(
                FlowRemoved,
                JsonPointer.Append($"{pointer}/flows", flow),
                $"The OAuth flow {flow} of {name} was removed: applications that use it get no tokens.",
                flow
            );
        }

        foreach (var (flow, now) in flows)
        {
            var place = JsonPointer.Append($"{pointer}/flows", flow);
            if (!old.TryGetValue(flow, out var was))
            {
                findings.Add(FlowAdded, place, $"The OAuth flow {flow} of {name} is new.", null, flow);
                continue;
            }

            Address(AuthorizeChanged, name, was, now, place, "authorizationUrl", "send their users to", findings);
            Address(TokenChanged, name, was, now, place, "tokenUrl", "fetch tokens from", findings);
            Address(RefreshChanged, name, was, now, place, "refreshUrl", "refresh tokens at", findings);
            Scopes(name, was["scopes"] as JsonObject ?? [], now["scopes"] as JsonObject ?? [], $"{place}/scopes", findings);
        }
    }

    private static Dictionary<string, JsonObject> FlowsOf(JsonObject scheme) =>
        (scheme["flows"] as JsonObject ?? [])
            .Where(flow => flow.Value is JsonObject && !NodeShape.IsExtension(flow.Key))
            .ToDictionary(flow => flow.Key, flow => (JsonObject)flow.Value!, StringComparer.Ordinal);

    private static void Address(
        Rule rule,
        string name,
        JsonObject before,
        JsonObject after,
        string pointer,
        string key,
        string does,
        DiffFindings findings
    )
    {
        var (old, address) = (before[key]?.ToString(), after[key]?.ToString());
        if (old is not null && address is not null && old != address)
        {
            findings.Add(
                rule,
                $"{pointer}/{key}",
                $"Applications that authenticate by {name} have to {does} {address} instead of {old}.",
                old,
                address
            );
        }
    }

    private static void Scopes(string name, JsonObject before, JsonObject after, string pointer, DiffFindings findings)
    {
        foreach (var (scope, _) in before.Where(scope => !after.ContainsKey(scope.Key) && !NodeShape.IsExtension(scope.Key)))
        {
            findings.AddRemoved(
                ScopeRemoved,
                JsonPointer.Append(pointer, scope),
                $"The scope {scope} of {name} was removed: applications that request it may be refused.",
                scope
            );
        }

        foreach (var (scope, text) in after.Where(entry => !NodeShape.IsExtension(entry.Key)))
        {
            if (!before.ContainsKey(scope))
            {
                findings.Add(ScopeAdded, JsonPointer.Append(pointer, scope), $"The scope {scope} of {name} is new.", null, scope);
            }
            else if (before[scope]?.ToString() != text?.ToString())
            {
                findings.Add(
                    ScopeChanged,
                    JsonPointer.Append(pointer, scope),
                    $"The scope {scope} of {name} has another description: check what it grants.",
                    JsonValueText.Of(before[scope]),
                    JsonValueText.Of(text)
                );
            }
        }
    }
}
