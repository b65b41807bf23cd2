using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>How far a property is promised to stay as it is, told in <c>x-stability-level</c>.</summary>
internal sealed class PropertyStabilityCheck : ISchemaCheck
{
    private const string Keyword = "x-stability-level";
    private const string Stable = "stable";
    private static readonly string[] Levels = ["draft", "alpha", "beta", Stable];
    private static readonly IReadOnlyList<Place> At = [Place.RequestProperty, Place.ResponseProperty];
    private static readonly SchemaRules Decreased = new(
        "stability-decreased",
        At,
        Severity.Warning,
        Severity.Warning,
        "{0} is promised less than before: it may change without notice."
    );
    private static readonly SchemaRules Increased = new(
        "stability-increased",
        At,
        Severity.Info,
        Severity.Info,
        "{0} is promised more than before."
    );

    public IEnumerable<Rule> Rules => [.. Decreased.All, .. Increased.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        foreach (var property in PropertyPair.Of(schemas))
        {
            var (before, after) = (LevelOf(property.Old), LevelOf(property.New));
            var (was, now) = (Array.IndexOf(Levels, before), Array.IndexOf(Levels, after));
            if (was < 0 || now < 0 || was == now)
            {
                continue;
            }

            findings.AddProperty(
                (now < was ? Decreased : Increased).At(schemas.Place.Within()),
                schemas,
                property.Name,
                now < was ? $"is {after} instead of {before} now: it may change without notice" : $"is {after} now, no longer {before}",
                before,
                after
            );
        }
    }

    // What says nothing is promised to stay.
    private static string LevelOf(Schema property) => property.Text(Keyword) ?? Stable;
}
