using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Checks a keyword that defines how to read a text. A change gives the same C# member another meaning.
/// </summary>
/// <param name="keyword">The keyword.</param>
/// <param name="suffix">The part of the rule ids that names the keyword.</param>
/// <param name="noun">The name of the keyword in a sentence.</param>
internal sealed class KeywordValueCheck(string keyword, string suffix, string noun) : ISchemaCheck
{
    private readonly SchemaRules _changed = new(
        $"{suffix}-changed",
        SchemaPositions.Bodies,
        Severity.Breaking,
        Severity.Breaking,
        $"The {noun} of {{0}} changes: code that writes it has to use the new one, although its C# type stays the same.",
        $"The {noun} of {{0}} changes: code that reads it has to use the new one, although its C# type stays the same."
    );

    public IEnumerable<Rule> Rules => _changed.All;

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (schemas.Old.Text(keyword), schemas.New.Text(keyword));
        if (!string.Equals(before, after, StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(
                _changed,
                schemas,
                keyword,
                $"now has the {noun} {after ?? "(none)"} instead of {before ?? "(none)"}: code for it has to change",
                before,
                after
            );
        }
    }
}
