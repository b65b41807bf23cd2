using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the stability level of a property, <c>x-stability-level</c>.</summary>
internal sealed class PropertyStabilityCheck : ISchemaCheck
{
    private const string Keyword = "x-stability-level";
    private const string Stable = "stable";
    private static readonly string[] Levels = ["draft", "alpha", "beta", Stable];
    private static readonly IReadOnlyList<SchemaPosition> At = [SchemaPosition.RequestProperty, SchemaPosition.ResponseProperty];
    private static readonly SchemaRules Decreased = new(
        "stability-decreased",
        At,
        Severity.Warning,
        Severity.Warning,
        "The stability level of {0} decreased: it may change without notice."
    );
    private static readonly SchemaRules Increased = new(
        "stability-increased",
        At,
        Severity.Info,
        Severity.Info,
        "The stability level of {0} increased."
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
                (now < was ? Decreased : Increased).At(schemas.Position.Within()),
                schemas,
                property.Name,
                now < was ? $"is now {after} instead of {before}: it may change without notice" : $"is now {after}, no longer {before}",
                before,
                after
            );
        }
    }

    // Without a level, an operation or property is stable.
    private static string LevelOf(Schema property) => property.Text(Keyword) ?? Stable;
}
