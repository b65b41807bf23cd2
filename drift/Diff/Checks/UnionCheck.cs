using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A union: members that come and go, and its coming and going as a whole.</summary>
internal abstract class UnionCheck : ISchemaCheck
{
    private static readonly Place[] Where = [.. Places.Everywhere.Where(place => place != Place.ResponseHeader)];
    private readonly string _keyword;
    private readonly SchemaRules _added;
    private readonly SchemaRules _removed;
    private readonly SchemaRules _became;
    private readonly SchemaRules _ceased;

    /// <param name="keyword">The keyword.</param>
    /// <param name="suffix">The keyword as the names of rules have it.</param>
    protected UnionCheck(string keyword, string suffix)
    {
        _keyword = keyword;
        _added = new SchemaRules(
            $"{suffix}-added",
            Where,
            Severity.Info,
            Severity.Breaking,
            "One more shape is allowed for {0}: the C# type stays, since a union is free-form JSON.",
            "One more shape occurs for {0}: code that tells the shapes apart misses it. The C# type stays, since a union is "
                + "free-form JSON.",
            step: VersionStep.Minor
        );
        _removed = new SchemaRules(
            $"{suffix}-removed",
            Where,
            Severity.Breaking,
            Severity.Info,
            "One of the shapes is not allowed any more for {0}: requests of that shape are refused.",
            "One of the shapes does not occur any more for {0}: code for it is never reached."
        );
        _became = new SchemaRules(
            $"became-{suffix}",
            Where,
            Severity.Breaking,
            Severity.Breaking,
            "Several shapes are allowed for {0}, which was a single one: its C# type changes, so code that uses it no longer compiles.",
            breaks: Breaks.Both
        );
        _ceased = new SchemaRules(
            $"ceased-to-be-{suffix}",
            Where,
            Severity.Breaking,
            Severity.Breaking,
            "Only one shape is left for {0}, which was a union: its C# type changes, so code that uses it no longer compiles.",
            breaks: Breaks.Both
        );
    }

    public IEnumerable<Rule> Rules => [.. _added.All, .. _removed.All, .. _became.All, .. _ceased.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        // anyOf for oneOf and the reverse are one thing to a caller, so the members of both count; the new keyword reports them.
        // A union of nothing but types is a list of types, which has a check of its own.
        var (before, after) = (Members(schemas.Old), Members(schemas.New));
        if (before.Count == 0 && after.Count == 0 || !Owns(after.Count > 0 ? schemas.New : schemas.Old))
        {
            return;
        }

        var request = schemas.Place.Direction() == Direction.Request;
        // A union of one is that one.
        if (before.Count == 0 || before.Count == 1 && after.Count > 1)
        {
            findings.Add(
                _became,
                schemas,
                _keyword,
                $"is one of {Names(after, findings)} now, a single shape before: its C# type changes",
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
                $"is a single shape now, one of {Names(before, findings)} before: its C# type changes",
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
                $"may also be {Name(member, findings)} now{(request ? "" : ", which code that tells the shapes apart does not know")}",
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
