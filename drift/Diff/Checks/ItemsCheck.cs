using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether the type of the items of a list is specified.</summary>
internal sealed class ItemsCheck : ISchemaCheck
{
    private const string Keyword = "items";
    private static readonly SchemaPosition[] Where =
    [
        .. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseHeader),
    ];
    private static readonly SchemaRules Added = new(
        "items-added",
        Where,
        Severity.Breaking,
        Severity.Breaking,
        "The type of the items is now specified for {0}: the C# list has that type instead of object, so code that uses it no "
            + "longer compiles.",
        breaks: Breaks.Both
    );
    private static readonly SchemaRules Removed = new(
        "items-removed",
        Where,
        Severity.Breaking,
        Severity.Breaking,
        "The type of the items is no longer specified for {0}: the C# list has the type object, so code that uses its items no "
            + "longer compiles.",
        breaks: Breaks.Both
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (!schemas.Old.Types.Contains("array") || !schemas.New.Types.Contains("array"))
        {
            return;
        }

        switch (Stated(schemas.Old), Stated(schemas.New))
        {
            case (null, { } now):
                findings.Add(
                    Added,
                    schemas,
                    Keyword,
                    $"now has items of the type {now.Describe()}: its C# type changes",
                    null,
                    now.Describe()
                );
                break;
            case ({ } old, null):
                findings.Add(
                    Removed,
                    schemas,
                    Keyword,
                    $"no longer has items of the type {old.Describe()}: its C# type changes",
                    old.Describe()
                );
                break;
        }
    }

    // The empty schema does not specify a type.
    private static Schema? Stated(Schema schema) => schema.Items is { Node.Count: > 0 } items ? items : null;
}
