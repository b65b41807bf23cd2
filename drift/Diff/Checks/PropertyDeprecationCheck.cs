using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks deprecated properties and the date after which they may be removed.</summary>
internal sealed class PropertyDeprecationCheck : ISchemaCheck
{
    private static readonly IReadOnlyList<SchemaPosition> At = [SchemaPosition.RequestProperty, SchemaPosition.ResponseProperty];
    private static readonly SchemaRules Deprecated = new(
        "deprecated",
        At,
        Severity.Info,
        Severity.Info,
        "{0} is deprecated without an x-sunset date. The C# property becomes obsolete.",
        VersionStep.Minor
    );
    private static readonly SchemaRules WithSunset = new(
        "deprecated-with-sunset",
        At,
        Severity.Info,
        Severity.Info,
        "{0} is deprecated with an x-sunset date. The C# property becomes obsolete.",
        VersionStep.Minor
    );
    private static readonly SchemaRules SunsetMissing = new(
        "deprecated-sunset-missing",
        At,
        Severity.Warning,
        Severity.Warning,
        "{0} is still deprecated, but its x-sunset date was removed: it may be removed any day."
    );
    private static readonly SchemaRules SunsetInvalid = new(
        "deprecated-sunset-invalid",
        At,
        Severity.Warning,
        Severity.Warning,
        "{0} is deprecated, and its x-sunset is not a date: it may be removed any day."
    );
    private static readonly SchemaRules SunsetTooSmall = new(
        "sunset-date-too-small",
        At,
        Severity.Warning,
        Severity.Warning,
        "{0} is deprecated and may already be removed: its x-sunset date has passed."
    );
    private static readonly SchemaRules Reactivated = new("reactivated", At, Severity.Info, Severity.Info, "{0} is no longer deprecated.");

    public IEnumerable<Rule> Rules =>
        [.. Deprecated.All, .. WithSunset.All, .. SunsetMissing.All, .. SunsetInvalid.All, .. SunsetTooSmall.All, .. Reactivated.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        foreach (var property in PropertyPair.Of(schemas).Where(property => property.Old.Deprecated || property.New.Deprecated))
        {
            if (Finding(property, findings.Today) is var (rules, says, was, now))
            {
                findings.AddProperty(rules.At(schemas.Position.Within()), schemas, property.Name, says, was, now);
            }
        }
    }

    private static (SchemaRules Rules, string Says, string? Was, string? Now)? Finding(PropertyPair property, DateOnly today)
    {
        if (!property.New.Deprecated)
        {
            return (Reactivated, "is no longer deprecated", "deprecated", null);
        }

        var (before, after) = (SunsetOf(property.Old), SunsetOf(property.New));
        if (property.Old.Deprecated && before.Text == after.Text)
        {
            return null;
        }

        if (after.IsMissing)
        {
            return property.Old.Deprecated
                ? (SunsetMissing, $"is still deprecated, but no longer until {before.Text}: it may be removed any day", before.Text, null)
                : (Deprecated, "is deprecated", null, "deprecated");
        }

        if (after.IsInvalid)
        {
            return (SunsetInvalid, $"is deprecated, and its {Sunset.Key} is not a date: {after.Text}", before.Text, after.Text);
        }

        return after.IsTooSoon(today)
            ? (SunsetTooSmall, $"is deprecated and may already be removed: its last day was {after.Text}", before.Text, after.Text)
            : (WithSunset, $"is deprecated and may be removed after {after.Text}", before.Text, after.Text);
    }

    private static Sunset SunsetOf(Schema property) => Sunset.Parse(property.Keyword(Sunset.Key));
}
