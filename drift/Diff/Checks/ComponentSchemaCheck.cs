using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks component schemas, each of which is a class of the client.</summary>
internal sealed class ComponentSchemaCheck : IConclusionCheck, ISchemaCheck
{
    private const string ComponentsPointer = "/components/schemas";
    private static readonly Rule Removed = new(
        "api-schema-removed",
        Severity.Breaking,
        RuleGroup.Operations,
        "A component schema that operations use was removed: its class is removed from the client.",
        Breaks.CSharp
    );
    private static readonly Rule UnusedRemoved = new(
        "unused-schema-removed",
        Severity.Info,
        RuleGroup.Operations,
        "A component schema that no operation uses was removed."
    );
    private static readonly Rule Renamed = new(
        "schema-renamed",
        Severity.Breaking,
        RuleGroup.Operations,
        "A component schema was renamed: its C# class is renamed.",
        Breaks.CSharp
    );
    private static readonly Rule Replaced = new(
        "schema-replaced",
        Severity.Breaking,
        RuleGroup.Operations,
        "A component schema was replaced by another one: a C# signature or property gets another class.",
        Breaks.CSharp
    );

    public IEnumerable<Rule> Rules => [Removed, UnusedRemoved, Renamed, Replaced];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        var reached = ComponentNames.ReachedIn(documents.Old);
        foreach (
            var name in documents.Old.ComponentSchemas.Where(name =>
                !findings.Components.IsInNew(name) && !findings.Contains(Renamed, name)
            )
        )
        {
            var rule = reached.Contains(name) ? Removed : UnusedRemoved;
            findings.AddRemoved(
                rule,
                JsonPointer.Append(ComponentsPointer, name),
                reached.Contains(name)
                    ? $"The class {findings.Names.Class(name)} was removed."
                    : $"The schema {name}, which no operation uses, was removed.",
                name
            );
        }
    }

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.ComponentName is not { } was || schemas.New.ComponentName is not { } name || findings.Components.Same(was, name))
        {
            return;
        }

        var (oldClass, newClass) = (findings.Names.Class(was), findings.Names.Class(name));
        if (IsRename(was, name, findings.Components))
        {
            findings.Add(
                Renamed,
                JsonPointer.Append(ComponentsPointer, name),
                $"The class {oldClass} is renamed to {newClass}.",
                was,
                name
            );
        }
        else
        {
            findings.Add(
                Replaced,
                JsonPointer.Append(ComponentsPointer, name),
                $"{Subject(schemas, findings)} is now a {newClass} instead of a {oldClass}.",
                was,
                name
            );
        }
    }

    private static string Subject(SchemaPair schemas, DiffFindings findings) =>
        findings.Names.Member(schemas.New.UsePointer) is { } member && member.Contains('.', StringComparison.Ordinal)
            ? member
            : findings.Subject(schemas, "");

    private static bool IsRename(string was, string name, ComponentNames components) =>
        !components.IsInNew(was) && !components.IsInOld(name);
}
