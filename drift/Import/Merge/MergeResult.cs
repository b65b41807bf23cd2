using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Import.Merge;

/// <summary>The changes and findings of a merge.</summary>
internal sealed class MergeResult
{
    private readonly Dictionary<
        (string Rule, string Pointer, string? Ours, string? Theirs),
        (Finding Finding, SortedSet<string> Operations)
    > _findings = [];
    private readonly List<MergeChange> _changes = [];

    /// <summary>The changes of our contract.</summary>
    public IReadOnlyList<MergeChange> Changes => _changes;

    /// <summary>The differences that were not applied.</summary>
    public IReadOnlyList<Finding> Findings =>
        Report.Sort(_findings.Values.Select(entry => entry.Finding with { Operations = [.. entry.Operations] }));

    public void Changed(string kind, string pointer) => _changes.Add(new MergeChange(kind, pointer));

    public void Found(Rule rule, string pointer, string subject, string operation, string? ours = null, string? theirs = null)
    {
        var key = (rule.Id, pointer, ours, theirs);
        if (!_findings.TryGetValue(key, out var entry))
        {
            var values = ours is null && theirs is null ? "" : $" Ours: {ours ?? "nothing"}; the vendor's: {theirs ?? "nothing"}.";
            entry = (
                new Finding
                {
                    Rule = rule,
                    Pointer = pointer,
                    Message = $"{subject}: {rule.Summary}{values}",
                    OldValue = ours,
                    NewValue = theirs,
                },
                new SortedSet<string>(StringComparer.Ordinal)
            );
            _findings.Add(key, entry);
        }

        entry.Operations.Add(operation);
    }
}

/// <summary>One change of our contract.</summary>
/// <param name="Kind">The kind of change, in the plural: <c>properties added</c>.</param>
/// <param name="Pointer">The position in our contract.</param>
internal sealed record MergeChange(string Kind, string Pointer);
