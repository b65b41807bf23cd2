using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the number that values have to be multiples of.</summary>
internal sealed class MultipleOfCheck : ISchemaCheck
{
    private const string Keyword = "multipleOf";
    private static readonly SchemaPosition[] Where =
    [
        .. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseHeader),
    ];
    private static readonly SchemaRules Set = new(
        "multiple-of-set",
        Where,
        Severity.Breaking,
        Severity.Info,
        "Only multiples of a number are allowed for {0}: other numbers, which were accepted before, are refused.",
        "Only multiples of a number are allowed for {0}: callers do not have to change anything."
    );
    private static readonly SchemaRules Unset = new(
        "multiple-of-unset",
        Where,
        Severity.Info,
        Severity.Warning,
        "Numbers do not have to be multiples of a number any more for {0}.",
        "Numbers do not have to be multiples of a number any more for {0}: code that relies on the step may lose precision."
    );
    private static readonly SchemaRules Changed = new(
        "multiple-of-changed",
        Where,
        Severity.Breaking,
        Severity.Warning,
        "The number that {0} is a multiple of changes: numbers that were accepted before may be refused.",
        "The number that {0} is a multiple of changes: code that relies on the step may lose precision."
    );
    private static readonly SchemaRules Generalized = new(
        "multiple-of-generalized",
        Where,
        Severity.Info,
        Severity.Warning,
        "The number that {0} is a multiple of divides the old one: more numbers are accepted.",
        "The number that {0} is a multiple of divides the old one: code that relies on the step may lose precision."
    );

    public IEnumerable<Rule> Rules => [.. Set.All, .. Unset.All, .. Changed.All, .. Generalized.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (schemas.Old.Number(Keyword), schemas.New.Number(Keyword));
        if (before == after)
        {
            return;
        }

        var asked = schemas.Position.Direction() == Direction.Request;
        if (after is not { } step)
        {
            findings.Add(
                Unset,
                schemas,
                Keyword,
                $"no longer has to be a multiple of {SchemaLimit.Text(before!.Value)}",
                SchemaLimit.Text(before.Value)
            );
        }
        else if (before is not { } old)
        {
            findings.Add(
                Set,
                schemas,
                Keyword,
                $"has to be a multiple of {SchemaLimit.Text(step)} now{(asked ? ": other numbers are refused" : "")}",
                null,
                SchemaLimit.Text(step)
            );
        }
        else
        {
            findings.Add(
                step != 0 && old % step == 0 ? Generalized : Changed,
                schemas,
                Keyword,
                $"has to be a multiple of {SchemaLimit.Text(step)} now, of {SchemaLimit.Text(old)} before",
                SchemaLimit.Text(old),
                SchemaLimit.Text(step)
            );
        }
    }
}
