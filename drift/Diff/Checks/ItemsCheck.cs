using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether the document says what a list holds.</summary>
internal sealed class ItemsCheck : ISchemaCheck
{
    private const string Keyword = "items";
    private static readonly Place[] Where = [.. Places.Everywhere.Where(place => place != Place.ResponseHeader)];
    private static readonly SchemaRules Added = new(
        "items-added",
        Where,
        Severity.Breaking,
        Severity.Breaking,
        "The type of the items is stated for {0} now: the C# list holds that type instead of object, so code that uses it no "
            + "longer compiles.",
        breaks: Breaks.Both
    );
    private static readonly SchemaRules Removed = new(
        "items-removed",
        Where,
        Severity.Breaking,
        Severity.Breaking,
        "The type of the items is not stated for {0} any more: the C# list holds object, so code that uses its items no longer compiles.",
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
                    $"holds {now.Describe()} now instead of anything: its C# type changes",
                    null,
                    now.Describe()
                );
                break;
            case ({ } old, null):
                findings.Add(
                    Removed,
                    schemas,
                    Keyword,
                    $"holds anything now instead of {old.Describe()}: its C# type changes",
                    old.Describe()
                );
                break;
        }
    }

    // The empty schema says nothing.
    private static Schema? Stated(Schema schema) => schema.Items is { Node.Count: > 0 } items ? items : null;
}
