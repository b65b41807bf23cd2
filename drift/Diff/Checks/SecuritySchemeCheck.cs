using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
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

    public IEnumerable<Rule> Rules => [Removed, Added, TypeChanged, AuthorizeChanged, TokenChanged, ScopeAdded, ScopeRemoved, ScopeChanged];

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
                Flows(name, before, scheme, pointer, findings);
            }
        }
    }

    private static void Flows(string name, JsonObject before, JsonObject after, string pointer, DiffFindings findings)
    {
        foreach (var (flow, node) in after["flows"] as JsonObject ?? [])
        {
            if (node is not JsonObject now || before["flows"]?[flow] is not JsonObject was)
            {
                continue;
            }

            var place = $"{pointer}/flows/{flow}";
            Address(AuthorizeChanged, "authorizationUrl", $"send their users to");
            Address(TokenChanged, "tokenUrl", $"fetch tokens from");
            Scopes(name, was["scopes"] as JsonObject ?? [], now["scopes"] as JsonObject ?? [], $"{place}/scopes", findings);

            void Address(Rule rule, string key, string does)
            {
                var (old, address) = (was[key]?.ToString(), now[key]?.ToString());
                if (old is not null && address is not null && old != address)
                {
                    findings.Add(
                        rule,
                        $"{place}/{key}",
                        $"Applications that authenticate by {name} have to {does} {address} instead of {old}.",
                        old,
                        address
                    );
                }
            }
        }
    }

    private static void Scopes(string name, JsonObject before, JsonObject after, string pointer, DiffFindings findings)
    {
        foreach (var (scope, _) in before.Where(scope => !after.ContainsKey(scope.Key)))
        {
            findings.AddRemoved(
                ScopeRemoved,
                JsonPointer.Append(pointer, scope),
                $"The scope {scope} of {name} was removed: applications that request it may be refused.",
                scope
            );
        }

        foreach (var (scope, text) in after)
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
