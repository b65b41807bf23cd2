using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks a union: added and removed members, and the union as a whole.</summary>
internal sealed class UnionCheck : ISchemaCheck
{
    private static readonly SchemaPosition[] Where =
    [
        .. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseHeader),
    ];
    private readonly string _keyword;
    private readonly SchemaRules _added;
    private readonly SchemaRules _removed;
    private readonly SchemaRules _became;
    private readonly SchemaRules _ceased;

    /// <param name="keyword">The keyword.</param>
    /// <param name="suffix">The part of the rule ids that names the keyword.</param>
    public UnionCheck(string keyword, string suffix)
    {
        _keyword = keyword;
        _added = new SchemaRules(
            $"{suffix}-added",
            Where,
            Severity.Info,
            Severity.Breaking,
            "One more alternative is allowed for {0}: the C# type stays the same, because a union is free-form JSON.",
            "One more alternative is possible for {0}: code that distinguishes the alternatives does not handle it. The C# type "
                + "stays the same, because a union is "
                + "free-form JSON.",
            step: VersionStep.Minor
        );
        _removed = new SchemaRules(
            $"{suffix}-removed",
            Where,
            Severity.Breaking,
            Severity.Info,
            "An alternative is no longer allowed for {0}: requests that use it are refused.",
            "An alternative no longer occurs for {0}: code for it is never reached."
        );
        _became = new SchemaRules(
            $"became-{suffix}",
            Where,
            Severity.Breaking,
            Severity.Breaking,
            "{0} became a union of several schemas: its C# type changes, so code that uses it no longer compiles.",
            breaks: Breaks.Both
        );
        _ceased = new SchemaRules(
            $"ceased-to-be-{suffix}",
            Where,
            Severity.Breaking,
            Severity.Breaking,
            "{0} is no longer a union: its C# type changes, so code that uses it no longer compiles.",
            breaks: Breaks.Both
        );
    }

    public IEnumerable<Rule> Rules => [.. _added.All, .. _removed.All, .. _became.All, .. _ceased.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        // anyOf instead of oneOf makes no difference to a caller, so the members of both count; the new keyword reports them.
        // A union of plain types is a list of types, which has its own check.
        var (before, after) = (Members(schemas.Old), Members(schemas.New));
        if (before.Count == 0 && after.Count == 0 || !Owns(after.Count > 0 ? schemas.New : schemas.Old))
        {
            return;
        }

        var request = schemas.Position.Direction() == Direction.Request;
        // A union of one schema is that schema.
        if (before.Count == 0 || before.Count == 1 && after.Count > 1)
        {
            findings.Add(
                _became,
                schemas,
                _keyword,
                $"is now one of {Names(after, findings)}, a single schema before: its C# type changes",
                null,
                Names(after, findings)
            );
            return;
        }

        if (after.Count == 0 || after.Count == 1 && before.Count > 1)
        {
            findings.Add(
                _ceased,
                schemas,
                _keyword,
                $"is now a single schema, one of {Names(before, findings)} before: its C# type changes",
                Names(before, findings)
            );
            return;
        }

        var members = UnionMembers.Pair(before, after);
        foreach (var member in members.Added)
        {
            findings.Add(
                _added,
                schemas,
                _keyword,
                "may now also be "
                    + $"{Name(member, findings)}{(request ? "" : ", which code that distinguishes the alternatives does not handle")}",
                null,
                Name(member, findings)
            );
        }

        foreach (var member in members.Removed)
        {
            findings.Add(
                _removed,
                schemas,
                _keyword,
                $"may no longer be {Name(member, findings)}{(request ? ": such requests are refused" : "")}",
                Name(member, findings)
            );
        }
    }

    private static IReadOnlyList<Schema> Members(Schema schema) =>
        schema.Types.Count == 0 && TypeList.Of(schema) is { Count: > 0 } ? [] : schema.UnionOf;

    private bool Owns(Schema schema) =>
        (
            _keyword == "oneOf" ? schema.OneOf
            : schema.OneOf.Count == 0 ? schema.AnyOf
            : []
        ).Count > 0;

    private static string Names(IEnumerable<Schema> members, DiffFindings findings) =>
        string.Join(", ", members.Select(member => Name(member, findings)));

    private static string Name(Schema member, DiffFindings findings) =>
        member.ComponentName is { } name ? findings.Names.Class(name) : member.Describe();
}
