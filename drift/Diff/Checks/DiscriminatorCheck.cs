using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the discriminator of a union.</summary>
internal sealed class DiscriminatorCheck : ISchemaCheck
{
    private const string Keyword = "discriminator";
    private const string Components = "#/components/schemas/";
    private static readonly SchemaRules Added = new(
        "discriminator-added",
        SchemaPositions.Bodies,
        Severity.Warning,
        Severity.Warning,
        "A discriminator is added to {0}: the generated classes become a hierarchy."
    );
    private static readonly SchemaRules Removed = new(
        "discriminator-removed",
        SchemaPositions.Bodies,
        Severity.Warning,
        Severity.Warning,
        "The discriminator of {0} is removed: the generated classes are no longer a hierarchy."
    );
    private static readonly SchemaRules NameChanged = new(
        "discriminator-property-name-changed",
        SchemaPositions.Bodies,
        Severity.Breaking,
        Severity.Breaking,
        "The discriminator property of {0} changes: a deployed client writes and reads the old one."
    );
    private static readonly SchemaRules MappingAdded = new(
        "discriminator-mapping-added",
        SchemaPositions.Bodies,
        Severity.Info,
        Severity.Warning,
        "A discriminator value is added to {0}: a deployed client does not know its class.",
        VersionStep.Minor
    );
    private static readonly SchemaRules MappingDeleted = new(
        "discriminator-mapping-deleted",
        SchemaPositions.Bodies,
        Severity.Breaking,
        Severity.Warning,
        "A discriminator value is removed from {0}: requests that send its class are refused."
    );
    private static readonly SchemaRules MappingChanged = new(
        "discriminator-mapping-changed",
        SchemaPositions.Bodies,
        Severity.Breaking,
        Severity.Breaking,
        "A discriminator value of {0} maps to another class: a deployed client writes or reads it as the old one."
    );

    public IEnumerable<Rule> Rules =>
        [.. Added.All, .. Removed.All, .. NameChanged.All, .. MappingAdded.All, .. MappingDeleted.All, .. MappingChanged.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (NameOf(schemas.Old), NameOf(schemas.New));
        if (before is null && after is not null)
        {
            findings.Add(Added, schemas, Keyword, $"now has the discriminator {after}", null, after);
        }
        else if (before is not null && after is null)
        {
            findings.Add(Removed, schemas, Keyword, $"no longer has the discriminator {before}", before);
        }
        else if (before is not null && after is not null)
        {
            CheckBoth(schemas, before, after, findings);
        }
    }

    private static void CheckBoth(SchemaPair schemas, string before, string after, DiffFindings findings)
    {
        if (before != after)
        {
            findings.Add(NameChanged, schemas, Keyword, $"now has the discriminator {after} instead of {before}", before, after);
        }

        var (old, now) = (MappingOf(schemas.Old), MappingOf(schemas.New));
        foreach (var (value, target) in old.Where(entry => !now.ContainsKey(entry.Key)))
        {
            Add(
                MappingDeleted,
                schemas,
                value,
                $"can no longer be {Class(findings, target)}, the class of {value}",
                target,
                null,
                findings
            );
        }

        foreach (var (value, target) in now)
        {
            if (!old.TryGetValue(value, out var was))
            {
                Add(MappingAdded, schemas, value, $"can now be {Class(findings, target)}, the class of {value}", null, target, findings);
            }
            else if (was != target)
            {
                Add(
                    MappingChanged,
                    schemas,
                    value,
                    $"is now {Class(findings, target)} instead of {Class(findings, was)} for the value {value}",
                    was,
                    target,
                    findings
                );
            }
        }
    }

    private static void Add(
        SchemaRules rules,
        SchemaPair schemas,
        string value,
        string says,
        string? was,
        string? now,
        DiffFindings findings
    )
    {
        if (rules.At(schemas.Position) is not { } rule)
        {
            return;
        }

        var message = $"{findings.Subject(schemas, DiffFindings.PointerOf(schemas))} {says}.";
        if (now is null)
        {
            findings.AddRemoved(rule, JsonPointer.Append($"{schemas.Old.PointerTo(Keyword)}/mapping", value), message, was);
        }
        else
        {
            findings.Add(rule, JsonPointer.Append($"{schemas.New.PointerTo(Keyword)}/mapping", value), message, was, now);
        }
    }

    private static string Class(DiffFindings findings, string target) => findings.Names.Class(target);

    private static string? NameOf(Schema schema) => (schema.Keyword(Keyword) as JsonObject).Get("propertyName")?.ToString();

    // A mapping may give the name of a component or a reference to it. Values without a mapping are the names of components that merge the
    // schema by allOf.
    private static Dictionary<string, string> MappingOf(Schema schema)
    {
        var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, target) in schema.Keyword(Keyword).Get("mapping") as JsonObject ?? [])
        {
            var name = $"{target}";
            mapping.Add(
                value,
                name.StartsWith(Components, StringComparison.Ordinal) ? JsonPointer.Unescape(name[Components.Length..]) : name
            );
        }

        foreach (var (value, variant) in schema.Variants)
        {
            mapping.TryAdd(value, variant.ComponentName ?? value);
        }

        return mapping;
    }
}
