using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks the members of <c>allOf</c>. They are merged into the schema, and their effects are reported by the rules of properties,
/// types and
/// limits; these rules only report how the schema is composed.
/// </summary>
internal sealed class AllOfCheck : ISchemaCheck
{
    private const string Keyword = "allOf";
    private static readonly SchemaPosition[] Where =
    [
        .. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseHeader),
    ];
    private static readonly SchemaRules Added = new(
        "all-of-added",
        Where,
        Severity.Info,
        Severity.Info,
        "One more schema is merged into {0}: the properties and constraints that it adds have their own rules, so this alone changes "
            + "nothing for a caller."
    );
    private static readonly SchemaRules Removed = new(
        "all-of-removed",
        Where,
        Severity.Warning,
        Severity.Warning,
        "A schema is no longer merged into {0}: the properties and constraints that it takes away have their own rules; a C# "
            + "base class may be removed with it."
    );
    private static readonly SchemaRules AddedAnnotation = new(
        "all-of-added-annotation-only",
        Where,
        Severity.Info,
        Severity.Info,
        "One more schema with annotations only is merged into {0}: nothing but the documentation changes."
    );
    private static readonly SchemaRules RemovedAnnotation = new(
        "all-of-removed-annotation-only",
        Where,
        Severity.Info,
        Severity.Info,
        "A schema with annotations only is no longer merged into {0}: nothing but the documentation changes."
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
        Report(parts, Added, Removed, ": its effects are reported separately");

        void Report(UnionMembers members, SchemaRules added, SchemaRules removed, string meaning)
        {
            foreach (var part in members.Added.Where(part => !IsWhole(part, schemas.Old)))
            {
                findings.Add(added, schemas, Keyword, $"now also includes {Name(part)}{meaning}", null, Name(part));
            }

            foreach (var part in members.Removed.Where(part => !IsWhole(part, schemas.New)))
            {
                findings.Add(removed, schemas, Keyword, $"no longer includes {Name(part)}{meaning}", Name(part));
            }
        }

        string Name(Schema part) => part.ComponentName is { } name ? findings.Names.Class(name) : part.Describe();
    }

    private static UnionMembers Pair(SchemaPair schemas, Func<Schema, bool> kind) =>
        UnionMembers.Pair([.. schemas.Old.AllOf.Where(kind)], [.. schemas.New.AllOf.Where(kind)]);

    // {"allOf": [X]} instead of X is a common way to add a description to a reference. An inline part may also have been merged by hand:
    // then the other schema has all of its keys.
    private static bool IsWhole(Schema part, Schema other) =>
        part.ComponentName is { } name ? name == other.ComponentName : part.Node.All(entry => Has(other, entry.Key, entry.Value));

    private static bool Has(Schema schema, string key, JsonNode? value) =>
        (key, value) switch
        {
            ("properties", JsonObject properties) => properties.All(property => schema.Properties.ContainsKey(property.Key)),
            ("required", JsonArray names) => names.All(required => schema.Required.Contains($"{required}")),
            _ => SchemaKeys.IsAnnotation(key) || schema.Has(key) && JsonNode.DeepEquals(schema.Keyword(key), value),
        };

    private static bool IsAnnotationOnly(Schema part) => part.Node.All(entry => SchemaKeys.IsAnnotation(entry.Key) && entry.Key != "$ref");
}
