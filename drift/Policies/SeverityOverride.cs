using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Policies;

/// <summary>An entry of a severity file: a level for the findings that match all of its conditions.</summary>
/// <param name="Level">The level; null switches the findings off.</param>
internal sealed record SeverityOverride(Severity? Level)
{
    /// <summary>The id of a rule.</summary>
    public string? Rule { get; init; }

    /// <summary>A group of rules.</summary>
    public RuleGroup? Group { get; init; }

    /// <summary>A path of the contract; <c>/*</c> at its end matches everything below.</summary>
    public string? Path { get; init; }

    /// <summary>A method and path, such as <c>GET /contacts/{id}</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>
    /// Returns true if a finding matches. A finding about several operations, such as one about a shared schema, must match with all of
    /// them, because its level holds for all of them.
    /// </summary>
    public bool Matches(Finding finding) =>
        (Rule is null || finding.Rule.Id == Rule)
        && (Group is null || finding.Rule.Group == Group)
        && (Operation is null || IsOnly(finding, operation => operation == Operation))
        && (Path is null || IsOnly(finding, operation => MatchesPath(operation[(operation.IndexOf(' ', StringComparison.Ordinal) + 1)..])));

    private static bool IsOnly(Finding finding, Func<string, bool> matches) =>
        finding.Operations.Count > 0 && finding.Operations.All(matches);

    private bool MatchesPath(string path) =>
        Path!.EndsWith("/*", StringComparison.Ordinal) ? path.StartsWith(Path[..^1], StringComparison.Ordinal) : path == Path;
}
