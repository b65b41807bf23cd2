using System.Text.Json.Nodes;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The rules for required authentication. Those for the whole document and for single operations only differ in their
/// ids.</summary>
internal sealed class SecurityRules
{
    private const string And = " and ";
    private readonly Rule _added;
    private readonly Rule _removed;
    private readonly Rule _scopeAdded;
    private readonly Rule _scopeRemoved;
    private readonly Rule _alternativeAdded;
    private readonly Rule _alternativeRemoved;

    /// <param name="prefix">The start of the rule ids: <c>api-global-security</c>.</param>
    /// <param name="subject">The subject of the rules: <c>an operation</c>.</param>
    public SecurityRules(string prefix, string subject)
    {
        _added = new Rule(
            $"{prefix}-added",
            Severity.Breaking,
            RuleGroup.Security,
            $"Authentication is added to {subject}: calls with the old credentials get 401."
        );
        _removed = new Rule(
            $"{prefix}-removed",
            Severity.Warning,
            RuleGroup.Security,
            $"Authentication is removed from {subject}, or replaced."
        );
        _scopeAdded = new Rule(
            $"{prefix}-scope-added",
            Severity.Breaking,
            RuleGroup.Security,
            $"An OAuth scope is added to {subject}: tokens without it get 403."
        );
        _scopeRemoved = new Rule(
            $"{prefix}-scope-removed",
            Severity.Info,
            RuleGroup.Security,
            $"An OAuth scope is removed from {subject}."
        );
        _alternativeAdded = new Rule(
            $"{prefix}-alternative-added",
            Severity.Info,
            RuleGroup.Security,
            $"An alternative authentication is added to {subject}; the known ones stay."
        );
        _alternativeRemoved = new Rule(
            $"{prefix}-alternative-removed",
            Severity.Breaking,
            RuleGroup.Security,
            $"An alternative authentication is removed from {subject}: calls that use it get 401."
        );
    }

    public IEnumerable<Rule> All => [_added, _removed, _scopeAdded, _scopeRemoved, _alternativeAdded, _alternativeRemoved];

    /// <summary>Compares two lists of alternatives. An empty list or alternative means that no authentication is required.</summary>
    public void Compare(
        JsonArray before,
        JsonArray after,
        SecuritySchemes schemes,
        (string Old, string New) pointers,
        string subject,
        DiffFindings findings
    )
    {
        var (was, now) = (Read(before, name => name), Read(after, schemes.OldName));
        var (narrow, wide) = (Parts(was), Parts(now));
        var added = now.Keys.Except(was.Keys).Where(key => key.Length > 0).Order(StringComparer.Ordinal).ToList();
        var removed = was.Keys.Except(now.Keys).Where(key => key.Length > 0).Order(StringComparer.Ordinal).ToList();
        var (wasOpen, isOpen) = (was.ContainsKey(""), now.ContainsKey(""));
        var nothingLost = was.All(entry => now.ContainsKey(entry.Key) || Satisfied(entry.Key));

        foreach (var key in added)
        {
            if (nothingLost)
            {
                findings.Add(_alternativeAdded, pointers.New, $"{subject} may also be authenticated by {key}.", null, key);
            }
            else
            {
                findings.Add(_added, pointers.New, $"{subject} needs authentication by {key}: calls without it get 401.", null, key);
            }
        }

        if (wasOpen && !isOpen && added.Count == 0)
        {
            findings.Add(_added, pointers.New, $"{subject} always needs authentication: calls without it get 401.", "optional", "required");
        }

        foreach (var key in removed.Where(key => !Satisfied(key) && !IsPartOfMore(key)))
        {
            if (isOpen || added.Count > 0)
            {
                findings.AddRemoved(_removed, pointers.Old, $"{subject} no longer needs authentication by {key}.", key);
            }
            else
            {
                findings.AddRemoved(
                    _alternativeRemoved,
                    pointers.Old,
                    $"{subject} can no longer be authenticated by {key}: calls that use it get 401.",
                    key
                );
            }
        }

        foreach (var (key, scopes) in now)
        {
            if (!was.TryGetValue(key, out var known))
            {
                continue;
            }

            foreach (var scope in scopes.Except(known))
            {
                findings.Add(_scopeAdded, pointers.New, $"{subject} needs the scope {scope}: tokens without it get 403.", null, scope);
            }

            foreach (var scope in known.Except(scopes))
            {
                findings.AddRemoved(_scopeRemoved, pointers.Old, $"{subject} no longer needs the scope {scope}.", scope);
            }
        }

        // Credentials of the old alternative are enough for a new one that needs fewer of them.
        bool Satisfied(string key) =>
            wide.Any(other => other.Key.Length > 0 && other.Value.IsSubsetOf(narrow[key]) && now[other.Key].IsSubsetOf(was[key]));

        bool IsPartOfMore(string key) => wide.Any(other => !was.ContainsKey(other.Key) && other.Value.IsProperSupersetOf(narrow[key]));
    }

    // The alternatives with the names of their schemes.
    private static Dictionary<string, HashSet<string>> Parts(Dictionary<string, SortedSet<string>> alternatives) =>
        alternatives.Keys.ToDictionary(
            key => key,
            key => key.Split(And, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    // The alternatives by the names of their schemes, with all scopes.
    private static Dictionary<string, SortedSet<string>> Read(JsonArray security, Func<string, string> name)
    {
        var alternatives = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var alternative in security.OfType<JsonObject>().DefaultIfEmpty([]))
        {
            var key = string.Join(And, alternative.Select(scheme => name(scheme.Key)).Order(StringComparer.Ordinal));
            var scopes = alternative.SelectMany(scheme => (scheme.Value as JsonArray ?? []).Select(scope => scope?.ToString() ?? ""));
            alternatives.TryAdd(key, new SortedSet<string>(scopes, StringComparer.Ordinal));
        }

        return alternatives;
    }
}
