using System.Text.Json.Nodes;
using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The property that tells the shapes of a union apart.</summary>
internal sealed class DiscriminatorCheck : ISchemaCheck
{
    private const string Keyword = "discriminator";
    private const string Components = "#/components/schemas/";
    private static readonly SchemaRules Added = new(
        "discriminator-added",
        Places.Bodies,
        Severity.Warning,
        Severity.Warning,
        "A property tells now which class {0} is: the generated classes become a family."
    );
    private static readonly SchemaRules Removed = new(
        "discriminator-removed",
        Places.Bodies,
        Severity.Warning,
        Severity.Warning,
        "No property tells any more which class {0} is: the generated classes are no family any longer."
    );
    private static readonly SchemaRules NameChanged = new(
        "discriminator-property-name-changed",
        Places.Bodies,
        Severity.Breaking,
        Severity.Breaking,
        "Another property tells which class {0} is: a deployed client writes and looks for the old one."
    );
    private static readonly SchemaRules MappingAdded = new(
        "discriminator-mapping-added",
        Places.Bodies,
        Severity.Info,
        Severity.Warning,
        "There is one more class that {0} may be; a deployed client does not know it.",
        VersionStep.Minor
    );
    private static readonly SchemaRules MappingDeleted = new(
        "discriminator-mapping-deleted",
        Places.Bodies,
        Severity.Breaking,
        Severity.Warning,
        "There is one class less that {0} may be: requests that send it are refused."
    );
    private static readonly SchemaRules MappingChanged = new(
        "discriminator-mapping-changed",
        Places.Bodies,
        Severity.Breaking,
        Severity.Breaking,
        "A value stands for another class of {0}: a deployed client writes or reads it as the old one."
    );

    public IEnumerable<Rule> Rules =>
        [.. Added.All, .. Removed.All, .. NameChanged.All, .. MappingAdded.All, .. MappingDeleted.All, .. MappingChanged.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (NameOf(schemas.Old), NameOf(schemas.New));
        if (before is null && after is not null)
        {
            findings.Add(Added, schemas, Keyword, $"is told apart by {after} now", null, after);
        }
        else if (before is not null && after is null)
        {
            findings.Add(Removed, schemas, Keyword, $"is not told apart by {before} any more", before);
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
            findings.Add(NameChanged, schemas, Keyword, $"is told apart by {after} instead of {before} now", before, after);
        }

        var (old, now) = (MappingOf(schemas.Old), MappingOf(schemas.New));
        foreach (var (value, target) in old.Where(entry => !now.ContainsKey(entry.Key)))
        {
            Add(
                MappingDeleted,
                schemas,
                value,
                $"is never {Class(findings, target)} any more, which {value} stood for",
                target,
                null,
                findings
            );
        }

        foreach (var (value, target) in now)
        {
            if (!old.TryGetValue(value, out var was))
            {
                Add(
                    MappingAdded,
                    schemas,
                    value,
                    $"may be {Class(findings, target)} now, which {value} stands for",
                    null,
                    target,
                    findings
                );
            }
            else if (was != target)
            {
                Add(
                    MappingChanged,
                    schemas,
                    value,
                    $"is {Class(findings, target)} instead of {Class(findings, was)} now where it says {value}",
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
        if (rules.At(schemas.Place) is not { } rule)
        {
            return;
        }

        var message = $"{findings.Subject(schemas, DiffFindings.PointerOf(schemas))} {says}.";
        if (now is null)
        {
            findings.AddRemoved(rule, JsonPointer.Append($"{schemas.Old.Place(Keyword)}/mapping", value), message, was);
        }
        else
        {
            findings.Add(rule, JsonPointer.Append($"{schemas.New.Place(Keyword)}/mapping", value), message, was, now);
        }
    }

    private static string Class(DiffFindings findings, string target) => findings.Names.Class(target);

    private static string? NameOf(Schema schema) => (schema.Keyword(Keyword) as JsonObject)?["propertyName"]?.ToString();

    // A mapping names a component or refers to it: both are the same.
    private static Dictionary<string, string> MappingOf(Schema schema) =>
        ((schema.Keyword(Keyword) as JsonObject)?["mapping"] as JsonObject)?.ToDictionary(
            entry => entry.Key,
            entry =>
                entry.Value?.ToString() is { } target && target.StartsWith(Components, StringComparison.Ordinal)
                    ? JsonPointer.Unescape(target[Components.Length..])
                    : $"{entry.Value}",
            StringComparer.Ordinal
        )
        ?? [];
}
