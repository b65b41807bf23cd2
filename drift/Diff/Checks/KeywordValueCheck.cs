using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// A keyword that says how to read a text; another value, or its coming and going, changes the meaning of the same C# member.
/// </summary>
/// <param name="keyword">The keyword.</param>
/// <param name="suffix">What the names of its rules begin with after the place.</param>
/// <param name="noun">Its name in a sentence.</param>
internal abstract class KeywordValueCheck(string keyword, string suffix, string noun) : ISchemaCheck
{
    private readonly SchemaRules _changed = new(
        $"{suffix}-changed",
        Places.Bodies,
        Severity.Breaking,
        Severity.Breaking,
        $"The {noun} of {{0}} is another: code that writes it has to write it the other way, though its C# type stays.",
        $"The {noun} of {{0}} is another: code that reads it has to read it the other way, though its C# type stays."
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
                $"has the {noun} {after ?? "(none)"} now, {before ?? "(none)"} before: code for it has to change",
                before,
                after
            );
        }
    }
}
