using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Several types for one value: as a list, or as a union of nothing but types.</summary>
internal sealed class ListOfTypesCheck : ISchemaCheck
{
    private static readonly SchemaRules Widened = new(
        "list-of-types-widened",
        Places.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "More types of values are allowed for {0}: a deployed client may meet values that it cannot read. A C# type that "
            + "changes with it is a finding of its own."
    );
    private static readonly SchemaRules Narrowed = new(
        "list-of-types-narrowed",
        Places.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "Fewer types of values are allowed for {0}: values that were sent are refused. A C# type that changes with it is a "
            + "finding of its own."
    );

    public IEnumerable<Rule> Rules => [.. Widened.All, .. Narrowed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (
            TypeList.Of(schemas.Old) is not { Count: > 0 } before
            || TypeList.Of(schemas.New) is not { Count: > 0 } after
            || !before.Intersect(after).Any()
        )
        {
            return;
        }

        var (was, now) = (string.Join(", ", before), string.Join(", ", after));
        if (after.Except(before).Any())
        {
            findings.AddWhole(
                Widened,
                schemas,
                $"may be {string.Join(" or ", after)} now, not only {string.Join(" or ", before)}",
                was,
                now
            );
        }

        if (before.Except(after).Any())
        {
            findings.AddWhole(
                Narrowed,
                schemas,
                $"has to be {string.Join(" or ", after)} now, no longer {string.Join(" or ", before.Except(after))}",
                was,
                now
            );
        }
    }
}
