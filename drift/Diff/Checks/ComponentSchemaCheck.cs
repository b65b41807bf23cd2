using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Component schemas: each is a class of the client.</summary>
internal sealed class ComponentSchemaCheck : IConclusionCheck, ISchemaCheck
{
    private const string Place = "/components/schemas";
    private static readonly Rule Removed = new(
        "api-schema-removed",
        Severity.Breaking,
        Direction.None,
        "A component schema that operations use is gone: its class goes from the client.",
        Breaks.CSharp
    );
    private static readonly Rule UnusedRemoved = new(
        "unused-schema-removed",
        Severity.Info,
        Direction.None,
        "A component schema that no operation uses is gone."
    );
    private static readonly Rule Renamed = new(
        "schema-renamed",
        Severity.Breaking,
        Direction.None,
        "The component schema at a place has another name: its class in C# is renamed.",
        Breaks.CSharp
    );
    private static readonly Rule Replaced = new(
        "schema-replaced",
        Severity.Breaking,
        Direction.None,
        "Another component schema stands at a place: a C# signature or property has another class.",
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
                JsonPointer.Append(Place, name),
                reached.Contains(name)
                    ? $"The class {findings.Names.Class(name)} is gone."
                    : $"The schema {name}, which no operation uses, is gone.",
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
            findings.Add(Renamed, JsonPointer.Append(Place, name), $"The class {oldClass} is called {newClass} now.", was, name);
        }
        else
        {
            findings.Add(
                Replaced,
                JsonPointer.Append(Place, name),
                $"{Subject(schemas, findings)} is a {newClass} instead of a {oldClass}.",
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
