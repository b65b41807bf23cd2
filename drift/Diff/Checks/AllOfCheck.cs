using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Members of <c>allOf</c>. They are merged into the schema and what they bring is reported by the rules of properties, types and
/// limits; so these rules only tell how the schema is put together.
/// </summary>
internal sealed class AllOfCheck : ISchemaCheck
{
    private const string Keyword = "allOf";
    private static readonly Place[] Where = [.. Places.Everywhere.Where(place => place != Place.ResponseHeader)];
    private static readonly SchemaRules Added = new(
        "all-of-added",
        Where,
        Severity.Info,
        Severity.Info,
        "One more part is merged into {0}: what it adds or demands is reported by rules of its own, so this alone changes "
            + "nothing for a caller."
    );
    private static readonly SchemaRules Removed = new(
        "all-of-removed",
        Where,
        Severity.Warning,
        Severity.Warning,
        "A part is no longer merged into {0}: what it took away is reported by rules of its own; a base class in C# may go with it."
    );
    private static readonly SchemaRules AddedAnnotation = new(
        "all-of-added-annotation-only",
        Where,
        Severity.Info,
        Severity.Info,
        "One more part is merged into {0} that holds only words for people: nothing changes for a caller but the documentation."
    );
    private static readonly SchemaRules RemovedAnnotation = new(
        "all-of-removed-annotation-only",
        Where,
        Severity.Info,
        Severity.Info,
        "A part that held only words for people is no longer merged into {0}: nothing changes for a caller but the documentation."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, .. AddedAnnotation.All, .. RemovedAnnotation.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.AllOf.Count + schemas.New.AllOf.Count == 0)
        {
            return;
        }

        var (words, parts) = (Pair(schemas, IsAnnotationOnly), Pair(schemas, part => !IsAnnotationOnly(part)));
        Report(words, AddedAnnotation, RemovedAnnotation, ", which only describes it");
        Report(parts, Added, Removed, ": what it brings is reported on its own");

        void Report(UnionMembers members, SchemaRules added, SchemaRules removed, string meaning)
        {
            foreach (var part in members.Added.Where(part => !IsWhole(part, schemas.Old)))
            {
                findings.Add(added, schemas, Keyword, $"is also made of {Name(part)} now{meaning}", null, Name(part));
            }

            foreach (var part in members.Removed.Where(part => !IsWhole(part, schemas.New)))
            {
                findings.Add(removed, schemas, Keyword, $"is no longer made of {Name(part)}{meaning}", Name(part));
            }
        }

        string Name(Schema part) => part.ComponentName is { } name ? findings.Names.Class(name) : part.Describe();
    }

    private static UnionMembers Pair(SchemaPair schemas, Func<Schema, bool> kind) =>
        UnionMembers.Pair([.. schemas.Old.AllOf.Where(kind)], [.. schemas.New.AllOf.Where(kind)]);

    // {"allOf": [X]} instead of X is a way to put a description beside a reference.
    private static bool IsWhole(Schema part, Schema other) => part.ComponentName is { } name && name == other.ComponentName;

    private static bool IsAnnotationOnly(Schema part) => part.Node.All(entry => SchemaKeys.IsAnnotation(entry.Key) && entry.Key != "$ref");
}
